package io.heliograph.kernels;

import io.heliograph.testkit.OracleCases.Case;
import java.util.Map;

/** Our kernel for a case of the oracle, or why there is none. */
final class OracleKernels {
    /** How many cases are left out; a new kernel or a new case changes it. */
    static final Map<String, Integer> LEFT_OUT_COUNTS =
            Map.of("vwap roll-ohlc4: vwap(n) is of hlc3; ohlc4 is no option of ours", 1);

    private OracleKernels() {}

    static String reasonLeftOut(Case one) {
        if (one.conv().equals("roll-ohlc4")) {
            return "vwap(n) is of hlc3; ohlc4 is no option of ours";
        }
        return null;
    }

    static Kernel kernel(Case one) {
        return switch (one.indicator()) {
            case "sma" -> new Sma(one.number("n"));
            case "ema" -> new Ema(one.number("n"), one.conv().equals("first") ? EmaSeed.FIRST : EmaSeed.SMA);
            case "smma" -> new Smma(one.number("n"));
            case "rsi" -> one.conv().equals("wilder") ? new Rsi(one.number("n")) : new CutlerRsi(one.number("n"));
            case "stochrsi" -> new StochRsi(one.number("n"), one.number("k"), one.number("smooth"), one.number("d"));
            case "tr" -> new TrueRange();
            case "atr" -> new Atr(one.number("n"), one.conv().equals("tr0") ? AtrFirst.RANGE : AtrFirst.SKIP);
            case "macd" ->
                new Macd(
                        one.number("fast"),
                        one.number("slow"),
                        one.number("signal"),
                        one.conv().equals("talib") ? MacdStart.SLOW : MacdStart.OWN);
            case "bbands" -> new BollingerBands(one.number("n"), one.real("k"), 0);
            case "stdev" -> new Stdev(one.number("n"), 0);
            case "adx" -> new Adx(one.number("n"), one.conv().equals("talib") ? AdxSeed.TALIB : AdxSeed.N);
            case "donchian" -> new Donchian(one.number("n"));
            case "obv" -> new Obv(one.conv().equals("zero") ? ObvStart.ZERO : ObvStart.VOLUME);
            case "vwap" ->
                switch (one.conv()) {
                    case "cum" -> Vwap.cumulative();
                    case "day" -> Vwap.daily();
                    default -> new RollingVwap(one.number("n"));
                };
            case "wma" -> new Wma(one.number("n"));
            case "vwma" -> new Vwma(one.number("n"));
            case "dema" -> new Dema(one.number("n"));
            case "tema" -> new Tema(one.number("n"));
            case "mom" -> new Mom(one.number("n"));
            case "roc" -> new Roc(one.number("n"));
            case "keltner" -> new Keltner(one.number("n"), one.number("atr"), one.real("k"));
            case "stoch" -> new Stoch(one.number("n"), one.number("smooth"), one.number("d"));
            case "willr" -> new Willr(one.number("n"));
            case "cci" -> new Cci(one.number("n"));
            case "mfi" -> new Mfi(one.number("n"));
            case "dynamic_bands" -> new DynamicBands(dynamicBands(one));
            default -> throw new IllegalArgumentException("no kernel for the case: indicator=" + one.indicator());
        };
    }

    private static DynamicBandsParams dynamicBands(Case one) {
        return new DynamicBandsParams(
                one.number("atr_n"),
                one.number("atr_period"),
                one.real("base_lower"),
                one.real("base_upper"),
                one.real("sensitivity"),
                one.real("adjustment_factor"),
                one.real("min_width"),
                one.real("max_width"),
                5.0,
                DynamicBandsParams.Profile.SEED,
                DynamicBandsParams.Warmup.NONE);
    }
}
