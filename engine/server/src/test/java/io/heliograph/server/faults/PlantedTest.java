package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.publish.LineBug;
import io.heliograph.server.publish.SimulatedDelivery;
import io.heliograph.server.store.WriterBug;
import io.heliograph.testkit.DeterminismRule;
import io.heliograph.testkit.Directories;
import io.heliograph.testkit.FaultSuite;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bugs that were put in on purpose are found by the suite or test that is there for them: through what an engine is given where
 * there is a seam, else by a patch of one source file.
 */
class PlantedTest {
    /** Seeds within which the simulation must meet a bug. */
    private static final int SEEDS = 40;

    @TempDir
    Path folder;

    private final SimulatedDelivery delivery = new SimulatedDelivery();
    private final List<Bug> bugs = List.of(
            new Bug("Math.exp in a kernel", "rule", () -> breach(TakesExp.class)),
            simulated("an event is applied and acknowledged before it is journaled", Plants::lateEvents),
            simulated("a force that does nothing, as Chronicle's sync does", Plants::noForce),
            simulated("the cursor outside the transaction", () -> Plants.writer(WriterBug.CURSOR_APART)),
            simulated("rows dropped on a database error", () -> Plants.writer(WriterBug.DROPS_ON_ERROR)),
            simulated("the next sequence taken from the last excerpt", Plants::sequenceFromLastExcerpt),
            simulated("resume off by one", Plants::resumeOffByOne),
            simulated("sent without a look at isReady", () -> Plants.line(LineBug.ALWAYS_READY)),
            new Bug("iteration in the order of a HashMap", "rule", () -> breach(FollowsHashes.class)),
            new Bug("the wall clock in a bar", "rule", () -> breach(ReadsTheClock.class)),
            patched(
                    "a checksum that is not looked at",
                    "mutations",
                    "skip-crc",
                    "io.heliograph.journal.faults.MutationsTest#shouldDetectAnyDamageOrTakeNoHarm"),
            patched(
                    "a directory opened without the lock on our file",
                    "DirectoryLockTest",
                    "no-directory-lock",
                    "io.heliograph.journal.DirectoryLockTest"
                            + "#shouldRefuseASecondProcessAndChangeNoByteAndStillHoldAfterwards"));

    /** A bug, the suite or test that is to find it, and how that one looks: what was found, empty where nothing was. */
    private record Bug(String name, String suite, Search search) {}

    private interface Search {
        Optional<String> find() throws IOException;
    }

    static final class TakesExp {
        double of(double x) {
            return Math.exp(x);
        }
    }

    static final class FollowsHashes {
        String first(Map<String, String> texts) {
            return new HashMap<>(texts).values().iterator().next();
        }
    }

    static final class ReadsTheClock {
        boolean isOver(long endNs) {
            return System.currentTimeMillis() * 1_000_000 >= endNs;
        }
    }

    @Test
    void shouldFindEveryPlantedBug() {
        FaultSuite suite = FaultSuite.of("planted", 2, 12);

        suite.run(i -> {
            Bug bug = bugs.get(i);
            try {
                Optional<String> found = bug.search().find();
                assertThat(found).as("planted: %s", bug.name()).isPresent();
                System.out.println(
                        "planted=\"" + bug.name() + "\" by=" + bug.suite() + " found=\"" + found.get() + "\"");
            } catch (IOException e) {
                throw new UncheckedIOException(bug.name(), e);
            }
        });

        suite.passed("found=" + suite.cases());
    }

    /** So that a patch that does not fit any more is found by the build. */
    @Test
    void shouldHavePatchesThatFit() throws IOException {
        assertThat(Patch.names()).containsExactly("no-directory-lock", "skip-crc");

        for (String name : Patch.names()) {
            Patch patch = Patch.read(name);
            assertThat(patch.applyTo(folder.resolve(name))).exists();
        }
    }

    private Bug simulated(String name, Supplier<Plants> plants) {
        return new Bug(name, "simulation", () -> simulate(plants));
    }

    private Bug patched(String name, String suite, String patch, String test) {
        return new Bug(name, suite, () -> PatchedRun.failureOf(Patch.read(patch), test, folder.resolve(patch)));
    }

    /** What the simulation says first; the same seeds without the bug are part of its own suite. */
    private Optional<String> simulate(Supplier<Plants> plants) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                new Simulation(folder.resolve("seed-" + seed), seed, delivery, plants.get()).run();
            } catch (AssertionError e) {
                Throwable first = e;
                while (first.getCause() != null) {
                    first = first.getCause();
                }
                return Optional.of("seed=" + seed + " "
                        + first.getMessage().lines().findFirst().orElse(""));
            }
        }
        return Optional.empty();
    }

    private Optional<String> breach(Class<?> planted) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(planted.getSimpleName()));
        String file = planted.getName().replace('.', '/') + ".class";
        Path copy = classes.resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream bytes = planted.getClassLoader().getResourceAsStream(file)) {
            Files.copy(bytes, copy);
        }
        List<String> breaches = DeterminismRule.breaches(classes, Map.of());
        Directories.delete(classes);
        return breaches.stream().findFirst();
    }
}
