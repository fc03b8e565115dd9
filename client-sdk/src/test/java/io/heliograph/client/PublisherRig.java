package io.heliograph.client;

import io.heliograph.client.FakeMarketData.Session;
import io.heliograph.v1.Ack;
import io.heliograph.v1.MarketEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fake engine that takes market data, and a client connected to it, anew for each test. */
final class PublisherRig implements BeforeEachCallback, AfterEachCallback {
    static final Duration LONG = Duration.ofSeconds(20);
    static final MarketEvent TRADE = MarketEvents.trade("SPY", 1_000L, 400.25, 100);

    private final FakeMarketData market = new FakeMarketData();

    private FakeEngine engine;
    private HeliographClient client;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        engine = new FakeEngine(market);
        client = engine.client();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        client.close();
        engine.close();
    }

    /** A publisher of the source {@code feed}, not open yet. */
    PublisherBuilder publisher() {
        return publisher("feed");
    }

    PublisherBuilder publisher(String sourceId) {
        return client.publisher(sourceId);
    }

    FakeMarketData market() {
        return market;
    }

    FakeEngine engine() {
        return engine;
    }

    /** The engine's side of the next stream that was opened. */
    Session session() throws InterruptedException {
        return market.session();
    }

    /** Everything up to a source sequence answered, and how far events are journaled, durable and stored. */
    static Ack.Builder ack(long answered, long journaled, long durable, long stored) {
        return Ack.newBuilder()
                .setSourceEpoch(1)
                .setJournaledThrough(answered)
                .setAnswered(answered)
                .setJournaledSequence(journaled)
                .setDurableSequence(durable)
                .setStoredSequence(stored);
    }

    /** Source sequences of all events of some batches, in order. */
    static List<Long> sequences(List<List<MarketEvent>> batches) {
        return batches.stream()
                .flatMap(List::stream)
                .map(MarketEvent::getSourceSequence)
                .toList();
    }

    /** Until the publisher throws. */
    static void publishForever(Publisher publisher) throws InterruptedException {
        while (true) {
            publisher.publish(TRADE);
        }
    }
}
