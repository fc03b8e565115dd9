package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.store.FaultProxy;
import io.heliograph.server.store.RowsCheck;
import io.heliograph.server.store.Store;
import io.heliograph.server.store.StoreLimits;
import io.heliograph.server.store.StoreState;
import io.heliograph.server.store.TestCluster;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.EventCount;
import io.heliograph.v1.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A full engine under load, its database, and the way between them, which breaks. One thread. */
final class DatabaseRig implements AutoCloseable {
    /** As patient as a store may be at the least, so that a thousand faults fit into an hour. */
    private static final StoreLimits LIMITS =
            new StoreLimits(256, 10, Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ofMillis(200), 2);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LONGEST_FREEZE_MS = 3_000;
    /** While something stands still that ingest might wait for, at least so many answers come. */
    private static final int ANSWERS_MEANWHILE = 3;

    private final TestCluster cluster;
    private final FaultProxy proxy;
    private final RunningEngine engine;
    private final Ingest ingest;

    private long checked;
    private long standstills;
    private long answersMeanwhile;
    private long worstCatchUpNs;

    DatabaseRig(Path folder, long seed) throws IOException {
        cluster = new TestCluster(folder.resolve("pg"));
        proxy = new FaultProxy(cluster.address());
        Path password =
                Files.writeString(folder.resolve("password"), cluster.address().password());
        Map<String, String> store = Map.of(
                "url", proxy.address().url(),
                "user", proxy.address().user(),
                "password_file", password.toString());
        engine = RunningEngine.start(
                RunningEngine.config(folder.resolve("data"), Map.of("store", store)),
                surroundings -> surroundings.withStore(LIMITS));
        ingest = new Ingest(engine, seed, 0);
        await(() -> store().progress().storedOutput() > 0, "first rows");
    }

    private Store store() {
        return engine.engine().store().orElseThrow();
    }

    /** One fault, its end, and what the database holds then. */
    void strike(DatabaseFault fault, SplittableRandom random) throws Exception {
        long before = store().progress().storedOutput();
        long answered = ingest.answers();
        switch (fault) {
            case CUT_IN_COMMIT -> cutAt("COMMIT\0");
            case CUT_AFTER_ROWS -> cutAt("COPY ");
            case CUT_AFTER_CURSOR -> cutAt("UPDATE 1\0");
            case RESET -> {
                pass(random.nextInt(30));
                proxy.drop(true);
            }
            case CLOSE -> {
                pass(random.nextInt(30));
                proxy.drop(false);
            }
            case FREEZE_ANSWERS -> freeze(() -> proxy.freeze(false, true), proxy::clear, answered);
            case FREEZE_REQUESTS -> freeze(() -> proxy.freeze(true, false), proxy::clear, answered);
            case FREEZE_SERVER -> freeze(cluster::freeze, cluster::thaw, answered);
            case STOP_AND_START -> {
                cluster.stopImmediately();
                pass(random.nextInt(300));
                cluster.startAgain();
                proxy.leadTo(cluster.address());
            }
            case KILL_BACKENDS -> cluster.killBackends();
            case READ_ONLY -> freeze(() -> cluster.readOnly(true), () -> cluster.readOnly(false), answered);
            case SLOW -> {
                proxy.delay(20 + random.nextInt(60));
                pass(300 + random.nextInt(300));
                proxy.clear();
            }
            case TRICKLE -> {
                proxy.rate(4_000 + random.nextInt(30_000));
                pass(300 + random.nextInt(300));
                proxy.clear();
            }
        }
        catchUp(Math.max(before, engine.engine().positions().outputHead()));
    }

    /** What stands still, and what sets it going again. */
    private interface Deed {
        void run() throws Exception;
    }

    private void cutAt(String answer) {
        proxy.cutAt(answer);
        await(() -> !proxy.isCutAwaited(), "an answer with " + answer.strip());
    }

    /** Until the store has given up waiting, and a little longer; ingest must not have noticed. */
    private void freeze(Deed begin, Deed end, long answered) throws Exception {
        begin.run();
        try {
            long startNs = System.nanoTime();
            while (store().state().state() != StoreState.AWAY
                    && System.nanoTime() - startNs < TimeUnit.MILLISECONDS.toNanos(LONGEST_FREEZE_MS)) {
                pass(5);
            }
            await(() -> ingest.answers() >= answered + ANSWERS_MEANWHILE, "answers to publishers meanwhile");
        } finally {
            end.run();
        }
        standstills++;
        answersMeanwhile += ingest.answers() - answered;
    }

    private void catchUp(long output) {
        long startNs = System.nanoTime();
        await(() -> store().progress().storedOutput() >= output, "rows through output=" + output);
        worstCatchUpNs = Math.max(worstCatchUpNs, System.nanoTime() - startNs);
        assertThat(engine.fatal()).as("the engine goes on").isNull();
        checked = RowsCheck.check(cluster.address(), engine.engine().journal().outputs(), checked);
        assertThat(checked).as("where the cursor stands").isGreaterThanOrEqualTo(output);
    }

    /** Ends the load, waits for the last row and compares all of them with the log once more. */
    void end() {
        ingest.close();
        EngineStatus status = engine.status();
        long trades = status.getEventsList().stream()
                .filter(count -> count.getKind() == EventKind.EVENT_KIND_TRADE)
                .mapToLong(EventCount::getCount)
                .sum();
        assertThat(trades).as("trades acknowledged and journaled").isEqualTo(ingest.trades());
        catchUp(status.getOutputSequence());
        assertThat(RowsCheck.check(cluster.address(), engine.engine().journal().outputs(), 0))
                .isEqualTo(engine.engine().positions().outputHead());
    }

    String figures() {
        return "rows=" + checked + " trades=" + ingest.trades() + " standstills=" + standstills
                + " answers_while_standing_still=" + answersMeanwhile + " ingest_ms_worst=" + ingest.worstMillis()
                + " catch_up_ms_worst=" + TimeUnit.NANOSECONDS.toMillis(worstCatchUpNs) + " reconnects_after_failures="
                + store().state().failures();
    }

    private static void pass(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void await(BooleanSupplier wanted, String described) {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("expected " + described + " within " + PATIENCE + ", found store="
                        + store().state() + " fatal=" + engine.fatal());
            }
            pass(2);
        }
    }

    @Override
    public void close() throws IOException {
        ingest.close();
        engine.close();
        proxy.close();
        cluster.close();
    }
}
