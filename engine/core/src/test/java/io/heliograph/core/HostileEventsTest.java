package io.heliograph.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.FaultCode;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Documents;
import io.heliograph.core.language.HouseStrategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the door lets through, the core goes on: nothing is thrown, no pipeline fails, no output is infinite. */
class HostileEventsTest {
    private static final int EVENTS = 4_000;

    private static final double[] PRICES = {
        Double.MIN_VALUE, 1e-308, 1e-8, 1, 1 + 1e-12, 100, 1e9, 1e308, Double.MAX_VALUE
    };
    private static final double[] SIZES = {0, Double.MIN_VALUE, 1, 1e15, 1e308, Double.MAX_VALUE};

    private static final String EVERYTHING = """
            id = everything
            timeframe = 1m
            let {
              v = "vwap()", vc = "vwap_cum()", vn = "vwap(3)", vw = "vwma(3)", o = "obv()", m = "mfi(3)"
              h = "hma(4)", k = "kama(3)", t = "trix(2)", de = "dema(2)", te = "tema(2)", md = "median(3)", wm = "wma(3)"
              l = "linreg(3).slope", z = "zscore(3)", b = "bbands(3, 2).bandwidth", s = "stdev(3)", r = "roc(2)"
              c = "cci(3)", w = "willr(3)", st = "stoch(3, 2, 2).d", sr = "stochrsi(3, 3, 2, 2).d", a = "aroon(3).up"
              su = "supertrend(3, 2).line", p = "psar().line", kc = "keltner(3, 3, 2).upper", n = "natr(3)"
              ad = "adx(2).adx", ma = "macd(2, 3, 2).histogram", d = "dynamic_bands(2, 2).ratio", q = "close * volume"
              e = "exp(close)", po = "pow(close, volume)", su2 = "sum(volume, 3)", hour = "sma(2) @ 1h"
            }
            buy = "close > close[1]"
            sell = "close < close[1]"
            stop = "close - side * atr(2)"
            target = "close + side * atr(2)"
            confidence = "close / open"
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldGoOnWhateverTheDoorLetsThrough(long seed) {
        CoreHarness harness = CoreHarness.started();
        Random random = new Random(seed);
        List<CompiledStrategy> strategies = new ArrayList<>();
        HouseStrategies.names().forEach(name -> strategies.add(Documents.strategy(HouseStrategies.text(name))));
        strategies.add(Documents.strategy(EVERYTHING));
        strategies.add(
                Documents.strategy(EVERYTHING.replace("everything", "ticks").replace("1m", "5t")));
        strategies.add(
                Documents.strategy(EVERYTHING.replace("everything", "volume").replace("1m", "1000v")));
        strategies.forEach(each -> apply(harness, each));
        long now = CoreHarness.MONDAY;

        for (int i = 0; i < EVENTS; i++) {
            now += random.nextInt(50) == 0 ? random.nextLong() >>> 12 & 0xff_ffff_ffff_ffffL : nextStep(random);
            now = Math.min(now, 4_000_000_000L * Timeframe.SECOND);
            send(harness, random, now, strategies);
        }

        assertThat(harness.bars()).as("seed=%s", seed).hasSizeGreaterThan(100);
        assertThat(harness.core().counters().outcomes()).as("seed=%s", seed).isGreaterThan(10);
        for (byte[] record : harness.outputs()) {
            check(new UnsafeBuffer(record), seed);
        }
    }

    private static void send(CoreHarness harness, Random random, long now, List<CompiledStrategy> strategies) {
        String symbol = "S" + random.nextInt(4);
        int source = harness.source("source" + random.nextInt(3));
        long time = random.nextInt(20) == 0 ? pick(random, 0, 1, now / 2) : now;
        switch (random.nextInt(40)) {
            case 0 -> harness.watermark(-1, source, time);
            case 1 -> harness.watermark(symbol, time);
            case 2 -> harness.quote(symbol, time, pick(random, PRICES), Double.NaN);
            case 3 -> {
                // One symbol more has nothing but published bars.
                double price = pick(random, PRICES);
                long length = pick(random, Timeframe.MINUTE, Timeframe.HOUR, Timeframe.DAY);
                int instrument = harness.instrument(random.nextBoolean() ? "PUBLISHED" : symbol);
                harness.publishedBar(instrument, source, time, length, price, price, price, price, pick(random, SIZES));
            }
            case 4 -> apply(harness, strategies.get(random.nextInt(strategies.size())));
            case 5 -> {
                if (random.nextInt(10) == 0) {
                    harness.removeStrategy("everything");
                }
            }
            case 6 -> harness.refused(source, 0, Refusal.PRICE_INVALID);
            case 7 ->
                harness.declare(
                        random.nextBoolean() ? "S*" : "S?",
                        CoreHarness.declaration(
                                Timeframe.parse(random.nextBoolean() ? "1m" : "5m"),
                                random.nextInt(3) * Timeframe.MINUTE,
                                random.nextBoolean() ? GapPolicy.FILL : GapPolicy.LEAVE,
                                random.nextBoolean() ? new String[0] : new String[] {"source0", "source1"}));
            default ->
                harness.trade(harness.instrument(symbol), source, time, pick(random, PRICES), pick(random, SIZES));
        }
    }

    private static long nextStep(Random random) {
        return random.nextInt(2) * random.nextInt(60) * Timeframe.SECOND;
    }

    private static double pick(Random random, double... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static long pick(Random random, long... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static void apply(CoreHarness harness, CompiledStrategy strategy) {
        harness.applyStrategy(strategy.hash(), strategy.rules().id(), strategy.canonical(), strategy.text());
    }

    private static void check(UnsafeBuffer output, long seed) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(output, 0);
        switch (header.templateId()) {
            case BarClosedDecoder.TEMPLATE_ID -> {
                BarClosedDecoder bar = new BarClosedDecoder().wrapAndApplyHeader(output, 0, header);
                assertThat(bar.start()).as("seed=%s %s", seed, bar).isLessThanOrEqualTo(bar.end());
                assertFinite(seed, bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice());
                assertFinite(seed, bar.volume(), bar.wap());
            }
            case SignalEmittedDecoder.TEMPLATE_ID -> {
                SignalEmittedDecoder signal = new SignalEmittedDecoder().wrapAndApplyHeader(output, 0, header);
                assertFinite(seed, signal.confidence(), signal.stop(), signal.target(), signal.referencePrice());
                for (SignalEmittedDecoder.ValuesDecoder value : signal.values()) {
                    assertThat(value.value())
                            .as("seed=%s %s", seed, value.name())
                            .satisfies(x -> assertFinite(seed, x));
                }
            }
            case SignalEndedDecoder.TEMPLATE_ID -> {
                SignalEndedDecoder ended = new SignalEndedDecoder().wrapAndApplyHeader(output, 0, header);
                assertFinite(seed, ended.grossReturn(), ended.maxFavourable(), ended.maxAdverse(), ended.exitPrice());
            }
            case OutcomeRecordedDecoder.TEMPLATE_ID -> {
                OutcomeRecordedDecoder outcome = new OutcomeRecordedDecoder().wrapAndApplyHeader(output, 0, header);
                assertFinite(seed, outcome.returnNextOpen(), outcome.return1(), outcome.return5(), outcome.return20());
            }
            default -> {
                FaultRecordedDecoder fault = new FaultRecordedDecoder().wrapAndApplyHeader(output, 0, header);
                assertThat(fault.code()).as("seed=%s %s", seed, fault).isNotEqualTo(FaultCode.PIPELINE_FAILED);
            }
        }
    }

    private static void assertFinite(long seed, double... numbers) {
        for (double number : numbers) {
            assertThat(number).as("seed=%s", seed).isNotIn(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        }
    }
}
