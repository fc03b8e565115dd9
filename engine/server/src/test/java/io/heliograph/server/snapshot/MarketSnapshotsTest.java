package io.heliograph.server.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.heliograph.client.BarSubscriptionRequest;
import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.client.SnapshotSubscription;
import io.heliograph.server.engine.EngineTest;
import io.heliograph.server.engine.RandomMarket;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.Bar;
import io.heliograph.v1.BarOrigin;
import io.heliograph.v1.BarsFrom;
import io.heliograph.v1.BatchGetMarketSnapshotsRequest;
import io.heliograph.v1.BatchGetMarketSnapshotsResponse;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.MarketSnapshot;
import io.heliograph.v1.MarketSnapshotUpdate;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.PublishedBar;
import io.heliograph.v1.Quote;
import io.heliograph.v1.QuoteSide;
import io.heliograph.v1.StreamMarketSnapshotsRequest;
import io.heliograph.v1.Trade;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots over a real port, against the trades that were published. */
final class MarketSnapshotsTest {
    private static final long SEED = 20_131_011;
    private static final int SECONDS = 4_000;

    @TempDir
    private static Path folder;

    private static RunningEngine engine;
    private static HeliographClient client;
    private static List<Trade> trades;

    @BeforeAll
    static void publish() {
        engine = RunningEngine.start(folder);
        client = HeliographClient.builder()
                .target("127.0.0.1:" + engine.engine().grpcPort())
                .build();
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, SECONDS);
        EngineTest.publish(engine, batches);
        trades = batches.stream()
                .flatMap(batch -> batch.getEventsList().stream())
                .filter(MarketEvent::hasTrade)
                .map(MarketEvent::getTrade)
                .toList();
    }

    @AfterAll
    static void stop() {
        client.close();
        engine.close();
    }

    @Test
    void shouldShowTheLatestTradeAndTheBarsItsTradesMake() {
        List<MarketSnapshot> snapshots = client.market().snapshots(List.of("IBM", "SPY", "BAC"));

        assertThat(snapshots).extracting(MarketSnapshot::getSymbol).containsExactly("IBM", "SPY", "BAC");
        for (MarketSnapshot snapshot : snapshots) {
            List<Trade> ofSymbol = trades.stream()
                    .filter(trade -> trade.getSymbol().equals(snapshot.getSymbol()))
                    .toList();
            Trade last = ofSymbol.get(ofSymbol.size() - 1);
            assertThat(snapshot.getStatus().getCode()).isZero();
            assertThat(snapshot.getLastTrade().getTime()).isEqualTo(last.getTime());
            assertThat(snapshot.getLastTrade().getPrice()).isEqualTo(last.getPrice());
            assertThat(snapshot.getLastTrade().getSize()).isEqualTo(last.getSize());
            assertThat(snapshot.getBarsFrom()).isEqualTo(BarsFrom.BARS_FROM_TRADES);
            assertThat(snapshot.getWatermarkTime())
                    .isEqualTo(trades.get(trades.size() - 1).getTime());
            List<Bar> minutes = bars(ofSymbol, 60);
            Bar minute = minutes.get(minutes.size() - 1);
            assertThat(withoutPlace(snapshot.getOpenBar())).isEqualTo(minute);
            assertThat(snapshot.getClosedBarsList())
                    .extracting(Bar::getTimeframe)
                    .containsExactly("1m", "5m", "1h");
            assertThat(withoutPlace(snapshot.getClosedBars(0))).isEqualTo(minutes.get(minutes.size() - 2));
            assertThat(snapshot.getClosedBars(0).getOrigin()).isEqualTo(BarOrigin.BAR_ORIGIN_BUILT);
            assertThat(snapshot.getClosedBars(1).getOrigin()).isEqualTo(BarOrigin.BAR_ORIGIN_ROLLED);
            List<Bar> hours = bars(ofSymbol, 3_600);
            assertThat(snapshot.getClosedBars(2).getClose())
                    .isEqualTo(hours.get(hours.size() - 2).getClose());
        }
    }

    @Test
    void shouldShowEachSideOfTheQuoteFromItsFirstOn() {
        quote(1, QuoteSide.newBuilder().setPrice(9.5).setSize(3).build(), null);
        MarketSnapshot half = client.market().snapshots(List.of("QUOTED")).get(0);
        quote(2, null, QuoteSide.newBuilder().setPrice(9.75).setSize(4).build());
        MarketSnapshot whole = client.market().snapshots(List.of("QUOTED")).get(0);

        assertThat(half.hasLastTrade()).isFalse();
        assertThat(half.getLastQuote().hasAsk()).isFalse();
        assertThat(whole.getLastQuote().getBid().getPrice()).isEqualTo(9.5);
        assertThat(whole.getLastQuote().getAsk().getPrice()).isEqualTo(9.75);
        assertThat(whole.getLastQuote().getAsk().getSize()).isEqualTo(4);
        assertThat(whole.getLastQuote().getTime().getSeconds()).isEqualTo(1_000_002);
        assertThat(whole.getAsOfEvent()).isGreaterThan(half.getAsOfEvent());
    }

    @Test
    void shouldNotFailTheRestForOneUnknownSymbol() {
        List<MarketSnapshot> snapshots = client.market().snapshots(List.of("NOBODY", "SPY", ""));

        assertThat(snapshots.get(0).getError().getReason()).isEqualTo("INSTRUMENT_NOT_FOUND");
        assertThat(snapshots.get(0).getError().getMetadataMap()).containsEntry("symbol", "NOBODY");
        assertThat(snapshots.get(0).getStatus().getCode()).isEqualTo(5);
        assertThat(snapshots.get(1).hasLastTrade()).isTrue();
        assertThat(snapshots.get(2).getError().getReason()).isEqualTo("INSTRUMENT_NOT_FOUND");
    }

    @Test
    void shouldTakeAThousandSymbolsAndNoMoreAndOnlyTheTimeframesAskedFor() {
        BatchGetMarketSnapshotsResponse most = engine.market()
                .batchGetMarketSnapshots(request(1_000).addTimeframes("60m").build());
        HeliographException more = catchThrowableOfType(
                HeliographException.class,
                () -> client.market().snapshots(request(1_001).build()));
        HeliographException none = catchThrowableOfType(
                HeliographException.class, () -> client.market().snapshots(List.of()));

        assertThat(most.getSnapshotsList())
                .hasSize(1_000)
                .allSatisfy(snapshot -> assertThat(snapshot.getClosedBarsList())
                        .extracting(Bar::getTimeframe)
                        .containsExactly("1h"));
        assertThat(most.getAsOf()).isEqualTo(engine.status().getOutputSequence());
        assertThat(more.reason()).isEqualTo("REQUEST_INVALID");
        assertThat(more).hasMessageContaining("symbols=1001");
        assertThat(none).hasMessageContaining("symbols=0");
    }

    @Test
    void shouldFollowWhatIsShownOverTheWire() throws Exception {
        BlockingQueue<MarketSnapshotUpdate> updates = new LinkedBlockingQueue<>();
        StreamMarketSnapshotsRequest request = StreamMarketSnapshotsRequest.newBuilder()
                .addSymbols("SPY")
                .addSymbols("FRESH")
                .setTimeframe("1m")
                .addIndicators("rsi(14)")
                .setMinInterval(Duration.newBuilder().setNanos(100_000_000))
                .build();

        SnapshotSubscription subscription = client.subscribeSnapshots(request, updates::addAll);
        MarketSnapshotUpdate spy = updates.poll(30, TimeUnit.SECONDS);
        MarketSnapshotUpdate unknown = updates.poll(30, TimeUnit.SECONDS);
        publish(
                "fresh",
                1,
                MarketEvent.newBuilder()
                        .setTrade(Trade.newBuilder()
                                .setSymbol("FRESH")
                                .setTime(Timestamp.newBuilder().setSeconds(1_000_000))
                                .setPrice(7)
                                .setSize(1)));
        MarketSnapshotUpdate known = updates.poll(30, TimeUnit.SECONDS);
        subscription.close();
        subscription.awaitEnd(java.time.Duration.ofSeconds(30));

        MarketSnapshot shown = client.market().snapshots(List.of("SPY")).get(0);
        assertThat(spy.getLastTrade()).isEqualTo(shown.getLastTrade());
        assertThat(spy.getOpenBar()).isEqualTo(shown.getOpenBar());
        assertThat(spy.getClosedBar()).isEqualTo(shown.getClosedBars(0));
        assertThat(spy.getIndicators(0).getReady()).isTrue();
        assertThat(spy.getIndicators(0).getValue()).isBetween(0.0, 100.0);
        assertThat(unknown.getError().getReason()).isEqualTo("INSTRUMENT_NOT_FOUND");
        assertThat(known.getFull()).isTrue();
        assertThat(known.getLastTrade().getPrice()).isEqualTo(7);
    }

    @Test
    void shouldShowAndFollowPublishedBarsAsSuch() throws Exception {
        long day = 86_400;
        for (int i = 1; i <= 3; i++) {
            publish(
                    "daily",
                    i,
                    MarketEvent.newBuilder()
                            .setBar(PublishedBar.newBuilder()
                                    .setSymbol("DAILY")
                                    .setTimeframe("1d")
                                    .setStartTime(Timestamp.newBuilder().setSeconds((15_000 + i) * day))
                                    .setOpen(i)
                                    .setHigh(i + 1)
                                    .setLow(i)
                                    .setClose(i + 0.5)
                                    .setVolume(10)));
        }
        List<Bar> followed = new ArrayList<>();
        client.subscribeBars(
                        BarSubscriptionRequest.fromEarliest()
                                .through(engine.status().getOutputSequence())
                                .symbols("DAILY"),
                        batch -> followed.addAll(batch.getBarsList()))
                .awaitEnd(java.time.Duration.ofSeconds(30));

        MarketSnapshot snapshot = client.market().snapshots(List.of("DAILY")).get(0);

        assertThat(followed).extracting(Bar::getOrdinal).containsExactly(0L, 1L, 2L);
        assertThat(followed).allSatisfy(bar -> {
            assertThat(bar.getOrigin()).isEqualTo(BarOrigin.BAR_ORIGIN_PUBLISHED);
            assertThat(bar.hasTrades()).isFalse();
        });
        Bar last = followed.get(2);
        assertThat(snapshot.getClosedBarsList())
                .containsExactly(last.toBuilder().clearSequence().clearCause().build());
    }

    private static void publish(String source, int sequence, MarketEvent.Builder event) {
        assertThat(engine.market()
                        .batchPublishMarketData(BatchPublishMarketDataRequest.newBuilder()
                                .setSourceId(source)
                                .setNumbering(Numbering.NUMBERING_SPARSE)
                                .addEvents(event.setSourceSequence(sequence))
                                .build())
                        .getAck()
                        .getRefusedList())
                .isEmpty();
    }

    private static BatchGetMarketSnapshotsRequest.Builder request(int symbols) {
        return BatchGetMarketSnapshotsRequest.newBuilder().addAllSymbols(Collections.nCopies(symbols, "SPY"));
    }

    private static void quote(int sequence, QuoteSide bid, QuoteSide ask) {
        Quote.Builder quote = Quote.newBuilder()
                .setSymbol("QUOTED")
                .setTime(Timestamp.newBuilder().setSeconds(1_000_000 + sequence));
        if (bid != null) {
            quote.setBid(bid);
        }
        if (ask != null) {
            quote.setAsk(ask);
        }
        engine.market()
                .batchPublishMarketData(BatchPublishMarketDataRequest.newBuilder()
                        .setSourceId("quotes")
                        .setNumbering(Numbering.NUMBERING_SPARSE)
                        .addEvents(MarketEvent.newBuilder()
                                .setSourceSequence(sequence)
                                .setQuote(quote))
                        .build());
    }

    /** The bars of whole multiples of seconds, made the plain way; the last one is still open. */
    private static List<Bar> bars(List<Trade> trades, long seconds) {
        List<Bar.Builder> bars = new ArrayList<>();
        double notional = 0;
        for (Trade trade : trades) {
            long start = trade.getTime().getSeconds() / seconds * seconds;
            Bar.Builder bar = bars.isEmpty() ? null : bars.get(bars.size() - 1);
            double price = trade.getPrice();
            if (bar == null || bar.getStartTime().getSeconds() != start) {
                bar = Bar.newBuilder()
                        .setStartTime(Timestamp.newBuilder().setSeconds(start))
                        .setEndTime(Timestamp.newBuilder().setSeconds(start + seconds))
                        .setOpen(price)
                        .setHigh(price)
                        .setLow(price);
                bars.add(bar);
                notional = 0;
            }
            notional += price * trade.getSize();
            bar.setHigh(Math.max(bar.getHigh(), price))
                    .setLow(Math.min(bar.getLow(), price))
                    .setClose(price)
                    .setVolume(bar.getVolume() + trade.getSize())
                    .setTrades(bar.getTrades() + 1);
            bar.setWap(notional / bar.getVolume());
        }
        return bars.stream().map(Bar.Builder::build).toList();
    }

    private static Bar withoutPlace(Bar bar) {
        return bar.toBuilder()
                .clearSymbol()
                .clearTimeframe()
                .clearOrdinal()
                .clearOrigin()
                .clearFirst()
                .build();
    }
}
