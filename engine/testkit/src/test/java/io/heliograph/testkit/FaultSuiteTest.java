package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.opentest4j.TestAbortedException;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class FaultSuiteTest {
    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(FaultSuite.FULL);
        System.clearProperty(FaultSuite.FOLDER);
    }

    @Test
    void shouldRunItsSmallSizeAndKeepNothingInTheBuild() {
        List<Integer> ran = new ArrayList<>();

        FaultSuite suite = FaultSuite.of("kills", 3, 1_000);
        suite.run(ran::add);
        suite.passed("kills=3");

        assertThat(ran).containsExactly(0, 1, 2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldGoOnAtTheCaseThatFailed() throws IOException {
        askForFull("kills");
        List<Integer> ran = new ArrayList<>();

        assertThatThrownBy(() -> FaultSuite.of("kills", 1, 5).run(i -> {
                    if (i == 3) {
                        throw new AssertionError("lost");
                    }
                }))
                .hasMessage("lost");
        FaultSuite again = FaultSuite.of("kills", 1, 5);
        again.run(ran::add);
        again.passed("lost=0");

        assertThat(ran).containsExactly(3, 4);
        assertThat(folder.resolve("kills.result")).hasContent("passed\t5\tlost=0");
    }

    @Test
    void shouldSayWhatWasSkipped() {
        askForFull("disk-full");

        assertThatThrownBy(() -> FaultSuite.of("disk-full", 0, 5).skip("expected to be root"))
                .isInstanceOf(TestAbortedException.class);

        assertThat(folder.resolve("disk-full.result")).hasContent("skipped\t0\texpected to be root");
    }

    private void askForFull(String name) {
        System.setProperty(FaultSuite.FULL, name);
        System.setProperty(FaultSuite.FOLDER, folder.toString());
    }
}
