package io.heliograph.server.faults;

import io.heliograph.server.publish.Follower;
import io.heliograph.server.publish.LineBug;
import io.heliograph.server.publish.OutputPublishing;
import io.heliograph.v1.Bar;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Those who follow bars and signals of an engine, at every level. */
final class SimulatedFollowers {
    private final Random random;
    private final List<Follower> all = new ArrayList<>();

    private int powerCuts;

    SimulatedFollowers(Random random, LineBug bug) {
        this.random = random;
        for (boolean hearsSignals : new boolean[] {false, true}) {
            for (DurabilityLevel level : List.of(
                    DurabilityLevel.DURABILITY_LEVEL_JOURNALED,
                    DurabilityLevel.DURABILITY_LEVEL_DURABLE,
                    DurabilityLevel.DURABILITY_LEVEL_STORED)) {
                all.add(new Follower(hearsSignals, level, bug, last -> requireEpochEnd(level, last)));
            }
        }
    }

    /** What was durable is never told to have ended, and what was journaled only by a power cut. */
    private void requireEpochEnd(DurabilityLevel level, long last) {
        if (level != DurabilityLevel.DURABILITY_LEVEL_JOURNALED || powerCuts == 0) {
            throw new AssertionError(
                    "a place was said to be lost: level=" + level + " powerCuts=" + powerCuts + " lastValid=" + last);
        }
    }

    private Follower one() {
        return all.get(random.nextInt(all.size()));
    }

    /** One of them opens a stream, where it has none. */
    void follow(OutputPublishing publishing) {
        one().follow(publishing);
    }

    /** One of them hears of some of what is on its way. */
    void hear() {
        one().hear(1 + random.nextInt(4));
    }

    /** One of them takes messages, or none. */
    void hold() {
        one().ready(random.nextInt(3) > 0);
    }

    void cut() {
        Follower follower = one();
        follower.cut(random.nextInt(1 + follower.unheard()));
    }

    void halfOpen() {
        one().halfOpen();
    }

    void cutLeft() {
        one().cutLeft();
    }

    /** The engine is gone; some of what was on its way is still heard. */
    void engineGone() {
        for (Follower follower : all) {
            follower.cut(random.nextInt(1 + follower.unheard()));
            follower.cutLeft();
        }
    }

    void lostPower() {
        powerCuts++;
    }

    /** All of them follow, and take what comes at once. */
    void listen(OutputPublishing publishing) {
        for (Follower follower : all) {
            follower.ready(true);
            follower.follow(publishing);
            follower.hear(Integer.MAX_VALUE);
        }
    }

    /** Each has heard each bar or signal once, in order. */
    void check(List<Bar> bars, List<Signal> signals) {
        all.forEach(follower -> follower.check(bars, signals));
    }

    void forEach(Consumer<Follower> action) {
        all.forEach(action);
    }

    int powerCuts() {
        return powerCuts;
    }
}
