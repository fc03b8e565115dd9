package io.heliograph.server.faults;

import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.segment.SpaceReserver;
import io.heliograph.server.publish.SimulatedDelivery;
import io.heliograph.server.sequencer.Harness;
import io.heliograph.server.store.SimulatedDatabase;
import io.heliograph.testkit.ManualClock;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;

/**
 * What the lives of a simulated engine have in common.
 *
 * @param directory where the journal lies
 * @param disk beneath it
 * @param options of the journal, with its clocks and its disk
 * @param clock the time of day, which may step
 * @param steady for durations
 * @param database on another machine
 * @param delivery makes what answers subscribers
 * @param random decides everything
 * @param plants bugs that are to be found
 */
record SimulatedMachine(
        Path directory,
        SimulatedDisk disk,
        JournalOptions options,
        ManualClock clock,
        ManualClock steady,
        SimulatedDatabase database,
        SimulatedDelivery delivery,
        Random random,
        Plants plants) {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int BLOCK_BYTES = 4 * 1024 * 1024;

    /** All that a seed says. */
    static SimulatedMachine of(Path directory, long seed, SimulatedDelivery delivery, Plants plants) {
        Random random = new Random(seed);
        SimulatedDisk disk = new SimulatedDisk(random);
        ManualClock clock = new ManualClock(Harness.NOON + DAY_NS);
        ManualClock steady = new ManualClock(1_000_000_000L);
        JournalOptions options = JournalOptions.defaults()
                .withClocks(clock::nowNs, steady::nowNs)
                .withIds(() -> new UUID(1, seed))
                .withForcer(plants.forcer().apply(disk))
                .withAround(plants.around())
                .withReserver(SpaceReserver.NONE)
                .withSegments(BLOCK_BYTES, 10_000 + random.nextInt(40_000), JournalOptions.DEFAULT_SEGMENT_AGE_NS);
        SimulatedDatabase database = new SimulatedDatabase(random, steady);
        return new SimulatedMachine(directory, disk, options, clock, steady, database, delivery, random, plants);
    }

    /** Lets time pass. */
    void pass(long ns) {
        steady.advance(ns);
        clock.advance(ns);
    }

    /** The time of day is set by an hour. */
    void stepClock() {
        clock.advance((random.nextBoolean() ? 3_600 : -3_600) * 1_000_000_000L);
    }

    /** Something goes wrong with the database, once or for some time. */
    void failDatabase() {
        SimulatedDatabase.Fault[] faults = SimulatedDatabase.Fault.values();
        database.fail(faults[random.nextInt(faults.length)], 1 + random.nextInt(4));
    }
}
