package io.heliograph.kernels;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.DoubleEMAIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.HMAIndicator;
import org.ta4j.core.indicators.KAMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.MMAIndicator;
import org.ta4j.core.indicators.ParabolicSarIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.StochasticOscillatorDIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.StochasticRSIIndicator;
import org.ta4j.core.indicators.TripleEMAIndicator;
import org.ta4j.core.indicators.WMAIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.aroon.AroonDownIndicator;
import org.ta4j.core.indicators.aroon.AroonOscillatorIndicator;
import org.ta4j.core.indicators.aroon.AroonUpIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandWidthIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.bollinger.PercentBIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelLowerIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelMiddleIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.helpers.TRIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelLowerIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelMiddleIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelUpperIndicator;
import org.ta4j.core.indicators.statistics.SigmaIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator.SimpleLinearRegressionType;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.supertrend.SuperTrendIndicator;
import org.ta4j.core.indicators.volume.MoneyFlowIndexIndicator;
import org.ta4j.core.indicators.volume.OnBalanceVolumeIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/** ta4j on doubles: every value of an indicator over a whole series. */
final class Ta4j {
    static final String NAME = "ta4j 0.17 (DoubleNum)";

    private Ta4j() {}

    static BarSeries series(PeerSeries series) {
        BarSeries bars = new BaseBarSeriesBuilder()
                .withName(series.name())
                .withNumTypeOf(DoubleNum.class)
                .build();
        for (int i = 0; i < series.size(); i++) {
            bars.addBar(
                    Duration.ofMinutes(1),
                    Instant.ofEpochSecond(60L * (i + 1)).atZone(ZoneOffset.UTC),
                    series.open()[i],
                    series.high()[i],
                    series.low()[i],
                    series.close()[i],
                    series.volume()[i]);
        }
        return bars;
    }

    private static Function<PeerSeries, double[][]> values(Function<BarSeries, Indicator<Num>> make) {
        return values(1.0, make);
    }

    private static Function<PeerSeries, double[][]> values(double factor, Function<BarSeries, Indicator<Num>> make) {
        return peer -> {
            Indicator<Num> indicator = make.apply(series(peer));
            double[] out = new double[peer.size()];
            for (int i = 0; i < out.length; i++) {
                out[i] = factor * indicator.getValue(i).doubleValue();
            }
            return new double[][] {out};
        };
    }

    private static ClosePriceIndicator close(BarSeries series) {
        return new ClosePriceIndicator(series);
    }

    /** Every claim about this library. */
    static void addTo(PeerClaims claims) {
        averages(claims);
        oscillators(claims);
        bands(claims);
        ranges(claims);
    }

    private static void averages(PeerClaims c) {
        c.ta4j("SMAIndicator(20)", values(s -> new SMAIndicator(close(s), 20)))
                .equal("sma(20)", "value", () -> new Sma(20));
        c.ta4j("WMAIndicator(20)", values(s -> new WMAIndicator(close(s), 20)))
                .equal("wma(20)", "value", () -> new Wma(20));
        c.ta4j("EMAIndicator(20)", values(s -> new EMAIndicator(close(s), 20)))
                .equal("ema(20, seed = first)", "value", () -> new Ema(20, EmaSeed.FIRST))
                .converges("ema(20)", "value", 158, () -> new Ema(20, EmaSeed.SMA));
        c.ta4j("MMAIndicator(14)", values(s -> new MMAIndicator(close(s), 14)))
                .converges("smma(14)", "value", 200, () -> new Smma(14));
        c.ta4j("DoubleEMAIndicator(20)", values(s -> new DoubleEMAIndicator(close(s), 20)))
                .converges("dema(20)", "value", 316, () -> new Dema(20));
        c.ta4j("TripleEMAIndicator(20)", values(s -> new TripleEMAIndicator(close(s), 20)))
                .converges("tema(20)", "value", 474, () -> new Tema(20));
        c.ta4j("HMAIndicator(16)", values(s -> new HMAIndicator(close(s), 16)))
                .equal("hma(16)", "value", () -> new Hma(16));
        c.ta4j("KAMAIndicator(10, 2, 30)", values(s -> new KAMAIndicator(close(s), 10, 2, 30)))
                .equal("kama(10)", "value", () -> new Kama(10, 2, 30));
        c.ta4j(
                        "HighestValueIndicator(14) of high",
                        values(s -> new HighestValueIndicator(new HighPriceIndicator(s), 14)))
                .equal("highest(14)", "value", () -> new Highest(14));
        c.ta4j("LowestValueIndicator(14) of low", values(s -> new LowestValueIndicator(new LowPriceIndicator(s), 14)))
                .equal("lowest(14)", "value", () -> new Lowest(14));
        c.ta4j("SimpleLinearRegressionIndicator(14)", values(s -> new SimpleLinearRegressionIndicator(close(s), 14)))
                .equal("linreg(14)", "value", () -> new Linreg(14));
        c.ta4j(
                        "SimpleLinearRegressionIndicator(14, SLOPE)",
                        values(s ->
                                new SimpleLinearRegressionIndicator(close(s), 14, SimpleLinearRegressionType.SLOPE)))
                .equal("linreg(14)", "slope", () -> new Linreg(14));
        c.ta4j("MACDIndicator(12, 26)", values(s -> new MACDIndicator(close(s), 12, 26)))
                .converges("macd(12, 26, 9)", "line", 205, () -> new Macd(12, 26, 9, MacdStart.OWN));
        c.ta4j("VWAPIndicator(14)", values(s -> new VWAPIndicator(s, 14)))
                .equal("vwap(14)", "value", () -> new RollingVwap(14));
    }

    private static void oscillators(PeerClaims c) {
        c.ta4j("ROCIndicator(10)", values(s -> new ROCIndicator(close(s), 10)))
                .equal("roc(10)", "value", () -> new Roc(10));
        c.ta4j("RSIIndicator(14)", values(s -> new RSIIndicator(close(s), 14)))
                .converges("rsi(14)", "value", 201, () -> new Rsi(14));
        c.ta4j("StochasticRSIIndicator(14) times 100", values(100.0, s -> new StochasticRSIIndicator(s, 14)))
                .converges("stochrsi(14, 14, 3, 3)", "raw", 214, () -> new StochRsi(14, 14, 3, 3));
        c.ta4j("StochasticOscillatorKIndicator(14)", values(s -> new StochasticOscillatorKIndicator(s, 14)))
                .equal("stoch(14, 1, 3)", "k", () -> new Stoch(14, 1, 3));
        c.ta4j(
                        "StochasticOscillatorDIndicator",
                        values(s -> new StochasticOscillatorDIndicator(new StochasticOscillatorKIndicator(s, 14))))
                .equal("stoch(14, 1, 3)", "d", () -> new Stoch(14, 1, 3));
        c.ta4j("WilliamsRIndicator(14)", values(s -> new WilliamsRIndicator(s, 14)))
                .equal("willr(14)", "value", () -> new Willr(14));
        c.ta4j("CCIIndicator(20)", values(s -> new CCIIndicator(s, 20))).equal("cci(20)", "value", () -> new Cci(20));
        c.ta4j("MoneyFlowIndexIndicator(14)", values(s -> new MoneyFlowIndexIndicator(s, 14)))
                .within(1e-4)
                .equal("mfi(14)", "value", () -> new Mfi(14));
        c.ta4j("AroonUpIndicator(14)", values(s -> new AroonUpIndicator(s, 14)))
                .equal("aroon(14)", "up", () -> new Aroon(14));
        c.ta4j("AroonDownIndicator(14)", values(s -> new AroonDownIndicator(s, 14)))
                .equal("aroon(14)", "down", () -> new Aroon(14));
        c.ta4j("AroonOscillatorIndicator(14)", values(s -> new AroonOscillatorIndicator(s, 14)))
                .equal("aroon(14)", "oscillator", () -> new Aroon(14));
        c.ta4j("OnBalanceVolumeIndicator", values(OnBalanceVolumeIndicator::new))
                .equal("obv()", "value", () -> new Obv(ObvStart.ZERO))
                .shifted("obv(start = volume)", "value", () -> new Obv(ObvStart.VOLUME));
        c.ta4j("SigmaIndicator(20)", values(s -> new SigmaIndicator(close(s), 20)))
                .equal("zscore(20)", "value", () -> new Zscore(20, 0));
    }

    private static void bands(PeerClaims c) {
        c.ta4j("StandardDeviationIndicator(20)", values(s -> new StandardDeviationIndicator(close(s), 20)))
                .equal("stdev(20)", "value", () -> new Stdev(20, 0))
                .differs("stdev(20, ddof = 1)", "value", () -> new Stdev(20, 1));
        c.ta4j("BollingerBandsUpperIndicator(20, 2)", values(Ta4j::upper))
                .equal("bbands(20, 2)", "upper", () -> new BollingerBands(20, 2.0, 0));
        c.ta4j("BollingerBandsLowerIndicator(20, 2)", values(Ta4j::lower))
                .equal("bbands(20, 2)", "lower", () -> new BollingerBands(20, 2.0, 0));
        c.ta4j("PercentBIndicator(20, 2)", values(s -> new PercentBIndicator(close(s), 20, 2.0)))
                .equal("bbands(20, 2)", "percent_b", () -> new BollingerBands(20, 2.0, 0));
        c.ta4j(
                        "BollingerBandWidthIndicator(20, 2) over 100",
                        values(0.01, s -> new BollingerBandWidthIndicator(upper(s), middle(s), lower(s))))
                .equal("bbands(20, 2)", "bandwidth", () -> new BollingerBands(20, 2.0, 0));
        c.ta4j("DonchianChannelUpperIndicator(20)", values(s -> new DonchianChannelUpperIndicator(s, 20)))
                .equal("donchian(20)", "upper", () -> new Donchian(20));
        c.ta4j("DonchianChannelMiddleIndicator(20)", values(s -> new DonchianChannelMiddleIndicator(s, 20)))
                .equal("donchian(20)", "middle", () -> new Donchian(20));
        c.ta4j("DonchianChannelLowerIndicator(20)", values(s -> new DonchianChannelLowerIndicator(s, 20)))
                .equal("donchian(20)", "lower", () -> new Donchian(20));
        c.ta4j(
                        "KeltnerChannelUpperIndicator(20, 2, 10) of close",
                        values(s -> new KeltnerChannelUpperIndicator(
                                new KeltnerChannelMiddleIndicator(close(s), 20), 2.0, 10)))
                .converges("keltner(20, 10, 2)", "upper", 158, () -> new Keltner(20, 10, 2.0));
        c.ta4j(
                        "KeltnerChannelLowerIndicator(20, 2, 10) of close",
                        values(s -> new KeltnerChannelLowerIndicator(
                                new KeltnerChannelMiddleIndicator(close(s), 20), 2.0, 10)))
                .converges("keltner(20, 10, 2)", "lower", 158, () -> new Keltner(20, 10, 2.0));
        c.ta4j("KeltnerChannelMiddleIndicator(20)", values(s -> new KeltnerChannelMiddleIndicator(s, 20)))
                .differs("keltner(20, 10, 2)", "middle", () -> new Keltner(20, 10, 2.0));
    }

    private static BollingerBandsMiddleIndicator middle(BarSeries series) {
        return new BollingerBandsMiddleIndicator(new SMAIndicator(close(series), 20));
    }

    private static BollingerBandsUpperIndicator upper(BarSeries series) {
        return new BollingerBandsUpperIndicator(middle(series), new StandardDeviationIndicator(close(series), 20));
    }

    private static BollingerBandsLowerIndicator lower(BarSeries series) {
        return new BollingerBandsLowerIndicator(middle(series), new StandardDeviationIndicator(close(series), 20));
    }

    private static void ranges(PeerClaims c) {
        c.ta4j("TRIndicator", values(TRIndicator::new)).equal("tr()", "value", TrueRange::new);
        c.ta4j("ATRIndicator(14)", values(s -> new ATRIndicator(s, 14)))
                .converges("atr(14)", "value", 201, () -> new Atr(14, AtrFirst.SKIP))
                .converges("atr(14, first = range)", "value", 201, () -> new Atr(14, AtrFirst.RANGE));
        c.ta4j("ADXIndicator(14)", values(s -> new ADXIndicator(s, 14)))
                .converges("adx(14)", "adx", 401, () -> new Adx(14, AdxSeed.N));
        c.ta4j("PlusDIIndicator(14)", values(s -> new PlusDIIndicator(s, 14)))
                .converges("adx(14)", "plus_di", 201, () -> new Adx(14, AdxSeed.N));
        c.ta4j("MinusDIIndicator(14)", values(s -> new MinusDIIndicator(s, 14)))
                .converges("adx(14)", "minus_di", 201, () -> new Adx(14, AdxSeed.N));
        c.ta4j("ParabolicSarIndicator(0.02, 0.2)", values(ParabolicSarIndicator::new))
                .differs("psar()", "line", () -> new Psar(0.02, 0.2));
        c.ta4j("SuperTrendIndicator(10, 3)", values(s -> new SuperTrendIndicator(s, 10, 3.0)))
                .converges("supertrend(10, 3)", "line", 200, () -> new Supertrend(10, 3.0));
    }
}
