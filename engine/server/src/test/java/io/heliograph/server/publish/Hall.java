package io.heliograph.server.publish;

import io.heliograph.journal.Log;
import io.heliograph.server.query.BarLister;
import io.heliograph.server.query.BarSource;
import io.heliograph.server.query.SignalLister;
import io.heliograph.server.query.SignalSource;
import io.heliograph.server.rpc.Workers;
import io.heliograph.testkit.ManualClock;
import io.heliograph.v1.StreamBarsRequest;
import io.heliograph.v1.StreamSignalsRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Delivery without a network: subscribers are fakes, the agent and the clock move when the test says so. */
final class Hall {
    static final PublishLimits LIMITS = new PublishLimits(100, 2, 1 << 20, Duration.ofSeconds(30));

    private final ManualClock clock = new ManualClock(1_000_000_000L);
    private final OutputPublishing publishing;

    Hall(Log outputs) {
        this(outputs, LIMITS, Optional.empty());
    }

    Hall(Log outputs, PublishLimits limits) {
        this(outputs, limits, Optional.empty());
    }

    /** With a store that has come as far as {@code stored} says. */
    Hall(Log outputs, PublishLimits limits, Optional<LongSupplier> stored) {
        publishing = new OutputPublishing(
                Desk.JOURNAL,
                outputs,
                stored,
                Outputs::receiveTime,
                new SignalLister(SignalSource.disabled(), Desk.tokens()),
                new BarLister(BarSource.disabled(), Desk.tokens()),
                new Workers("test", 1, 1),
                symbol -> false,
                clock::nowNs,
                limits,
                "test");
        publishing.rebuild();
    }

    FakeSubscriber follow(StreamSignalsRequest.Builder request) {
        FakeSubscriber subscriber = new FakeSubscriber();
        publishing.follow(request.build(), subscriber);
        return subscriber;
    }

    FakeSubscriber follow(StreamBarsRequest.Builder request) {
        FakeSubscriber subscriber = new FakeSubscriber();
        publishing.follow(request.build(), subscriber);
        return subscriber;
    }

    /** Lets the agent work until it finds nothing more to do. */
    void settle() {
        try {
            int idle = 0;
            while (idle < 3) {
                idle = publishing.agent().doWork() == 0 ? idle + 1 : 0;
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Moves the clock, then lets the agent work. */
    void pass(Duration time) {
        clock.advance(time);
        settle();
    }

    /** Gives the readers of the log back. */
    void close() {
        publishing.agent().onClose();
    }

    OutputPublishing publishing() {
        return publishing;
    }
}
