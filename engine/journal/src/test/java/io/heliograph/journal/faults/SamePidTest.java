package io.heliograph.journal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.JournalView;
import io.heliograph.testkit.ChildJvm;
import io.heliograph.testkit.Directories;
import io.heliograph.testkit.FaultSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fault suite {@code same-pid}: a process that is number 1 of its own namespace ends inside an append, and the next one
 * has the same number, as in every container. It must start within two seconds, without waiting for Chronicle's lock.
 */
class SamePidTest {
    private static final long PATIENCE_MS = 2_000;

    @TempDir
    Path folder;

    private long slowestMs;

    @Test
    void shouldStartSoonAfterAProcessOfTheSameNumberEndedInsideAnAppend() throws Exception {
        FaultSuite suite = FaultSuite.of("same-pid", 0, 50);
        if (!suite.isFull()) {
            suite.skip("it runs in full alone: -Dheliograph.faults=same-pid");
        }
        if (!canUnshare()) {
            suite.skip("unshare -pf --mount-proc is not permitted here; run as root, or with user namespaces");
        }
        Path home = javaInItsOwnNamespace();
        suite.run(number -> killAndStart(home, number));
        suite.passed("slowest_start_ms=" + slowestMs);
    }

    private void killAndStart(Path home, int number) {
        Path directory = folder.resolve("journal");
        boolean isNewEpoch = number % 2 == 0;
        try {
            try (ChildJvm killed = child(home, directory, true, true)) {
                assertThat(killed.awaitExit()).isEqualTo(SamePidChild.HALTED);
                assertThat(line(killed)).contains("pid=1 ", "head=" + SamePidChild.RECORDS + " ");
            }
            try (ChildJvm next = child(home, directory, isNewEpoch, false)) {
                assertThat(next.awaitExit())
                        .as(String.join("\n", next.output()))
                        .isZero();
                String line = line(next);
                assertThat(line).contains("pid=1 ", "head=" + 2 * SamePidChild.RECORDS + " ");
                long tookMs = Long.parseLong(line.substring(line.indexOf("tookMs=") + 7));
                assertThat(tookMs).as("case " + number).isLessThan(PATIENCE_MS);
                slowestMs = Math.max(slowestMs, tookMs);
            }
            try (JournalView view = JournalView.open(directory, SamePidChild.options())) {
                assertThat(view.events().head()).isEqualTo(2 * SamePidChild.RECORDS);
            }
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChildJvm child(Path home, Path directory, boolean isNewEpoch, boolean halts) throws IOException {
        return ChildJvm.startOn(
                home,
                folder,
                List.of(),
                SamePidChild.class.getName(),
                directory.toString(),
                Boolean.toString(isNewEpoch),
                Boolean.toString(halts));
    }

    private static String line(ChildJvm child) {
        return child.output().stream()
                .filter(line -> line.startsWith("journaled"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.join("\n", child.output())));
    }

    /** A JDK's home by its looks, whose java begins a namespace of processes first. */
    private Path javaInItsOwnNamespace() throws IOException {
        Path home = folder.resolve("namespaced");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\nexec unshare -pf --mount-proc " + Path.of(System.getProperty("java.home"), "bin", "java")
                        + " \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return home;
    }

    private static boolean canUnshare() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-pf", "--mount-proc", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program; the suite says so
        }
    }
}
