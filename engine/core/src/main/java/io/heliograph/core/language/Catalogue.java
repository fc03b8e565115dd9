package io.heliograph.core.language;

import static io.heliograph.core.language.Parameter.condition;
import static io.heliograph.core.language.Parameter.either;
import static io.heliograph.core.language.Parameter.number;
import static io.heliograph.core.language.Parameter.of;
import static io.heliograph.core.language.Parameter.period;
import static io.heliograph.core.language.Parameter.real;
import static io.heliograph.core.language.Parameter.whole;
import static io.heliograph.core.language.Parameter.word;
import static io.heliograph.core.language.Parameter.wordOrPeriod;

import io.heliograph.core.language.Definition.KernelMaker;
import io.heliograph.core.language.Definition.Result;
import io.heliograph.kernels.Adx;
import io.heliograph.kernels.AdxSeed;
import io.heliograph.kernels.Aroon;
import io.heliograph.kernels.Atr;
import io.heliograph.kernels.AtrFirst;
import io.heliograph.kernels.BollingerBands;
import io.heliograph.kernels.Cci;
import io.heliograph.kernels.CutlerRsi;
import io.heliograph.kernels.Dema;
import io.heliograph.kernels.Donchian;
import io.heliograph.kernels.DynamicBands;
import io.heliograph.kernels.DynamicBandsParams;
import io.heliograph.kernels.Ema;
import io.heliograph.kernels.EmaSeed;
import io.heliograph.kernels.Highest;
import io.heliograph.kernels.Hma;
import io.heliograph.kernels.Kama;
import io.heliograph.kernels.Keltner;
import io.heliograph.kernels.Kernel;
import io.heliograph.kernels.Linreg;
import io.heliograph.kernels.Lowest;
import io.heliograph.kernels.Macd;
import io.heliograph.kernels.MacdStart;
import io.heliograph.kernels.Median;
import io.heliograph.kernels.Mfi;
import io.heliograph.kernels.Mom;
import io.heliograph.kernels.Natr;
import io.heliograph.kernels.Obv;
import io.heliograph.kernels.ObvStart;
import io.heliograph.kernels.Psar;
import io.heliograph.kernels.Roc;
import io.heliograph.kernels.RollingVwap;
import io.heliograph.kernels.Rsi;
import io.heliograph.kernels.Sma;
import io.heliograph.kernels.Smma;
import io.heliograph.kernels.Stdev;
import io.heliograph.kernels.Stoch;
import io.heliograph.kernels.StochRsi;
import io.heliograph.kernels.Supertrend;
import io.heliograph.kernels.Tema;
import io.heliograph.kernels.Trix;
import io.heliograph.kernels.TrueRange;
import io.heliograph.kernels.Vwap;
import io.heliograph.kernels.Vwma;
import io.heliograph.kernels.Willr;
import io.heliograph.kernels.Wma;
import io.heliograph.kernels.Zscore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of every function and indicator: signatures, parameters, defaults, words, outputs.
 *
 * <p>The binder, its messages and the reference page are made from it. When an output is first defined, and when it is
 * FLAT, is the kernel's own answer.
 */
final class Catalogue {
    private static final Map<String, Definition> TABLE = new TreeMap<>();

    static {
        functions();
        averages();
        oscillators();
        ranges();
        volumes();
        trends();
    }

    private Catalogue() {}

    /** The row of this name, or null. */
    static Definition find(String name) {
        return TABLE.get(name);
    }

    /** All rows, by name. */
    static List<Definition> all() {
        return List.copyOf(TABLE.values());
    }

    /** Every name that a document may not define: series, context, functions, indicators. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Series series : Series.values()) {
            names.add(series.word());
        }
        for (Context context : Context.values()) {
            names.add(context.word());
        }
        names.addAll(TABLE.keySet());
        return Collections.unmodifiableList(names);
    }

    private static void functions() {
        Parameter x = number("x");
        Parameter y = number("y");
        Parameter c = condition("c");
        Parameter n = period("n");
        for (Operation each : List.of(
                Operation.ABS,
                Operation.SIGN,
                Operation.SQRT,
                Operation.LOG,
                Operation.EXP,
                Operation.FLOOR,
                Operation.CEIL,
                Operation.ROUND)) {
            function(each, Result.NUMBER, x);
        }
        repeating(Operation.MIN, x, y);
        repeating(Operation.MAX, x, y);
        function(Operation.CLAMP, Result.NUMBER, x, number("lo"), number("hi"));
        function(Operation.POW, Result.NUMBER, x, y);
        function(Operation.COALESCE, Result.NUMBER, x, y);
        function(Operation.IF, Result.BRANCHES, c, either("a"), either("b"));
        function(Operation.SUM, Result.NUMBER, x, n);
        function(Operation.CHANGE, Result.NUMBER, x, period("n", 1));
        function(Operation.COUNT, Result.NUMBER, c, n);
        function(Operation.BARS_SINCE, Result.NUMBER, c);
        function(Operation.VALUE_WHEN, Result.NUMBER, c, x);
        function(Operation.CROSS_ABOVE, Result.CONDITION, x, y);
        function(Operation.CROSS_BELOW, Result.CONDITION, x, y);
        function(Operation.CROSS, Result.CONDITION, x, y);
        function(Operation.RISING, Result.CONDITION, x, n);
        function(Operation.FALLING, Result.CONDITION, x, n);
        function(Operation.WITHIN, Result.CONDITION, c, n);
        function(Operation.ALWAYS, Result.CONDITION, c, n);
        function(Operation.DEFINED, Result.CONDITION, x);
        function(Operation.FLAT, Result.CONDITION, x);
    }

    private static void averages() {
        Parameter n = period("n");
        Parameter close = of("close");
        overSeries("sma", a -> new Sma(a.whole("n")), n, close);
        overSeries("wma", a -> new Wma(a.whole("n")), n, close);
        overSeries("smma", a -> new Smma(a.whole("n")), n, close);
        overSeries("median", a -> new Median(a.whole("n")), n, close);
        overSeries(
                "ema",
                a -> new Ema(a.whole("n"), a.is("seed", "first") ? EmaSeed.FIRST : EmaSeed.SMA),
                n,
                word("seed", "sma", "first"),
                close);
        overSeries("dema", a -> new Dema(a.whole("n")), n, close);
        overSeries("tema", a -> new Tema(a.whole("n")), n, close);
        overSeries("hma", a -> new Hma(a.whole("n")), whole("n", null, 2, Parameter.LONGEST), close);
        overSeries("trix", a -> new Trix(a.whole("n")), n, close);
        overSeries(
                "kama",
                a -> new Kama(a.whole("n"), a.whole("fast"), a.whole("slow")),
                n,
                period("fast", 2),
                period("slow", 30),
                close);
        overSeries("highest", a -> new Highest(a.whole("n")), n, of("high"));
        overSeries("lowest", a -> new Lowest(a.whole("n")), n, of("low"));
        overSeries("linreg", List.of("value", "slope"), a -> new Linreg(a.whole("n")), n, close);
        indicator("vwma", Operation.WEIGHTED_KERNEL, List.of(), a -> new Vwma(a.whole("n")), n, close);
    }

    private static void oscillators() {
        Parameter n = period("n");
        Parameter close = of("close");
        Parameter ddof = whole("ddof", "0", 0, 1);
        overSeries("stdev", a -> new Stdev(a.whole("n"), a.whole("ddof")), n, ddof, close);
        overSeries("zscore", a -> new Zscore(a.whole("n"), a.whole("ddof")), n, ddof, close);
        overSeries("mom", a -> new Mom(a.whole("n")), n, close);
        overSeries("roc", a -> new Roc(a.whole("n")), n, close);
        overSeries("rsi", Catalogue::rsi, n, word("smoothing", "wilder", "cutler"), close);
        overSeries(
                "stochrsi",
                List.of("raw", "k", "d"),
                a -> new StochRsi(a.whole("rsi"), a.whole("stoch"), a.whole("smooth"), a.whole("d")),
                period("rsi"),
                period("stoch"),
                period("smooth"),
                period("d"),
                close);
        overSeries(
                "macd",
                List.of("line", "signal", "histogram"),
                a -> new Macd(
                        a.whole("fast"),
                        a.whole("slow"),
                        a.whole("signal"),
                        a.is("start", "slow") ? MacdStart.SLOW : MacdStart.OWN),
                period("fast"),
                period("slow"),
                period("signal"),
                word("start", "own", "slow"),
                close);
        overSeries(
                "bbands",
                List.of("upper", "middle", "lower", "percent_b", "bandwidth"),
                a -> new BollingerBands(a.whole("n"), a.real("k"), a.whole("ddof")),
                n,
                real("k"),
                ddof,
                close);
        overBars(
                "stoch",
                List.of("raw", "k", "d"),
                a -> new Stoch(a.whole("k"), a.whole("smooth"), a.whole("d")),
                period("k"),
                period("smooth"),
                period("d"));
        overBars("willr", a -> new Willr(a.whole("n")), n);
        overBars("cci", a -> new Cci(a.whole("n")), n);
        overBars("mfi", a -> new Mfi(a.whole("n")), n);
        overBars("aroon", List.of("up", "down", "oscillator"), a -> new Aroon(a.whole("n")), n);
    }

    private static void ranges() {
        Parameter n = period("n");
        overBars("tr", a -> new TrueRange());
        overBars(
                "atr",
                a -> new Atr(a.whole("n"), a.is("first", "range") ? AtrFirst.RANGE : AtrFirst.SKIP),
                n,
                word("first", "skip", "range"));
        overBars("natr", a -> new Natr(a.whole("n")), n);
        overBars(
                "keltner",
                List.of("upper", "middle", "lower"),
                a -> new Keltner(a.whole("n"), a.whole("atr"), a.real("k")),
                n,
                period("atr"),
                real("k"));
        overBars("donchian", List.of("upper", "middle", "lower"), a -> new Donchian(a.whole("n")), n);
        overBars(
                "dynamic_bands",
                List.of("lower", "upper", "ratio"),
                Catalogue::dynamicBands,
                period("atr", 14),
                period("mean", 20),
                real("lower", "20").but("profile", "seed", "35"),
                real("upper", "80").but("profile", "seed", "100"),
                real("sensitivity", "0.7"),
                real("factor", "0.3"),
                real("min_width", "10"),
                real("max_width", "50"),
                real("floor", "5"),
                word("profile", "symmetric", "seed"),
                word("warmup", "none", "base"));
    }

    private static void volumes() {
        overBars(
                "obv",
                a -> new Obv(a.is("start", "volume") ? ObvStart.VOLUME : ObvStart.ZERO),
                word("start", "zero", "volume"));
        overBars(
                "vwap",
                a -> a.is("n", "none") ? Vwap.daily() : new RollingVwap(a.whole("n")),
                wordOrPeriod("n", "none"));
        overBars("vwap_cum", a -> Vwap.cumulative());
    }

    private static void trends() {
        Parameter n = period("n");
        overBars(
                "adx",
                List.of("adx", "plus_di", "minus_di"),
                a -> new Adx(a.whole("n"), a.is("seed", "talib") ? AdxSeed.TALIB : AdxSeed.N),
                n,
                word("seed", "n", "talib"));
        overBars(
                "supertrend",
                List.of("line", "direction"),
                a -> new Supertrend(a.whole("n"), a.real("k")),
                n,
                real("k"));
        overBars(
                "psar",
                List.of("line", "direction"),
                a -> new Psar(a.real("step"), a.real("max")),
                real("step", "0.02"),
                real("max", "0.2"));
    }

    private static Kernel rsi(KernelArguments a) {
        return a.is("smoothing", "cutler") ? new CutlerRsi(a.whole("n")) : new Rsi(a.whole("n"));
    }

    private static Kernel dynamicBands(KernelArguments a) {
        return new DynamicBands(new DynamicBandsParams(
                a.whole("atr"),
                a.whole("mean"),
                a.real("lower"),
                a.real("upper"),
                a.real("sensitivity"),
                a.real("factor"),
                a.real("min_width"),
                a.real("max_width"),
                a.real("floor"),
                a.is("profile", "seed") ? DynamicBandsParams.Profile.SEED : DynamicBandsParams.Profile.SYMMETRIC,
                a.is("warmup", "base") ? DynamicBandsParams.Warmup.BASE : DynamicBandsParams.Warmup.NONE));
    }

    private static void function(Operation operation, Result result, Parameter... parameters) {
        put(new Definition(nameOf(operation), operation, result, List.of(parameters), false, List.of(), null));
    }

    private static void repeating(Operation operation, Parameter... parameters) {
        put(new Definition(nameOf(operation), operation, Result.NUMBER, List.of(parameters), true, List.of(), null));
    }

    private static void overSeries(String name, KernelMaker maker, Parameter... parameters) {
        overSeries(name, List.of(), maker, parameters);
    }

    private static void overSeries(String name, List<String> outputs, KernelMaker maker, Parameter... parameters) {
        indicator(name, Operation.SERIES_KERNEL, outputs, maker, parameters);
    }

    private static void overBars(String name, KernelMaker maker, Parameter... parameters) {
        overBars(name, List.of(), maker, parameters);
    }

    private static void overBars(String name, List<String> outputs, KernelMaker maker, Parameter... parameters) {
        indicator(name, Operation.BAR_KERNEL, outputs, maker, parameters);
    }

    private static void indicator(
            String name, Operation operation, List<String> outputs, KernelMaker maker, Parameter... parameters) {
        put(new Definition(name, operation, Result.NUMBER, List.of(parameters), false, outputs, maker));
    }

    private static void put(Definition definition) {
        TABLE.put(definition.name(), definition);
    }

    private static String nameOf(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }
}
