package io.heliograph.server.faults;

import io.heliograph.testkit.FaultSuite;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F13 to F16: PostgreSQL and the way to it break under an engine at work; every output is one row in the end. */
final class DatabaseTest {
    private final FaultSuite suite = FaultSuite.of("database", 20, 1000);

    @TempDir
    private Path folder;

    @Test
    void shouldHoldEveryOutputOnceWhateverBecomesOfTheDatabase() throws Exception {
        try (DatabaseRig rig = new DatabaseRig(folder, suite.first())) {
            suite.run(number -> strike(rig, number));
            rig.end();
            suite.passed(rig.figures());
        }
    }

    private static void strike(DatabaseRig rig, int number) {
        DatabaseFault[] faults = DatabaseFault.values();
        DatabaseFault fault = faults[number % faults.length];
        try {
            rig.strike(fault, new SplittableRandom(number));
        } catch (Exception | AssertionError e) {
            throw new AssertionError("case=" + number + " fault=" + fault, e);
        }
    }
}
