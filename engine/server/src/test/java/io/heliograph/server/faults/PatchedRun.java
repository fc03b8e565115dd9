package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs one test in a JVM of its own, over the classes of this build of which one was changed by a patch. */
final class PatchedRun {
    private static final int FOUND = 10;
    private static final String FAILED = "failed: ";

    private PatchedRun() {}

    /**
     * What the test said; empty where it passed.
     *
     * @param test {@code class#method}
     */
    static Optional<String> failureOf(Patch patch, String test, Path scratch) throws IOException {
        Path changed = patch.applyTo(scratch.resolve("sources"));
        Path classes = Files.createDirectories(scratch.resolve("classes"));
        int errors = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        ChildJvm.classPath(),
                        "-d",
                        classes.toString(),
                        changed.toString());
        assertThat(errors).as("patch %s compiles", patch.name()).isZero();
        try (ChildJvm child = ChildJvm.startOver(classes, PatchedRun.class.getName(), test)) {
            int exit = child.awaitExit();
            if (exit == 0) {
                return Optional.empty();
            }
            assertThat(exit).as(String.join("\n", child.output())).isEqualTo(FOUND);
            return child.output().stream()
                    .filter(line -> line.startsWith(FAILED))
                    .map(line -> line.substring(FAILED.length()))
                    .findFirst();
        }
    }

    /** The child: runs the test that is named, and says with what it failed. */
    public static void main(String[] args) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(List.of(DiscoverySelectors.selectMethod(args[0])))
                        .build(),
                listener);
        if (listener.getSummary().getTestsStartedCount() != 1) {
            throw new AssertionError(
                    "expected one test: found=" + listener.getSummary().getTestsStartedCount());
        }
        listener.getSummary()
                .getFailures()
                .forEach(failure -> System.out.println(FAILED + first(failure.getException())));
        System.exit(listener.getSummary().getFailures().isEmpty() ? 0 : FOUND);
    }

    private static String first(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
    }
}
