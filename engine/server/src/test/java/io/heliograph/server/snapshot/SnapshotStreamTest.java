package io.heliograph.server.snapshot;

import static io.heliograph.server.sequencer.Market.quote;
import static io.heliograph.server.sequencer.Market.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import io.heliograph.core.Timeframe;
import io.heliograph.server.ingress.FakeCaller;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.server.sequencer.Harness;
import io.heliograph.v1.IndicatorValue;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.MarketSnapshotUpdate;
import io.heliograph.v1.StreamMarketSnapshotsRequest;
import io.heliograph.v1.StreamMarketSnapshotsResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams of snapshots, driven by hand: the sequencer and the snapshot agent turn about, under a clock of the test's. */
final class SnapshotStreamTest {
    private static final int MINUTES = 300;
    private static final int START = -20_040;
    private static final SnapshotLimits LIMITS =
            new SnapshotLimits(3, 1_500, 100_000, java.time.Duration.ofSeconds(30));

    private final Harness harness = new Harness();
    private final Workers workers = new Workers("test", 1, 1);
    private final MarketSnapshots snapshots =
            new MarketSnapshots(harness.desk(), workers, harness.clock()::nowNs, LIMITS);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void shouldTellAllOfItFirstWithTheIndicatorsOfTheBarsKept() {
        minutes("SPY");
        publish(quote(0, "SPY", -1_900, 99, 101));

        FakeCaller<StreamMarketSnapshotsResponse> caller = follow(request("SPY", "NOBODY")
                .setTimeframe("60s")
                .addIndicators("sma(3)")
                .addIndicators("close > sma(3)")
                .addIndicators("macd(3, 5, 2)"));
        settle();

        assertThat(caller.messages()).hasSize(1);
        MarketSnapshotUpdate spy = caller.last().getUpdates(0);
        assertThat(spy.getFull()).isTrue();
        assertThat(spy.getAsOfEvent()).isEqualTo(harness.core().eventSequence());
        assertThat(spy.getLastTrade().getPrice()).isEqualTo(price(MINUTES - 1));
        assertThat(spy.getLastQuote().getBid().getPrice()).isEqualTo(99);
        assertThat(spy.getOpenBar().getClose()).isEqualTo(price(MINUTES - 1));
        assertThat(spy.getClosedBar().getTimeframe()).isEqualTo("1m");
        assertThat(spy.getClosedBar().getClose()).isEqualTo(price(MINUTES - 2));
        assertThat(spy.getIndicatorsList())
                .extracting(IndicatorValue::getName)
                .containsExactly(
                        "sma(3)",
                        "close > sma(3)",
                        "macd(3, 5, 2).line",
                        "macd(3, 5, 2).signal",
                        "macd(3, 5, 2).histogram");
        assertThat(spy.getIndicators(0).getValue())
                .isEqualTo((price(MINUTES - 2) + price(MINUTES - 3) + price(MINUTES - 4)) / 3);
        assertThat(spy.getIndicators(0).getReady()).isTrue();
        assertThat(spy.getIndicators(1).getCondition()).isTrue();
        assertThat(spy.getIndicators(1).getValue())
                .isEqualTo(price(MINUTES - 2) > spy.getIndicators(0).getValue() ? 1 : 0);
        MarketSnapshotUpdate nobody = caller.last().getUpdates(1);
        assertThat(nobody.getError().getReason()).isEqualTo("INSTRUMENT_NOT_FOUND");
        assertThat(nobody.getFull()).isTrue();
    }

    @Test
    void shouldTellThenOnlyWhatChanged() {
        minutes("SPY");
        minutes("IBM");
        FakeCaller<StreamMarketSnapshotsResponse> caller =
                follow(request("SPY", "IBM", "NEW").setTimeframe("1m").addIndicators("sma(2)"));
        settle();
        long before = caller.last().getUpdates(0).getAsOfEvent();

        publish(trade(0, "SPY", START + 60 * (MINUTES - 1) + 30, 500));
        MarketSnapshotUpdate traded = only(passed(caller, 1_000));
        publish(quote(0, "IBM", -1_900, 99, 101));
        MarketSnapshotUpdate quoted = only(passed(caller, 1_000));
        publish(trade(0, "SPY", START + 60 * MINUTES, 501));
        MarketSnapshotUpdate closed = only(passed(caller, 1_000));
        publish(trade(0, "NEW", -100, 7));
        MarketSnapshotUpdate known = only(passed(caller, 1_000));

        assertThat(traded.getFull()).isFalse();
        assertThat(traded.getAsOfEvent()).isGreaterThan(before);
        assertThat(traded.getLastTrade().getPrice()).isEqualTo(500);
        assertThat(traded.getOpenBar().getHigh()).isEqualTo(500);
        assertThat(traded.hasClosedBar() || traded.hasLastQuote() || traded.getIndicatorsCount() > 0)
                .isFalse();
        assertThat(quoted.getSymbol()).isEqualTo("IBM");
        assertThat(quoted.hasLastQuote()).isTrue();
        assertThat(quoted.hasLastTrade() || quoted.hasOpenBar()).isFalse();
        assertThat(closed.getClosedBar().getHigh()).isEqualTo(500);
        assertThat(closed.getIndicators(0).getValue()).isEqualTo((500 + price(MINUTES - 2)) / 2);
        assertThat(known.getSymbol()).isEqualTo("NEW");
        assertThat(known.getFull()).isTrue();
        assertThat(known.hasError()).isFalse();
        assertThat(known.getIndicators(0).getReady()).isFalse();
    }

    @Test
    void shouldConflateWhatHappensWithinTheInterval() {
        minutes("SPY");
        FakeCaller<StreamMarketSnapshotsResponse> caller =
                follow(request("SPY").setMinInterval(Duration.newBuilder().setSeconds(2)));
        settle();

        for (int i = 0; i < 100; i++) {
            publish(trade(0, "SPY", -1_000 + i * 0.01, 100 + i));
            pass(10);
        }
        assertThat(caller.messages()).as("one second is less than two").hasSize(1);
        MarketSnapshotUpdate update = only(passed(caller, 2_000));

        assertThat(update.getLastTrade().getPrice()).isEqualTo(199);
        assertThat(update.getOpenBar().getTrades()).isEqualTo(100);
    }

    @Test
    void shouldMakeNothingForOneWhoDoesNotReadAndCloseItInTheEnd() {
        minutes("SPY");
        FakeCaller<StreamMarketSnapshotsResponse> caller = follow(request("SPY"));
        FakeCaller<StreamMarketSnapshotsResponse> reader = follow(request("SPY"));
        settle();
        caller.ready(false);
        for (int i = 0; i < 20; i++) {
            publish(trade(0, "SPY", -1_000 + i, 100 + i));
            pass(1_000);
        }
        caller.ready(true);
        settle();
        MarketSnapshotUpdate late = caller.last().getUpdates(0);
        caller.ready(false);
        for (int i = 0; i < 40; i++) {
            publish(trade(0, "SPY", -900 + i, 200 + i));
            pass(1_000);
        }

        assertThat(caller.messages()).hasSize(2);
        assertThat(late.getLastTrade().getPrice()).as("as it is, not as it was").isEqualTo(119);
        assertThat(Harness.reasonOf(caller.error())).isEqualTo("SLOW_CONSUMER");
        assertThat(reader.messages()).as("the other is not hurt").hasSizeGreaterThan(50);
        assertThat(snapshots.subscribers()).isEqualTo(1);
    }

    @Test
    void shouldSayThatItIsAliveWhereNothingHappens() {
        minutes("SPY");
        FakeCaller<StreamMarketSnapshotsResponse> caller = follow(request("SPY"));
        settle();

        pass(5_000);
        pass(1_000);

        assertThat(caller.messages()).hasSize(2);
        assertThat(caller.last().getUpdatesCount()).isZero();
    }

    @Test
    void shouldSendAThousandSymbolsInMessagesThatAreShortAndInOrder() {
        List<MarketEvent> trades = new ArrayList<>();
        List<String> symbols = IntStream.range(0, 1_000).mapToObj(i -> "S" + i).toList();
        symbols.forEach(symbol -> trades.add(trade(0, symbol, -1_000, 7)));
        publish(trades.toArray(MarketEvent[]::new));
        FakeCaller<StreamMarketSnapshotsResponse> caller = follow(StreamMarketSnapshotsRequest.newBuilder()
                .addAllSymbols(symbols)
                .setTimeframe("1m")
                .addIndicators("dynamic_bands(atr = 14, mean = 20, lower = 20, upper = 80)")
                .addIndicators("bbands(20, 2)"));
        settle();

        assertThat(caller.messages())
                .hasSizeGreaterThan(1)
                .allSatisfy(message -> assertThat(message.getSerializedSize())
                        .isLessThan(SnapshotSubscription.MAX_MESSAGE_BYTES + 10_000));
        assertThat(caller.messages().stream().flatMap(message -> message.getUpdatesList().stream()))
                .extracting(MarketSnapshotUpdate::getSymbol)
                .containsExactlyElementsOf(symbols);
    }

    @Test
    void shouldGoOverAThousandSymbolsInADutyCycleAndOverAllSubscribersInTurn() throws Exception {
        List<FakeCaller<StreamMarketSnapshotsResponse>> callers =
                List.of(follow(numbered(0, 500)), follow(numbered(0, 500)), follow(numbered(0, 500)));
        List<Long> told = new ArrayList<>();
        for (int cycle = 0; cycle < 1_000 && told.stream().noneMatch(count -> count == 3); cycle++) {
            harness.clock().advance(100_000L);
            snapshots.agent().doWork();
            harness.turn();
            told.add(callers.stream()
                    .filter(caller -> !caller.messages().isEmpty())
                    .count());
        }

        assertThat(told).contains(2L, 3L).isSorted();
    }

    @Test
    void shouldForgetATimeframeThatNobodyFollowsAnyMore() {
        SnapshotTerms minutes = new SnapshotTerms(List.of("SPY"), Timeframe.ONE_MINUTE, null, 1);
        SnapshotTerms hours = new SnapshotTerms(List.of("SPY"), Timeframe.parse("1h"), null, 1);
        WatchedSymbol symbol = new WatchedSymbol("SPY");
        symbol.watch(minutes);
        symbol.watch(hours);
        symbol.watch(hours);

        boolean isUnwatched = symbol.leave(hours);
        boolean isStillThere = symbol.closed(hours.timeframe()) != null;
        isUnwatched |= symbol.leave(hours);

        assertThat(isUnwatched).isFalse();
        assertThat(isStillThere).isTrue();
        assertThat(symbol.closed(hours.timeframe())).isNull();
        assertThat(symbol.closed(minutes.timeframe())).isNotNull();
        assertThat(symbol.leave(minutes)).isTrue();
    }

    @Test
    void shouldRefuseMoreThanItsLimitsAndGiveBackWhatWasHeld() {
        FakeCaller<StreamMarketSnapshotsResponse> first = follow(numbered(0, 1_000));
        settle();
        FakeCaller<StreamMarketSnapshotsResponse> more = follow(numbered(2_000, 600));
        FakeCaller<StreamMarketSnapshotsResponse> heavy =
                follow(numbered(0, 1_000).setTimeframe("1m").addIndicators("sma(1000)"));
        settle();
        assertThat(Harness.reasonOf(more.error())).isEqualTo("TOO_MANY_SUBSCRIPTIONS");
        assertThat(Harness.reasonOf(heavy.error())).isEqualTo("STATE_LIMIT");

        first.vanish();
        settle();
        FakeCaller<StreamMarketSnapshotsResponse> again = follow(numbered(2_000, 600));
        follow(request("A"));
        follow(request("B"));
        settle();
        Rejection fourth = catchThrowableOfType(Rejection.class, () -> follow(request("C")));

        assertThat(again.messages()).isNotEmpty();
        assertThat(fourth.reason().name()).isEqualTo("ERROR_REASON_TOO_MANY_SUBSCRIPTIONS");
        assertThat(snapshots.subscribers()).isEqualTo(3);
        snapshots.stop(Gate.stopping());
        pass(100);
        assertThat(Harness.reasonOf(again.error())).isEqualTo("SHUTTING_DOWN");
        assertThat(snapshots.subscribers()).isZero();
    }

    @Test
    void shouldRefuseWithEveryFieldThatIsWrong() {
        Rejection refused = catchThrowableOfType(
                Rejection.class,
                () -> follow(StreamMarketSnapshotsRequest.newBuilder()
                        .setTimeframe("1m")
                        .addIndicators("rsi(")
                        .addIndicators("sma(3)")
                        .addIndicators("nonsense(3)")
                        .setMinInterval(Duration.newBuilder().setNanos(99_999_999))));
        Rejection twice = catchThrowableOfType(Rejection.class, () -> follow(request("SPY", "SPY")));
        Rejection without = catchThrowableOfType(
                Rejection.class, () -> follow(request("SPY").addIndicators("sma(3)")));
        Rejection many = catchThrowableOfType(
                Rejection.class,
                () -> follow(request("SPY").setTimeframe("1m").addAllIndicators(Collections.nCopies(17, "sma(3)"))));

        assertThat(refused.violations())
                .extracting(Rejection.Violation::field)
                .containsExactly("symbols", "indicators", "indicators", "min_interval");
        assertThat(refused.violations().get(2).description()).contains("nonsense");
        assertThat(twice.violations().get(0).description()).contains("each symbol once");
        assertThat(without.violations().get(0).field()).isEqualTo("timeframe");
        assertThat(many.violations().get(0).description()).contains("count=17");
    }

    private static StreamMarketSnapshotsRequest.Builder request(String... symbols) {
        return StreamMarketSnapshotsRequest.newBuilder().addAllSymbols(List.of(symbols));
    }

    private static StreamMarketSnapshotsRequest.Builder numbered(int from, int count) {
        return StreamMarketSnapshotsRequest.newBuilder()
                .addAllSymbols(IntStream.range(from, from + count)
                        .mapToObj(i -> "N" + i)
                        .toList());
    }

    private FakeCaller<StreamMarketSnapshotsResponse> follow(StreamMarketSnapshotsRequest.Builder request) {
        FakeCaller<StreamMarketSnapshotsResponse> caller = new FakeCaller<>();
        snapshots.streamMarketSnapshots(request.build(), caller);
        return caller;
    }

    /** One trade a minute; the last minute is still open. */
    private void minutes(String symbol) {
        MarketEvent[] trades = new MarketEvent[MINUTES];
        for (int i = 0; i < MINUTES; i++) {
            trades[i] = trade(0, symbol, START + 60 * i, price(i));
        }
        publish(trades);
    }

    private static double price(int minute) {
        return 100 + minute * 37 % 64;
    }

    private void publish(MarketEvent... events) {
        assertThat(harness.call(Harness.batch(events).build()).error()).isNull();
        harness.turn();
    }

    /** What comes when so much time has passed. */
    private List<MarketSnapshotUpdate> passed(FakeCaller<StreamMarketSnapshotsResponse> caller, long millis) {
        int before = caller.messages().size();
        pass(millis);
        return caller.messages().subList(before, caller.messages().size()).stream()
                .flatMap(message -> message.getUpdatesList().stream())
                .toList();
    }

    private static MarketSnapshotUpdate only(List<MarketSnapshotUpdate> updates) {
        assertThat(updates).hasSize(1);
        return updates.get(0);
    }

    /** Lets time pass, and both agents work: first all is read, then it is told. */
    private void pass(long millis) {
        harness.clock().advance(millis * 1_000_000L);
        work();
        harness.clock().advance(5_000_000L);
        work();
    }

    private void settle() {
        pass(5);
    }

    private void work() {
        try {
            for (int idle = 0; idle < 3; ) {
                int done = snapshots.agent().doWork();
                harness.turn();
                idle = done == 0 ? idle + 1 : 0;
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
