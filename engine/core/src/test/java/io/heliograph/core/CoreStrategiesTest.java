package io.heliograph.core;

import static io.heliograph.core.CoreHarness.MONDAY;
import static io.heliograph.core.CoreHarness.declaration;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.digest.ContentDigest;
import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.testkit.RandomMarket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreStrategiesTest {
    private static final int TRADES = 20_000;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldGiveEqualBytesWithAllHouseStrategiesWhenTheMarketComesAgain(long seed) {
        CoreHarness first = houseRun(seed, new Random(seed));
        CoreHarness second = houseRun(seed, new Random(seed));

        assertThat(first.core().counters().signals()).isGreaterThan(100);
        assertThat(first.core().counters().endings()).isPositive();
        assertThat(first.core().counters().outcomes()).isPositive();
        assertThat(second.outputs()).hasSameSizeAs(first.outputs());
        for (int i = 0; i < first.outputs().size(); i++) {
            assertThat(second.outputs().get(i))
                    .as("seed=%s output=%s", seed, i + 1)
                    .isEqualTo(first.outputs().get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void shouldGiveTheSameContentWhateverTheInterleaving(long seed) {
        CoreHarness one = houseRun(seed, new Random(seed + 1));
        CoreHarness other = houseRun(seed, new Random(seed + 2));

        assertThat(digest(other)).as("seed=%s", seed).isEqualTo(digest(one));
    }

    @Test
    void shouldWriteBarsThenEndingsAndOutcomesThenSignalsForOneInstrumentAndEnd() {
        CoreHarness harness = houseRun(5, new Random(5));

        String moment = "";
        int rank = 0;
        for (byte[] record : harness.outputs()) {
            UnsafeBuffer output = new UnsafeBuffer(record);
            int kind = header.wrap(output, 0).templateId();
            int next = kind == BarClosedDecoder.TEMPLATE_ID ? 0 : kind == SignalEmittedDecoder.TEMPLATE_ID ? 2 : 1;
            String at = CoreHarness.momentOf(output);
            if (at.equals(moment)) {
                assertThat(next).as("kind=%s at %s", kind, at).isGreaterThanOrEqualTo(rank);
            } else {
                assertThat(next).as("the first output at %s", at).isZero();
            }
            moment = at;
            rank = next;
        }
    }

    @Test
    void shouldLetTheOldVersionGoOnUntilTheNewOneIsReady() {
        CoreHarness harness = CoreHarness.started();
        apply(harness, simple("ema(2)"));
        closes(harness, 0, 10, 9, 8, 7, 12);
        assertThat(sides(harness)).containsExactly(Side.BUY);

        apply(harness, simple("ema(8)"));
        assertThat(harness.core().counters().endings()).isZero();
        closes(harness, 5, 13, 6, 14, 15);

        List<Reason> endings = endings(harness);
        assertThat(endings).containsExactly(Reason.OPPOSITE, Reason.REMOVED);
        assertThat(sides(harness)).containsExactly(Side.BUY, Side.SELL);
        assertThat(harness.core().strategies().count()).isEqualTo(1);
        assertThat(harness.core().strategies().at(0).canonical()).contains("ema(8)");
    }

    @Test
    void shouldReplaceTheOldVersionAtOnceWhenHistoryMakesTheNewOneReady() {
        CoreHarness harness = CoreHarness.started();
        apply(harness, simple("ema(2)"));
        closes(harness, 0, 10, 9, 8, 7, 12, 13);

        apply(harness, simple("ema(3)"));

        assertThat(endings(harness)).containsExactly(Reason.REMOVED);
        closes(harness, 6, 5, 20);
        // No side is armed at the start: the first bar arms, the second enters.
        assertThat(sides(harness)).containsExactly(Side.BUY, Side.BUY);
    }

    @Test
    void shouldEndOpenSignalsWhenAStrategyIsRemoved() {
        CoreHarness harness = CoreHarness.started();
        apply(harness, simple("ema(2)"));
        closes(harness, 0, 10, 9, 8, 7, 12);

        assertThat(harness.removeStrategy("simple")).isEqualTo(Refusal.ACCEPTED);

        assertThat(endings(harness)).containsExactly(Reason.REMOVED);
        assertThat(harness.core().strategies().count()).isZero();
        assertThat(harness.removeStrategy("simple")).isEqualTo(Refusal.STRATEGY_UNKNOWN);
        closes(harness, 5, 5, 20, 5);
        assertThat(sides(harness)).containsExactly(Side.BUY);
    }

    @Test
    void shouldRunAStrategyOnInstrumentsThatComeLater() {
        CoreHarness harness = CoreHarness.started();
        apply(harness, simple("ema(2)"));
        assertThat(harness.core().instrumentsOf("simple")).isZero();

        closes(harness, 0, 10, 9, 8, 7, 12);

        assertThat(harness.core().instrumentsOf("simple")).isEqualTo(1);
        assertThat(sides(harness)).containsExactly(Side.BUY);
    }

    @Test
    void shouldStopBuildingWhatOnlyTheOldVersionNamedWhenTheNewOneTakesOver() {
        CoreHarness harness = CoreHarness.started();
        Timeframe quarter = Timeframe.parse("15m");
        apply(harness, simple("close @ 15m"));
        closes(harness, 0, 10, 11);
        apply(harness, simple("ema(4)"));
        assertThat(quarters(harness, quarter)).isTrue();

        closes(harness, 2, 12, 13);

        assertThat(quarters(harness, quarter)).isFalse();
        assertThat(harness.core().strategies().at(0).canonical()).contains("ema(4)");
    }

    @Test
    void shouldRunAStrategyThatANewDeclarationMakesRoomFor() {
        CoreHarness harness = CoreHarness.started();
        harness.declare("A", declaration(Timeframe.parse("5m"), 0, GapPolicy.LEAVE));
        harness.instrument("A");
        harness.instrument("B");
        apply(harness, simple("ema(2)"));
        assertThat(harness.core().instrumentsOf("simple")).isEqualTo(1);

        harness.declare("A", declaration(Timeframe.ONE_MINUTE, 0, GapPolicy.LEAVE));
        closes(harness, 0, 10, 9, 8, 7, 12);

        assertThat(harness.core().instrumentsOf("simple")).isEqualTo(2);
        assertThat(sides(harness)).containsExactly(Side.BUY);
    }

    @Test
    void shouldRunOnlyTheNewVersionWhenADeclarationBeginsTheInstrumentAnew() {
        CoreHarness harness = CoreHarness.started();
        harness.instrument("A");
        apply(harness, simple("ema(2)"));
        apply(harness, simple("ema(3)"));

        harness.declare("A", declaration(Timeframe.ONE_MINUTE, 0, GapPolicy.FILL));
        closes(harness, 0, 10, 9, 8, 7, 12);

        assertThat(sides(harness)).containsExactly(Side.BUY);
    }

    @Test
    void shouldRefuseATimeframeWhoseBarsCouldEndBeyondAllTime() {
        CoreHarness harness = CoreHarness.started();
        harness.instrument("A");
        CompiledStrategy decades = simple("ema(2) @ 100000d");

        assertThat(harness.applyStrategy(decades.hash(), "simple", decades.canonical(), ""))
                .isEqualTo(Refusal.TIMEFRAME_NOT_AVAILABLE);
        assertThat(harness.declare("B", declaration(Timeframe.parse("100000d"), 0, GapPolicy.LEAVE)))
                .isEqualTo(Refusal.TIMEFRAME_INVALID);
        assertThat(harness.declare("B", declaration(Timeframe.parse("366d"), 0, GapPolicy.LEAVE)))
                .isEqualTo(Refusal.ACCEPTED);
    }

    @Test
    void shouldRefuseWhatCannotBeAppliedAndChangeNothing() {
        CoreHarness harness = CoreHarness.started();
        CompiledStrategy good = simple("ema(2)");
        apply(harness, good);

        assertThat(harness.applyStrategy(good.hash(), "simple", good.canonical(), good.text()))
                .isEqualTo(Refusal.UNCHANGED);
        assertThat(harness.applyStrategy(new byte[32], "simple", good.canonical(), good.text()))
                .isEqualTo(Refusal.STRATEGY_INVALID);
        assertThat(harness.applyStrategy(new byte[32], "simple", "id = ", "")).isEqualTo(Refusal.STRATEGY_INVALID);
        CompiledStrategy seconds = compile(text("seconds", "30s", "ema(2)"));
        assertThat(harness.applyStrategy(seconds.hash(), "seconds", seconds.canonical(), ""))
                .isEqualTo(Refusal.TIMEFRAME_NOT_AVAILABLE);
        assertThat(harness.core().strategies().count()).isEqualTo(1);
    }

    @Test
    void shouldBuildTheTimeframesThatAStrategyNamesAsLongAsItIsInForce() {
        CoreHarness harness = CoreHarness.started();
        Timeframe quarter = Timeframe.parse("15m");
        apply(harness, compile(text("quarters", "15m", "ema(2)")));
        closes(harness, 0, 10, 11);
        harness.watermark("A", MONDAY + Timeframe.HOUR);
        assertThat(harness.bars("A", quarter)).hasSize(1);

        closes(harness, 60, 12);
        harness.removeStrategy("quarters");
        harness.watermark("A", MONDAY + 2 * Timeframe.HOUR);

        assertThat(harness.bars("A", quarter)).hasSize(1);
        assertThat(harness.core().instruments().at(0).bars().history().series(quarter))
                .isNull();
    }

    private static boolean quarters(CoreHarness harness, Timeframe quarter) {
        return harness.core().instruments().at(0).bars().history().series(quarter) != null;
    }

    private static CoreHarness houseRun(long seed, Random interleaving) {
        CoreHarness harness = CoreHarness.started();
        for (String name : HouseStrategies.names()) {
            apply(harness, compile(HouseStrategies.text(name)));
        }
        List<String> symbols = new ArrayList<>(List.of("AAA", "BBB"));
        List<Deque<RandomMarket.TradeRow>> streams = new ArrayList<>();
        for (int i = 0; i < symbols.size(); i++) {
            streams.add(new ArrayDeque<>(new RandomMarket(seed * 10 + i, 100, 0.01).trades(TRADES)));
        }
        while (!streams.isEmpty()) {
            int pick = interleaving.nextInt(streams.size());
            for (int batch = interleaving.nextInt(50);
                    batch >= 0 && !streams.get(pick).isEmpty();
                    batch--) {
                RandomMarket.TradeRow trade = streams.get(pick).removeFirst();
                harness.trade(symbols.get(pick), trade.timeNs(), trade.price(), trade.size());
            }
            if (streams.get(pick).isEmpty()) {
                streams.remove(pick);
                symbols.remove(pick);
            }
        }
        return harness;
    }

    private static void apply(CoreHarness harness, CompiledStrategy strategy) {
        assertThat(harness.applyStrategy(strategy.hash(), strategy.rules().id(), strategy.canonical(), strategy.text()))
                .isEqualTo(Refusal.ACCEPTED);
    }

    /** One bar a minute with this close, from a minute on. */
    private static void closes(CoreHarness harness, int minute, double... closes) {
        for (int i = 0; i < closes.length; i++) {
            long start = MONDAY + (minute + i) * Timeframe.MINUTE;
            harness.trade("A", start, closes[i], 1);
            harness.watermark("A", start + Timeframe.MINUTE);
        }
    }

    private static CompiledStrategy simple(String average) {
        return compile(text("simple", "1m", average));
    }

    private static String text(String id, String timeframe, String average) {
        return "id = " + id + "\ntimeframe = " + timeframe + "\nbuy = \"close > " + average + "\"\nsell = \"close < "
                + average + "\"\n";
    }

    private static CompiledStrategy compile(String text) {
        Compilation compilation = StrategyCompiler.compile(text, Map.of(), Optional.empty());
        assertThat(compilation.problems()).isEmpty();
        return compilation.strategy();
    }

    private List<Side> sides(CoreHarness harness) {
        List<Side> sides = new ArrayList<>();
        for (byte[] record : harness.outputs()) {
            UnsafeBuffer output = new UnsafeBuffer(record);
            if (header.wrap(output, 0).templateId() == SignalEmittedDecoder.TEMPLATE_ID) {
                sides.add(new SignalEmittedDecoder()
                        .wrapAndApplyHeader(output, 0, header)
                        .side());
            }
        }
        return sides;
    }

    private List<Reason> endings(CoreHarness harness) {
        List<Reason> reasons = new ArrayList<>();
        for (byte[] record : harness.outputs()) {
            UnsafeBuffer output = new UnsafeBuffer(record);
            if (header.wrap(output, 0).templateId() == SignalEndedDecoder.TEMPLATE_ID) {
                reasons.add(new SignalEndedDecoder()
                        .wrapAndApplyHeader(output, 0, header)
                        .reason());
            }
        }
        return reasons;
    }

    private static String digest(CoreHarness harness) {
        ContentDigest digest = new ContentDigest();
        for (int i = 0; i < harness.outputs().size(); i++) {
            byte[] record = harness.outputs().get(i);
            digest.onOutput(i + 1, new UnsafeBuffer(record), 0, record.length);
        }
        return digest.hex();
    }
}
