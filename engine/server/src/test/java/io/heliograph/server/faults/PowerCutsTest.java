package io.heliograph.server.faults;

import io.heliograph.testkit.FaultSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power cuts under load: what was acknowledged as durable is there after each, in order and once; of what was only journaled
 * a suffix may be gone, never something in the middle; and an engine starts on what is left.
 */
final class PowerCutsTest {
    private static final int CUTS_TO_A_LIFE = 20;

    private final FaultSuite suite = FaultSuite.of("power-cuts", 0, 200);

    @TempDir
    private Path folder;

    private PowerCutLife life;
    private int cuts;
    private long lost;
    private long worstLost;
    private long durable;

    @Test
    void shouldKeepWhatWasDurableWhenThePowerIsCut() throws Exception {
        if (!suite.isFull()) {
            suite.skip("it mounts file systems; ops/faults/run --full power-cuts runs it");
        }
        Optional<String> lacking = PowerCutRig.lacks();
        lacking.ifPresent(suite::skip);
        try (PowerCutRig rig = rig()) {
            try {
                suite.run(number -> cut(rig, number));
            } finally {
                endLife();
            }
        }
        suite.passed("durable_events_at_the_cuts=" + durable + " durable_events_lost=0 journaled_trades_lost_mean="
                + lost / Math.max(1, cuts) + " journaled_trades_lost_worst=" + worstLost);
    }

    private PowerCutRig rig() throws Exception {
        try {
            return PowerCutRig.in(Files.createDirectories(folder));
        } catch (IOException e) {
            suite.skip("this machine does not let us mount: " + e.getMessage());
            throw e;
        }
    }

    private void cut(PowerCutRig rig, int number) {
        try {
            if (life == null) {
                life = new PowerCutLife(rig, number);
            }
            PowerCutLife.Loss loss = life.cut(new SplittableRandom(number));
            cuts++;
            durable += loss.durableEvents();
            lost += loss.journaledTrades();
            worstLost = Math.max(worstLost, loss.journaledTrades());
            if (number % CUTS_TO_A_LIFE == CUTS_TO_A_LIFE - 1) {
                endLife();
            }
        } catch (Exception | AssertionError e) {
            throw new AssertionError("case=" + number, e);
        }
    }

    private void endLife() throws IOException {
        if (life != null) {
            life.close();
            life = null;
        }
    }
}
