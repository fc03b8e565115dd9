package io.heliograph.server.publish;

import io.heliograph.journal.Journal;
import io.heliograph.server.query.BarLister;
import io.heliograph.server.query.BarSource;
import io.heliograph.server.query.PageTokens;
import io.heliograph.server.query.SignalLister;
import io.heliograph.server.query.SignalSource;
import io.heliograph.server.rpc.Workers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.agrona.concurrent.NanoClock;

/** Delivery over a journal, without a network and without queries to a store. */
public final class SimulatedDelivery {
    /** So little may wait that who is slow reads the log again. */
    private static final int SOME_WAIT = 4_000;

    private final PageTokens tokens = Desk.tokens();
    private final Workers workers = new Workers("simulation", 1, 1);

    /**
     * What delivers the outputs of a recovered journal; its agent is the caller's to drive.
     *
     * @param stored the last output in a store
     */
    public OutputPublishing over(Journal journal, LongSupplier stored, NanoClock clock) {
        OutputPublishing publishing = new OutputPublishing(
                journal.id(),
                journal.outputs(),
                Optional.of(stored),
                EventTimes.of(journal.events()),
                new SignalLister(SignalSource.disabled(), tokens),
                new BarLister(BarSource.disabled(), tokens),
                workers,
                symbol -> true,
                clock,
                new PublishLimits(16, 2, Delivery.MAX_MESSAGE_BYTES + SOME_WAIT, Duration.ofSeconds(30)),
                "simulation");
        publishing.rebuild();
        return publishing;
    }
}
