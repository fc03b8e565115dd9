package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.SignalListener;
import io.heliograph.client.SubscriptionRequest;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A full engine under load, started again now and then, and subscribers that come, break off and resume. One thread. */
final class ResumesRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long FIRST_OUTPUTS = 300;
    /** The most outputs that a subscriber follows. */
    private static final int FAR = 3_000;

    private final Path data;
    private final long seed;

    private RunningEngine engine;
    private HeliographClient client;
    private Ingest ingest;
    private long trades;
    private long streams;
    private long signals;
    private long overTheHead;
    private long slow;
    private int restarts;

    ResumesRig(Path data, long seed) {
        this.data = data;
        this.seed = seed;
        start();
        await(() -> head() >= FIRST_OUTPUTS, () -> "the first outputs");
    }

    private void start() {
        engine = RunningEngine.start(data);
        connect();
        ingest = new Ingest(engine, seed, trades);
    }

    /** Each subscriber has a connection of its own: the engine cuts one on which hundreds of streams are broken off. */
    private void connect() {
        client = HeliographClient.builder()
                .target("127.0.0.1:" + engine.engine().grpcPort())
                .build();
    }

    private void stop() {
        ingest.close();
        trades = ingest.trades();
        client.close();
        engine.close();
        assertThat(engine.fatal()).isNull();
    }

    private long head() {
        return engine.engine().positions().outputHead();
    }

    /** One subscriber from its first stream to its last. */
    void follow(SplittableRandom random, boolean restart) {
        client.close();
        connect();
        long head = head();
        long start = switch (random.nextInt(4)) {
            // Behind by a little: history ends and live begins under its eyes.
            case 0 -> head - random.nextLong(Math.min(head, 100));
            case 1 -> head - random.nextLong(Math.min(head, FAR));
            default -> random.nextLong(head + 1);
        };
        boolean isLive = random.nextInt(3) == 0 && head - start < FAR;
        long target = isLive ? head + 1 + random.nextInt(60) : Math.min(head, start + random.nextInt(FAR));
        StreamCheck check = new StreamCheck(SubscriptionRequest.afterSequence(start));
        int breaks = 1 + random.nextInt(4);
        for (int i = 0; i < breaks; i++) {
            breakOff(check, random, target);
            if (restart && i == 0) {
                stop();
                start();
                restarts++;
            }
        }
        Pace last = pace(random);
        check.follow(client, request -> refined(request, random), last);
        await(() -> check.position() >= target, () -> "a subscriber at output=" + target + ": " + check.state());
        check.leave();
        streams++;

        List<Signal> log = StreamCheck.signals(engine.engine().journal().outputs(), start, check.reached());
        assertThat(check.reached()).as("the place of the last token").isGreaterThanOrEqualTo(target);
        check.check(log);
        signals += log.size();
        overTheHead += isLive ? 1 : 0;
    }

    /** Follows until some batches came, a moment passed, or everything is there; then breaks off in the middle. */
    private void breakOff(StreamCheck check, SplittableRandom random, long target) {
        int batches = random.nextInt(12);
        long endNs = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(random.nextInt(15_000));
        Pace pace = pace(random);
        check.follow(client, request -> refined(request, random), pace);
        while (pace.batches.get() < batches && System.nanoTime() < endNs && check.position() < target) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
        }
        check.leave();
        streams++;
    }

    private static SubscriptionRequest refined(SubscriptionRequest request, SplittableRandom random) {
        return request.window(1 + random.nextInt(16)).batches(1 + random.nextInt(40), Duration.ZERO);
    }

    private Pace pace(SplittableRandom random) {
        boolean isSlow = random.nextInt(5) == 0;
        slow += isSlow ? 1 : 0;
        return new Pace(isSlow ? TimeUnit.MICROSECONDS.toNanos(200 + random.nextInt(1_500)) : 0);
    }

    /** Counts batches, and takes its time for each. */
    private static final class Pace implements SignalListener {
        private final AtomicInteger batches = new AtomicInteger();
        private final long eachNs;

        Pace(long eachNs) {
            this.eachNs = eachNs;
        }

        @Override
        public void onSignals(SignalBatch batch) {
            batches.incrementAndGet();
            LockSupport.parkNanos(eachNs);
        }
    }

    String figures() {
        return "streams=" + streams + " signals=" + signals + " from_history_to_live=" + overTheHead + " slow_streams="
                + slow + " restarts=" + restarts + " outputs=" + head();
    }

    private void await(BooleanSupplier wanted, Supplier<String> described) {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("expected " + described.get() + " within " + PATIENCE + ", found head="
                        + head() + " fatal=" + engine.fatal());
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
        }
        ingest.trades();
    }

    @Override
    public void close() {
        stop();
    }
}
