package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.publish.SimulatedDelivery;
import io.heliograph.testkit.Directories;
import io.heliograph.testkit.FaultSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order, nothing promised is broken; and when no more faults come, all is delivered. */
class SimulationTest {
    private final SimulatedDelivery delivery = new SimulatedDelivery();

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Path memory = Path.of("/dev/shm");
        folder = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "heliograph-simulation-")
                : Files.createTempDirectory("heliograph-simulation-");
    }

    @AfterEach
    void deleteFolder() throws IOException {
        Directories.delete(folder);
    }

    @Test
    void shouldDoTheSameAgainForTheSameSeed() throws IOException {
        long first = new Simulation(folder.resolve("first"), 7, delivery).run();
        long again = new Simulation(folder.resolve("again"), 7, delivery).run();
        long other = new Simulation(folder.resolve("other"), 8, delivery).run();

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void shouldBreakNoPromiseAndDeliverAllInTheEnd() {
        FaultSuite suite = FaultSuite.of("simulation", 200, 10_000);
        SimulationFigures[] figures = {SimulationFigures.NONE};

        suite.run(seed -> {
            Simulation simulation = new Simulation(folder.resolve("seed-" + seed), seed, delivery);
            try {
                simulation.run();
            } catch (AssertionError e) {
                throw new AssertionError("seed=" + seed, e);
            } catch (IOException e) {
                throw new UncheckedIOException("seed=" + seed, e);
            }
            figures[0] = figures[0].plus(simulation.figures());
        });

        suite.passed(figures[0].toString());
    }
}
