package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.publish.SimulatedDelivery;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bugs that were put in on purpose are found: by the simulation, or by the rule on what kernels and core may call. */
class PlantedTest {
    /** Seeds within which the simulation must meet a bug. */
    private static final int SEEDS = 40;

    @TempDir
    Path folder;

    private final SimulatedDelivery delivery = new SimulatedDelivery();
    private final List<Bug> bugs = List.of(
            new Bug("Math.exp in a kernel", () -> breach(TakesExp.class)),
            new Bug("an event is applied and acknowledged before it is journaled", () -> simulate(Plants.LATE_EVENTS)),
            new Bug("a force that does nothing", () -> simulate(Plants.NO_FORCE)),
            new Bug("resume off by one", () -> simulate(Plants.RESUME_OFF_BY_ONE)),
            new Bug("iteration in the order of a HashMap", () -> breach(FollowsHashes.class)),
            new Bug("the wall clock in a bar", () -> breach(ReadsTheClock.class)));

    /** A bug, and who looks for it: what was found, empty where nothing was. */
    private record Bug(String name, Search search) {}

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
        FaultSuite suite = FaultSuite.of("planted", 2, 6);

        suite.run(i -> {
            Bug bug = bugs.get(i);
            try {
                Optional<String> found = bug.search().find();
                assertThat(found).as("planted: %s", bug.name()).isPresent();
                System.out.println("planted=\"" + bug.name() + "\" found=\"" + found.get() + "\"");
            } catch (IOException e) {
                throw new UncheckedIOException(bug.name(), e);
            }
        });

        suite.passed("found=" + suite.cases());
    }

    /** What the simulation says first; the same seeds without the bug are part of its own suite. */
    private Optional<String> simulate(Plants plants) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                new Simulation(folder.resolve("seed-" + seed), seed, delivery, plants).run();
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
