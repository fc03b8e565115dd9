package io.heliograph.kernels;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One of each kernel and option, with small periods so that windows wrap often; where sums of short and of longer windows
 * take different ways, one of each.
 */
final class EveryKernel {
    private static final Map<String, Supplier<Kernel>> KERNELS = new LinkedHashMap<>();

    static {
        add("sma(5)", () -> new Sma(5));
        add("sma(1)", () -> new Sma(1));
        add("sma(11)", () -> new Sma(11));
        add("ema(5)", () -> new Ema(5, EmaSeed.SMA));
        add("ema(5, seed = first)", () -> new Ema(5, EmaSeed.FIRST));
        add("smma(5)", () -> new Smma(5));
        add("rsi(4)", () -> new Rsi(4));
        add("stochrsi(4, 5, 3, 2)", () -> new StochRsi(4, 5, 3, 2));
        add("stochrsi(4, 12, 10, 9)", () -> new StochRsi(4, 12, 10, 9));
        add("tr()", TrueRange::new);
        add("atr(4)", () -> new Atr(4, AtrFirst.SKIP));
        add("atr(4, first = range)", () -> new Atr(4, AtrFirst.RANGE));
        add("macd(3, 6, 4)", () -> new Macd(3, 6, 4, MacdStart.OWN));
        add("macd(3, 6, 4, start = slow)", () -> new Macd(3, 6, 4, MacdStart.SLOW));
        add("bbands(5, 2)", () -> new BollingerBands(5, 2.0, 0));
        add("bbands(5, 2, ddof = 1)", () -> new BollingerBands(5, 2.0, 1));
        add("adx(4)", () -> new Adx(4, AdxSeed.N));
        add("adx(4, seed = talib)", () -> new Adx(4, AdxSeed.TALIB));
        add(
                "dynamic_bands(4, 5)",
                () -> new DynamicBands(bands(DynamicBandsParams.Profile.SYMMETRIC, DynamicBandsParams.Warmup.NONE)));
        add(
                "dynamic_bands(4, 5, profile = seed)",
                () -> new DynamicBands(bands(DynamicBandsParams.Profile.SEED, DynamicBandsParams.Warmup.NONE)));
        add(
                "dynamic_bands(4, 5, warmup = base)",
                () -> new DynamicBands(bands(DynamicBandsParams.Profile.SEED, DynamicBandsParams.Warmup.BASE)));
        add("highest(5)", () -> new Highest(5));
        add("lowest(5)", () -> new Lowest(5));
        add("donchian(5)", () -> new Donchian(5));
        add("stdev(5)", () -> new Stdev(5, 0));
        add("stdev(5, ddof = 1)", () -> new Stdev(5, 1));
        add("obv()", () -> new Obv(ObvStart.ZERO));
        add("obv(start = volume)", () -> new Obv(ObvStart.VOLUME));
        add("vwap()", Vwap::daily);
        add("vwap_cum()", Vwap::cumulative);
        add("vwap(5)", () -> new RollingVwap(5));
        add("vwap(13)", () -> new RollingVwap(13));
        add("vwma(13)", () -> new Vwma(13));
        add("mfi(12)", () -> new Mfi(12));
        add("rsi(12, smoothing = cutler)", () -> new CutlerRsi(12));
        add("kama(10)", () -> new Kama(10, 2, 30));
        add("wma(5)", () -> new Wma(5));
        add("vwma(5)", () -> new Vwma(5));
        add("hma(9)", () -> new Hma(9));
        add("linreg(5)", () -> new Linreg(5));
        add("median(5)", () -> new Median(5));
        add("median(6)", () -> new Median(6));
        add("zscore(5)", () -> new Zscore(5, 0));
        add("zscore(5, ddof = 1)", () -> new Zscore(5, 1));
        add("dema(4)", () -> new Dema(4));
        add("tema(4)", () -> new Tema(4));
        add("trix(4)", () -> new Trix(4));
        add("mom(5)", () -> new Mom(5));
        add("roc(5)", () -> new Roc(5));
        add("kama(5)", () -> new Kama(5, 2, 30));
        add("rsi(5, smoothing = cutler)", () -> new CutlerRsi(5));
        add("natr(4)", () -> new Natr(4));
        add("keltner(5, 4, 2)", () -> new Keltner(5, 4, 2.0));
        add("stoch(5, 3, 2)", () -> new Stoch(5, 3, 2));
        add("willr(5)", () -> new Willr(5));
        add("cci(5)", () -> new Cci(5));
        add("mfi(5)", () -> new Mfi(5));
        add("aroon(5)", () -> new Aroon(5));
        add("supertrend(4, 2)", () -> new Supertrend(4, 2.0));
        add("psar()", () -> new Psar(0.02, 0.2));
    }

    private EveryKernel() {}

    private static void add(String name, Supplier<Kernel> kernel) {
        KERNELS.put(name, kernel);
    }

    static Map<String, Supplier<Kernel>> byCall() {
        return KERNELS;
    }

    static DynamicBandsParams bands(DynamicBandsParams.Profile profile, DynamicBandsParams.Warmup warmup) {
        DynamicBandsParams ours = DynamicBandsParams.defaults(profile);
        return new DynamicBandsParams(4, 5, ours.lower(), ours.upper(), 0.7, 0.3, 10.0, 50.0, 5.0, profile, warmup);
    }
}
