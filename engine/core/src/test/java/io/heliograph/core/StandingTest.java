package io.heliograph.core;

import static io.heliograph.core.CoreHarness.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.Side;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.instrument.Instrument;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.core.signal.SignalId;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.core.strategy.StrategyView.Level;
import io.heliograph.testkit.RandomMarket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What the core answers when it is asked between two events, and that asking leaves no trace. */
class StandingTest {
    private static final long SEED = 77;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldConcludeTheSameWhetherItIsAskedAfterEveryEventOrNever() {
        List<RandomMarket.TradeRow> trades = new RandomMarket(SEED, 100, 0.01).trades(20_000);
        CoreHarness silent = house();
        CoreHarness asked = house();

        int buys = 0;
        for (RandomMarket.TradeRow trade : trades) {
            silent.trade("A", trade.timeNs(), trade.price(), trade.size());
            asked.trade("A", trade.timeNs(), trade.price(), trade.size());
            for (String id : HouseStrategies.names()) {
                StrategyStanding standing = asked.core().standing(0, id);
                buys += standing.stance() == Side.BUY ? 1 : 0;
            }
        }

        assertThat(buys).as("seed=%s", SEED).isPositive();
        assertThat(asked.core().counters().signals()).isGreaterThan(50);
        assertThat(asked.outputs()).hasSameSizeAs(silent.outputs());
        for (int i = 0; i < silent.outputs().size(); i++) {
            assertThat(asked.outputs().get(i))
                    .as("output=%s", i + 1)
                    .isEqualTo(silent.outputs().get(i));
        }
    }

    @Test
    void shouldStandWhereItsLatestSignalPutIt() {
        CoreHarness harness = CoreHarness.started();
        apply(harness, compile(crossing("0.7", "close - side * 3")));
        closes(harness, 0, 10, 9, 8, 12, 13);

        StrategyStanding standing = harness.core().standing(0, "crossing");
        SignalEmittedDecoder signal = lastSignal(harness);
        byte[] id = new byte[SignalId.LENGTH];
        signal.getSignalId(id, 0, id.length);

        assertThat(standing.stance()).isEqualTo(Side.BUY).isEqualTo(signal.side());
        assertThat(standing.open().signalId()).isEqualTo(SignalId.text(id));
        assertThat(standing.open().barEnd()).isEqualTo(signal.barEnd()).isEqualTo(MONDAY + 4 * Timeframe.MINUTE);
        assertThat(standing.open().entry()).isEqualTo(12);
        assertThat(standing.open().barsHeld()).isEqualTo(1);
        assertThat(standing.barEnd()).isEqualTo(MONDAY + 5 * Timeframe.MINUTE);
        assertThat(standing.buy()).isEqualTo(StrategyView.TRUE);
        assertThat(standing.sell()).isEqualTo(StrategyView.FALSE);
        assertThat(standing.exitBuy()).as("held one bar").isEqualTo(StrategyView.FALSE);
        assertThat(standing.ifBought().confidence()).isEqualTo(0.7);
        assertThat(standing.ifBought().stop()).isEqualTo(10);
        assertThat(standing.ifSold().stop()).isEqualTo(16);
        assertThat(standing.isReady()).isTrue();
        assertThat(standing.barsSeen()).isEqualTo(5);
    }

    @Test
    void shouldSeeTheOpenSignalInTheExitOfItsSideAlone() {
        CoreHarness harness = CoreHarness.started();
        apply(harness, compile(crossing("0.7", "close - side * 3")));
        closes(harness, 0, 10, 9, 8, 12, 13, 13.5);

        StrategyStanding standing = harness.core().standing(0, "crossing");

        assertThat(standing.open().barsHeld()).isEqualTo(2);
        assertThat(standing.exitBuy()).as("bars_held >= 3 after two").isEqualTo(StrategyView.FALSE);
        assertThat(standing.exitSell()).as("no SELL stands").isEqualTo(StrategyView.UNKNOWN);
    }

    @Test
    void shouldSayWhatStandsAgainstASignal() {
        CoreHarness harness = CoreHarness.started();
        apply(harness, compile(crossing("log(close - 100)", "close + side")));
        closes(harness, 0, 10, 9, 8);

        StrategyStanding standing = harness.core().standing(0, "crossing");

        assertThat(standing.ifBought().faultyLevel()).isEqualTo(Level.STOP);
        assertThat(standing.ifBought().found()).isEqualTo("not below the close");
        assertThat(standing.ifBought().confidence()).isNaN();
    }

    @Test
    void shouldKnowNothingBeforeTheFirstBarAndNoStrategyThatHasNoPlace() {
        CoreHarness harness = CoreHarness.started();
        apply(harness, compile(crossing("0.7", "close - side")));
        harness.instrument("A");

        StrategyStanding standing = harness.core().standing(0, "crossing");

        assertThat(standing.barEnd()).isEqualTo(StrategyStanding.NO_BAR);
        assertThat(standing.stance()).isEqualTo(Side.HOLD);
        assertThat(standing.open()).isNull();
        assertThat(standing.buy()).isEqualTo(StrategyView.UNKNOWN);
        assertThat(standing.ifBought()).isNull();
        assertThat(standing.isReady()).isFalse();
        assertThat(harness.core().standing(0, "another")).isNull();
    }

    @Test
    void shouldShowTheLatestTradeAndTheFormingBar() {
        CoreHarness harness = CoreHarness.started();
        closes(harness, 0, 10, 11);
        ClosedBar forming = new ClosedBar();
        boolean before = instrument(harness).bars().readForming(forming);

        harness.trade("A", MONDAY + 2 * Timeframe.MINUTE, 12, 2);
        harness.trade("A", MONDAY + 2 * Timeframe.MINUTE + 5, 11.5, 3);
        Refusal late = harness.trade("A", MONDAY, 99, 1);

        assertThat(before).isFalse();
        assertThat(instrument(harness).bars().readForming(forming)).isTrue();
        assertThat(forming.start()).isEqualTo(MONDAY + 2 * Timeframe.MINUTE);
        assertThat(new double[] {forming.open(), forming.high(), forming.low(), forming.close(), forming.volume()})
                .containsExactly(12, 12, 11.5, 11.5, 5);
        assertThat(late).isEqualTo(Refusal.LATE);
        assertThat(instrument(harness).lastTrade().price()).isEqualTo(11.5);
        assertThat(instrument(harness).lastTrade().size()).isEqualTo(3);
        assertThat(instrument(harness).lastTrade().time()).isEqualTo(MONDAY + 2 * Timeframe.MINUTE + 5);
    }

    private static Instrument instrument(CoreHarness harness) {
        return harness.core().instruments().at(0);
    }

    private SignalEmittedDecoder lastSignal(CoreHarness harness) {
        SignalEmittedDecoder last = null;
        for (byte[] record : harness.outputs()) {
            UnsafeBuffer output = new UnsafeBuffer(record);
            if (header.wrap(output, 0).templateId() == SignalEmittedDecoder.TEMPLATE_ID) {
                last = new SignalEmittedDecoder().wrapAndApplyHeader(output, 0, header);
            }
        }
        return last;
    }

    private static CoreHarness house() {
        CoreHarness harness = CoreHarness.started();
        HouseStrategies.names().forEach(name -> apply(harness, compile(HouseStrategies.text(name))));
        harness.instrument("A");
        return harness;
    }

    private static void closes(CoreHarness harness, int minute, double... closes) {
        for (int i = 0; i < closes.length; i++) {
            long start = MONDAY + (minute + i) * Timeframe.MINUTE;
            harness.trade("A", start, closes[i], 1);
            harness.watermark("A", start + Timeframe.MINUTE);
        }
    }

    private static String crossing(String confidence, String stop) {
        return "id = crossing\ntimeframe = 1m\nbuy = \"close > sma(2)\"\nsell = \"close < sma(2)\"\n"
                + "exit = \"bars_held >= 3\"\nconfidence = \"" + confidence + "\"\nstop = \"" + stop + "\"\n";
    }

    private static void apply(CoreHarness harness, CompiledStrategy strategy) {
        assertThat(harness.applyStrategy(strategy.hash(), strategy.rules().id(), strategy.canonical(), strategy.text()))
                .isEqualTo(Refusal.ACCEPTED);
    }

    private static CompiledStrategy compile(String text) {
        var compilation = StrategyCompiler.compile(text, Map.of(), Optional.empty());
        assertThat(compilation.problems()).isEmpty();
        return compilation.strategy();
    }
}
