package io.heliograph.server.faults;

import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.StorageFailedException;
import io.heliograph.journal.segment.SpaceReserver;
import io.heliograph.server.publish.Follower;
import io.heliograph.server.publish.SimulatedDelivery;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.sequencer.Harness;
import io.heliograph.testkit.Directories;
import io.heliograph.testkit.ManualClock;
import io.heliograph.v1.Bar;
import io.heliograph.v1.DurabilityLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Everything of an engine that runs, on one thread, in an order and with faults that a seed decides: the same seed does the
 * same again.
 *
 * <p>First anything may happen, and after each step nothing promised may be broken. Then no more faults come, and all must
 * be delivered within a number of steps. The journal lies on files; a power cut takes what was not forced.
 */
final class Simulation {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int STEPS = 250;
    private static final int TURNS = 3_000;
    private static final int TRADES = 150;
    private static final int FOLLOWERS = 3;

    private final Path directory;
    private final Random random;
    private final SimulatedDisk disk;
    private final SimulatedDelivery delivery;
    private final ManualClock clock = new ManualClock(Harness.NOON + DAY_NS);
    private final ManualClock steady = new ManualClock(1_000_000_000L);
    private final JournalOptions options;
    private final SimulatedPublisher publisher;
    private final Follower[] followers = new Follower[FOLLOWERS];
    private final Checks checks = new Checks(steady);
    private final CRC32C trace = new CRC32C();
    private final StringBuilder story = new StringBuilder();

    private SimulatedEngine engine;
    private int starts;
    private int powerCuts;

    Simulation(Path directory, long seed, SimulatedDelivery delivery) {
        this(directory, seed, delivery, Plants.NONE);
    }

    /** With bugs that it must find. */
    Simulation(Path directory, long seed, SimulatedDelivery delivery, Plants plants) {
        this.directory = directory;
        this.delivery = delivery;
        this.random = new Random(seed);
        this.disk = new SimulatedDisk(random);
        this.options = JournalOptions.defaults()
                .withClocks(clock::nowNs, steady::nowNs)
                .withIds(() -> new UUID(1, seed))
                .withForcer(plants.forcer().apply(disk))
                .withAround(plants.around())
                .withReserver(SpaceReserver.NONE)
                .withSegments(4 * 1024 * 1024, 6_000 + random.nextInt(20_000), JournalOptions.DEFAULT_SEGMENT_AGE_NS);
        this.publisher = new SimulatedPublisher(random, TRADES);
        for (int i = 0; i < FOLLOWERS; i++) {
            boolean isDurable = i == 0;
            followers[i] = new Follower(
                    isDurable ? DurabilityLevel.DURABILITY_LEVEL_DURABLE : DurabilityLevel.DURABILITY_LEVEL_JOURNALED,
                    last -> checks.requireEpochEnd(isDurable, powerCuts, last));
        }
    }

    /** What may be done next, and how often. */
    private enum Action {
        SEQUENCE(36),
        ACKNOWLEDGE(24),
        FORCE(18),
        PUBLISH(24),
        SEND(30),
        DELIVER(36),
        SNAPSHOT(18),
        TIME_PASSES(24),
        CONNECT(12),
        FOLLOW(15),
        HOLD(9),
        CLOCK_STEPS(1),
        CUT_PUBLISHER(1),
        CUT_FOLLOWER(1),
        STORAGE(1),
        DISK_FAILS(1),
        KILL(1),
        POWER_CUT(1),
        STOP(1);

        private final int weight;

        Action(int weight) {
            this.weight = weight;
        }
    }

    /** Runs both parts; answers the hash of all that happened. */
    long run() throws IOException {
        try {
            start();
            for (int i = 0; i < STEPS; i++) {
                Action action = next();
                story.append(' ').append(action);
                act(action);
                checkStep();
            }
            settleDown();
            return trace.getValue();
        } catch (RuntimeException | AssertionError | IOException e) {
            throw new AssertionError("after" + story, e);
        } finally {
            if (engine != null) {
                engine.leave();
            }
            Directories.delete(directory);
        }
    }

    int starts() {
        return starts;
    }

    int powerCuts() {
        return powerCuts;
    }

    private Action next() {
        int total = 0;
        for (Action action : Action.values()) {
            total += action.weight;
        }
        int place = random.nextInt(total);
        for (Action action : Action.values()) {
            place -= action.weight;
            if (place < 0) {
                return action;
            }
        }
        throw new AssertionError("weights: total=" + total);
    }

    private void act(Action action) throws IOException {
        int work = 0;
        try {
            work = work(action);
        } catch (StorageFailedException e) {
            die(false);
        }
        note(action.ordinal(), work);
    }

    private int work(Action action) throws IOException {
        switch (action) {
            case SEQUENCE -> {
                return engine.sequence();
            }
            case ACKNOWLEDGE -> {
                return engine.acknowledge();
            }
            case FORCE -> {
                return engine.force();
            }
            case PUBLISH -> {
                return engine.publish();
            }
            case SEND -> publisher.send();
            case DELIVER -> publisher.deliver();
            case SNAPSHOT -> {
                return engine.snapshot();
            }
            case TIME_PASSES -> pass(random.nextInt(60_000_000));
            case CONNECT -> connect();
            case FOLLOW -> followers[random.nextInt(FOLLOWERS)].follow(engine.publishing());
            case HOLD -> followers[random.nextInt(FOLLOWERS)].ready(random.nextInt(3) > 0);
            case CLOCK_STEPS -> clock.set(clock.nowNs() + (random.nextBoolean() ? 3_600 : -3_600) * 1_000_000_000L);
            case CUT_PUBLISHER -> publisher.cut();
            case CUT_FOLLOWER -> followers[random.nextInt(FOLLOWERS)].cut();
            case STORAGE -> engine.setRoom(random.nextBoolean());
            case DISK_FAILS -> disk.failAfter(random.nextInt(4));
            case KILL -> die(false);
            case POWER_CUT -> die(true);
            case STOP -> stop();
        }
        return 0;
    }

    private void pass(long ns) {
        steady.advance(ns);
        clock.set(clock.nowNs() + ns);
    }

    private void connect() {
        if (!publisher.isConnected()) {
            try {
                publisher.connect(engine);
            } catch (Rejection e) {
                note(e.reason().getNumber(), 1); // no room beneath the journal, or for another publisher
            }
        }
    }

    private void stop() throws IOException {
        try {
            engine.stop();
        } catch (StorageFailedException e) {
            die(false);
            return;
        }
        engine = null;
        loseLines();
        start();
    }

    private void die(boolean isPowerCut) throws IOException {
        engine.leave();
        engine = null;
        loseLines();
        if (isPowerCut) {
            powerCuts++;
            disk.cutPower(directory);
            publisher.lostPower();
        }
        start();
    }

    private void loseLines() {
        publisher.forget();
        for (Follower follower : followers) {
            follower.cut();
        }
    }

    private void start() {
        disk.heal();
        starts++;
        engine = new SimulatedEngine(directory, options, clock, steady, delivery);
        checks.afterStart(engine, publisher);
    }

    private void checkStep() {
        checks.positions(engine);
        note(engine.positions().appliedEvent(), engine.positions().outputHead());
        note(engine.positions().durableEvent(), publisher.acknowledged());
        for (Follower follower : followers) {
            note(follower.messages(), follower.position());
        }
    }

    /** No more faults: everything is delivered, and then it is quiet. */
    private void settleDown() throws IOException {
        story.append(" SETTLE");
        disk.heal();
        engine.setRoom(true);
        for (Follower follower : followers) {
            follower.ready(true);
        }
        int quiet = 0;
        for (int i = 0; quiet < 5; i++) {
            if (i == TURNS) {
                throw new AssertionError(
                        "not quiet after turns=" + TURNS + " acknowledged=" + publisher.acknowledged());
            }
            connect();
            for (Follower follower : followers) {
                follower.follow(engine.publishing());
            }
            publisher.send();
            publisher.deliver();
            pass(10_000_000);
            int work = engine.sequence() + engine.acknowledge() + engine.force() + engine.publish();
            checks.positions(engine);
            quiet = publisher.isDone() && work == 0 ? quiet + 1 : 0;
        }
        requireAllDelivered();
    }

    private void requireAllDelivered() {
        List<Bar> all = Follower.all(engine.publishing(), this::publishAll);
        for (Follower follower : followers) {
            follower.check(all);
            if (follower.delivered() != all.size()) {
                throw new AssertionError(
                        "not all was delivered: bars=" + all.size() + " heard=" + follower.delivered());
            }
        }
        checks.atEnd(engine, TRADES);
        note(all.size(), engine.core().eventSequence());
    }

    private void publishAll() {
        int idle = 0;
        while (idle < 3) {
            idle = engine.publish() == 0 ? idle + 1 : 0;
        }
    }

    private void note(long first, long second) {
        for (int i = 0; i < Long.SIZE; i += Byte.SIZE) {
            trace.update((int) (first >>> i));
            trace.update((int) (second >>> i));
        }
    }
}
