package io.heliograph.server.faults;

import io.heliograph.testkit.FaultSuite;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that begin and break anywhere, in history and live, over restarts, read fast and slowly: no gap, nothing twice. */
final class ResumesTest {
    private static final int CASES_TO_A_RESTART = 67;

    private final FaultSuite suite = FaultSuite.of("resumes", 200, 10_000);

    @TempDir
    private Path folder;

    @Test
    void shouldDeliverEverySignalOnceWhereverStreamsBreak() {
        try (ResumesRig rig = new ResumesRig(folder, suite.first())) {
            suite.run(number -> follow(rig, number));
            suite.passed(rig.figures());
        }
    }

    private static void follow(ResumesRig rig, int number) {
        try {
            rig.follow(new SplittableRandom(number), number % CASES_TO_A_RESTART == CASES_TO_A_RESTART - 1);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("case=" + number, e);
        }
    }
}
