package io.heliograph.server.publish;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.Subscription;
import io.heliograph.client.SubscriptionRequest;
import io.heliograph.journal.Log;
import io.heliograph.server.query.BarLister;
import io.heliograph.server.query.BarSource;
import io.heliograph.server.query.PageTokens;
import io.heliograph.server.query.SignalLister;
import io.heliograph.server.query.SignalSource;
import io.heliograph.server.query.TokenSealer;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.RpcServer;
import io.heliograph.server.rpc.Workers;
import io.heliograph.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Delivery over an output log in memory and a real port; its agent works when the test says so. */
final class Desk implements AutoCloseable {
    static final UUID JOURNAL = new UUID(0x1234, 0x5678);

    private static final long PATIENCE_NS = 20_000_000_000L;

    private final ManualClock clock = new ManualClock(1_000_000_000L);
    private final Workers workers = new Workers("test", 2, 16);
    private final OutputPublishing publishing;
    private final RpcServer server;
    private final HeliographClient client;

    Desk(Log outputs) {
        this(outputs, new PublishLimits(100, 8, 1 << 20, Duration.ofSeconds(30)));
    }

    Desk(Log outputs, PublishLimits limits) {
        this(outputs, limits, Optional.empty());
    }

    /** With a store that has come as far as {@code stored} says. */
    Desk(Log outputs, PublishLimits limits, Optional<LongSupplier> stored) {
        publishing = new OutputPublishing(
                JOURNAL,
                outputs,
                stored,
                Outputs::receiveTime,
                new SignalLister(SignalSource.disabled(), tokens()),
                new BarLister(BarSource.disabled(), tokens()),
                workers,
                Set.of("QUIET")::contains,
                clock::nowNs,
                limits,
                "test");
        publishing.rebuild();
        Gate gate = new Gate(new Gate.Progress() {
            @Override
            public long eventsDone() {
                return 0;
            }

            @Override
            public long eventsTotal() {
                return 0;
            }
        });
        gate.become(Gate.State.SERVING);
        server = RpcServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                gate,
                1 << 20,
                List.of(publishing.service()));
        client = HeliographClient.builder().target("127.0.0.1:" + server.port()).build();
    }

    OutputPublishing publishing() {
        return publishing;
    }

    HeliographClient client() {
        return client;
    }

    ManualClock clock() {
        return clock;
    }

    int port() {
        return server.port();
    }

    /** Follows signals and records what it hears. */
    Recorder follow(SubscriptionRequest request) {
        Recorder recorder = new Recorder();
        Subscription subscription = client.subscribe(request, recorder);
        recorder.of(subscription);
        return recorder;
    }

    /** Lets the agent work until a condition holds. */
    void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            work();
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come to pass in " + PATIENCE_NS / 1_000_000_000L + " s");
            }
        }
    }

    void work() {
        try {
            if (publishing.agent().doWork() == 0) {
                Thread.yield();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static PageTokens tokens() {
        try {
            return new PageTokens(
                    TokenSealer.at(Files.createTempDirectory("tokens").resolve("TOKENS")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        workers.close();
        publishing.agent().onClose();
    }
}
