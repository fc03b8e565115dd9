package io.heliograph.server.faults;

import io.heliograph.journal.StorageFailedException;
import io.heliograph.server.publish.Follower;
import io.heliograph.server.publish.SimulatedDelivery;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.Bar;
import io.heliograph.v1.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * Everything of an engine that runs, on one thread, in an order and with faults that a seed decides: the same seed does the
 * same again.
 *
 * <p>First anything may happen, and after each step nothing promised may be broken. Then no more faults come, and all must
 * be delivered within a number of steps. The journal lies on files; a power cut takes what was not forced. Publisher,
 * followers and database are elsewhere, and live on.
 */
final class Simulation {
    private static final int STEPS = 350;
    private static final int TURNS = 3_000;
    private static final int TRADES = 150;

    private final Random random;
    private final SimulatedDisk disk;
    private final SimulatedMachine machine;
    private final SimulatedPublisher publisher;
    private final SimulatedFollowers followers;
    private final SimulatedOperator operator;
    private final Checks checks;
    private final StoreChecks storeChecks;
    private final CRC32C trace = new CRC32C();
    private final StringBuilder story = new StringBuilder();

    private SimulatedEngine engine;
    private SimulationFigures figures = SimulationFigures.NONE;

    Simulation(Path directory, long seed, SimulatedDelivery delivery) {
        this(directory, seed, delivery, Plants.NONE);
    }

    /** With bugs that it must find. */
    Simulation(Path directory, long seed, SimulatedDelivery delivery, Plants plants) {
        machine = SimulatedMachine.of(directory, seed, delivery, plants);
        random = machine.random();
        disk = machine.disk();
        publisher = new SimulatedPublisher(random, TRADES);
        followers = new SimulatedFollowers(random, plants.line());
        operator = new SimulatedOperator(random);
        checks = new Checks(machine.steady());
        storeChecks = new StoreChecks(machine.database());
    }

    /** Runs both parts; answers the hash of all that happened. */
    long run() throws IOException {
        try {
            start();
            for (int i = 0; i < STEPS; i++) {
                Action action = Action.next(random);
                story.append(' ').append(action);
                act(action);
                checkStep();
            }
            settleDown();
            requireAllDelivered();
            return trace.getValue();
        } catch (RuntimeException | AssertionError | IOException e) {
            throw new AssertionError("after" + story, e);
        } finally {
            if (engine != null) {
                engine.leave();
            }
            Directories.delete(machine.directory());
        }
    }

    /** What came of it. */
    SimulationFigures figures() {
        return figures;
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
                return engine.duties().force();
            }
            case PUBLISH -> {
                return engine.publish();
            }
            case STORE -> {
                return engine.store();
            }
            case KEEP_STATE -> {
                return engine.duties().keep();
            }
            case SEND -> publisher.send();
            case REQUEST_ARRIVES -> publisher.arrive();
            case ANSWER_ARRIVES -> publisher.hear(1 + random.nextInt(3));
            case OUTPUT_ARRIVES -> followers.hear();
            case TIME_PASSES -> machine.pass(random.nextInt(60_000_000));
            case CONNECT -> connect();
            case FOLLOW -> followers.follow(engine.publishing());
            case HOLD -> followers.hold();
            case APPLY_STRATEGY -> operator.apply(engine);
            case ASK_FOR_SNAPSHOT -> engine.duties().askForSnapshot();
            case CLOCK_STEPS -> machine.stepClock();
            case CUT_PUBLISHER -> publisher.cut();
            case PUBLISHER_HALF_OPEN -> publisher.halfOpen();
            case CUT_FOLLOWER -> followers.cut();
            case FOLLOWER_HALF_OPEN -> followers.halfOpen();
            case LEFT_LINES_END -> endLeftLines();
            case DATABASE_FAILS -> machine.failDatabase();
            case STORAGE -> engine.setRoom(random.nextBoolean());
            case DISK_FAILS -> disk.failAfter(random.nextInt(4));
            case KILL -> die(false);
            case POWER_CUT -> die(true);
            case STOP -> stop();
        }
        return 0;
    }

    private void connect() {
        try {
            publisher.connect(engine);
        } catch (Rejection e) {
            note(e.reason().getNumber(), 1); // no room beneath the journal, or for another publisher
        }
    }

    private void endLeftLines() {
        publisher.cutLeft();
        followers.cutLeft();
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
            disk.cutPower(machine.directory());
            publisher.lostPower();
            followers.lostPower();
        }
        start();
    }

    private void loseLines() {
        publisher.engineGone();
        followers.engineGone();
    }

    private void start() {
        disk.heal();
        figures = figures.plus(SimulationFigures.ONE_START);
        engine = new SimulatedEngine(machine);
        operator.configure(engine);
        storeChecks.afterStart(engine, checks.afterStart(engine, publisher));
    }

    private void checkStep() {
        checks.positions(engine);
        storeChecks.step(engine);
        note(engine.positions().appliedEvent(), engine.positions().outputHead());
        note(engine.positions().durableEvent(), engine.positions().storedEvent());
        note(machine.database().cursorOutput(), machine.database().answers());
        note(publisher.acknowledged(), machine.steady().nowNs());
        followers.forEach(follower -> note(follower.messages(), follower.position()));
    }

    /** No more faults: everything is delivered, and then it is quiet. */
    private void settleDown() {
        story.append(" SETTLE");
        disk.heal();
        machine.database().heal();
        engine.setRoom(true);
        int quiet = 0;
        for (int i = 0; quiet < 5; i++) {
            if (i == TURNS) {
                throw new AssertionError("not quiet after turns=" + TURNS + " acknowledged=" + publisher.acknowledged()
                        + " stored=" + machine.database().cursorOutput());
            }
            connect();
            endLeftLines();
            followers.listen(engine.publishing());
            publisher.send();
            publisher.arrive();
            publisher.hear(Integer.MAX_VALUE);
            machine.pass(10_000_000);
            int work = engine.sequence()
                    + engine.acknowledge()
                    + engine.duties().force()
                    + engine.duties().keep()
                    + engine.store()
                    + engine.publish();
            checks.positions(engine);
            storeChecks.step(engine);
            quiet = publisher.isDone() && work == 0 ? quiet + 1 : 0;
        }
    }

    /** Everybody has everything; and when the engine has stopped, {@code verify} finds nothing wrong. */
    private void requireAllDelivered() {
        List<Bar> bars = Follower.allBars(engine.publishing(), this::publishAll);
        List<Signal> signals = Follower.allSignals(engine.publishing(), this::publishAll);
        followers.check(bars, signals);
        List<byte[]> outputs = checks.atEnd(engine, TRADES);
        checks.heard(outputs, bars.size(), signals.size());
        storeChecks.atEnd(engine, outputs);
        note(bars.size(), signals.size());
        note(engine.core().eventSequence(), machine.database().parked());
        figures = figures.plus(new SimulationFigures(
                0,
                followers.powerCuts(),
                engine.core().eventSequence(),
                signals.size(),
                machine.database().count(),
                machine.database().parked()));
        engine.stop();
        engine = null;
        ReplayCheck.checkStopped(machine.directory(), machine.options());
    }

    private void publishAll() {
        int idle = 0;
        while (idle < 5) {
            machine.pass(10_000_000); // one who reads the log and sees nothing looks again after a while
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
