package io.heliograph.core.language;

import io.heliograph.core.bar.ClosedBar;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Every indicator once more, written from its definition over whole series: each window walked in full at each bar, each
 * recursion run from its beginning. Nothing is shared with the kernels or with the engine's table of signatures.
 */
final class NaiveIndicators {
    /** Parameters in order with their defaults; {@code of} last where there is an input. */
    private static final Map<String, String> SIGNATURES = new TreeMap<>();

    static {
        for (String name : "sma wma smma median dema tema hma trix mom roc linreg vwma".split(" ")) {
            SIGNATURES.put(name, "n of=close");
        }
        SIGNATURES.put("ema", "n seed=sma of=close");
        SIGNATURES.put("kama", "n fast=2 slow=30 of=close");
        SIGNATURES.put("highest", "n of=high");
        SIGNATURES.put("lowest", "n of=low");
        SIGNATURES.put("stdev", "n ddof=0 of=close");
        SIGNATURES.put("zscore", "n ddof=0 of=close");
        SIGNATURES.put("rsi", "n smoothing=wilder of=close");
        SIGNATURES.put("stochrsi", "rsi stoch smooth d of=close");
        SIGNATURES.put("macd", "fast slow signal start=own of=close");
        SIGNATURES.put("bbands", "n k ddof=0 of=close");
        for (String name : "natr donchian willr cci mfi aroon".split(" ")) {
            SIGNATURES.put(name, "n");
        }
        SIGNATURES.put("tr", "");
        SIGNATURES.put("atr", "n first=skip");
        SIGNATURES.put("adx", "n seed=n");
        SIGNATURES.put("keltner", "n atr k");
        SIGNATURES.put("stoch", "k smooth d");
        SIGNATURES.put("obv", "start=zero");
        SIGNATURES.put("vwap", "n=none");
        SIGNATURES.put("vwap_cum", "");
        SIGNATURES.put("supertrend", "n k");
        SIGNATURES.put("psar", "step=0.02 max=0.2");
        SIGNATURES.put(
                "dynamic_bands",
                "atr=14 mean=20 lower=20 upper=80 sensitivity=0.7 factor=0.3 min_width=10 max_width=50 floor=5"
                        + " profile=symmetric warmup=none");
    }

    private final List<ClosedBar> bars;
    private final NaiveLine x;
    private final NaiveArguments arguments;

    private NaiveIndicators(List<ClosedBar> bars, NaiveLine x, NaiveArguments arguments) {
        this.bars = bars;
        this.x = x;
        this.arguments = arguments;
    }

    static Iterable<String> names() {
        return SIGNATURES.keySet();
    }

    /** The parameters of an indicator with their defaults, null where there is none, in order. */
    static Map<String, String> parameters(String name) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : SIGNATURES.get(name).split(" ")) {
            String[] sides = part.split("=");
            if (!part.isEmpty()) {
                parameters.put(sides[0], sides.length > 1 ? sides[1] : null);
            }
        }
        return parameters;
    }

    /**
     * The outputs of an indicator by name, {@code value} where it has one.
     *
     * @param bars those that it is fed, which are the bars at which its input is defined
     * @param x its input at these bars, null for an indicator over bars
     */
    static Map<String, NaiveLine> of(String name, List<ClosedBar> bars, NaiveLine x, NaiveArguments arguments) {
        return new NaiveIndicators(bars, x, arguments).outputs(name);
    }

    private Map<String, NaiveLine> outputs(String name) {
        return switch (name) {
            case "sma" -> one(windowed(x, n("n"), NaiveIndicators::mean, 1e-13));
            case "wma" -> one(windowed(x, n("n"), NaiveIndicators::weighted, 1e-12));
            case "median" -> one(windowed(x, n("n"), NaiveIndicators::median, 1e-15));
            case "highest" -> one(windowed(x, n("n"), NaiveIndicators::max, 0.0));
            case "lowest" -> one(windowed(x, n("n"), NaiveIndicators::min, 0.0));
            case "ema" -> one(is("seed", "first") ? recursive(x, 1, 2.0 / (n("n") + 1)) : ema(x, n("n")));
            case "smma" -> one(recursive(x, n("n"), 1.0 / n("n")));
            case "dema" -> one(dema());
            case "tema" -> one(tema());
            case "hma" -> one(hma());
            case "trix" -> one(change(ema(ema(ema(x, n("n")), n("n")), n("n")), 1, true, true));
            case "kama" -> one(NaiveBands.kama(x, n("n"), n("fast"), n("slow")));
            case "mom" -> one(change(x, n("n"), false, false));
            case "roc" -> one(change(x, n("n"), true, false));
            case "linreg" -> NaiveBands.regression(x, n("n"));
            case "stdev" -> one(NaiveBands.deviation(x, n("n"), n("ddof")));
            case "zscore" -> one(NaiveBands.zscore(x, n("n"), n("ddof")));
            case "bbands" -> NaiveBands.bollinger(x, n("n"), real("k"), n("ddof"));
            case "rsi" -> one(NaiveOscillators.strength(x, n("n"), is("smoothing", "cutler")));
            case "stochrsi" -> NaiveOscillators.stochRsi(x, n("rsi"), n("stoch"), n("smooth"), n("d"));
            case "macd" -> macd();
            case "vwma" -> one(NaiveVolumes.weighted(x, volumes(), n("n")));
            case "tr" -> one(NaiveTrends.trueRange(bars, false));
            case "atr" -> one(NaiveTrends.averageRange(bars, n("n"), is("first", "range")));
            case "natr" -> one(natr());
            case "keltner" -> keltner();
            case "donchian" -> donchian();
            case "adx" -> NaiveTrends.directional(bars, n("n"), is("seed", "talib"));
            case "stoch" -> NaiveOscillators.stochastic(bars, n("k"), n("smooth"), n("d"));
            case "willr" -> one(NaiveOscillators.williams(bars, n("n")));
            case "cci" -> one(NaiveOscillators.commodity(typical(), n("n")));
            case "aroon" -> NaiveOscillators.aroon(bars, n("n"));
            case "mfi" -> one(NaiveVolumes.moneyFlow(typical(), volumes(), n("n")));
            case "obv" -> one(NaiveVolumes.onBalance(bars, is("start", "volume")));
            case "vwap" ->
                one(
                        is("n", "none")
                                ? NaiveVolumes.average(bars, typical(), true)
                                : NaiveVolumes.weighted(typical(), volumes(), n("n")));
            case "vwap_cum" -> one(NaiveVolumes.average(bars, typical(), false));
            case "supertrend" -> NaiveTrends.supertrend(bars, n("n"), real("k"));
            case "psar" -> NaiveTrends.parabolic(bars, real("step"), real("max"));
            case "dynamic_bands" -> NaiveBands.dynamic(bars, arguments);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private NaiveLine dema() {
        NaiveLine one = ema(x, n("n"));
        NaiveLine two = ema(one, n("n"));
        NaiveLine out = new NaiveLine(x.size());
        for (int i = 0; i < x.size(); i++) {
            out.set(i, 2.0 * one.x[i] - two.x[i], x.flat[i], 3.0 * Math.max(one.slack[i], two.slack[i]));
        }
        return out;
    }

    private NaiveLine tema() {
        NaiveLine one = ema(x, n("n"));
        NaiveLine two = ema(one, n("n"));
        NaiveLine three = ema(two, n("n"));
        NaiveLine out = new NaiveLine(x.size());
        for (int i = 0; i < x.size(); i++) {
            double slack = 7.0 * Math.max(one.slack[i], Math.max(two.slack[i], three.slack[i]));
            out.set(i, 3.0 * one.x[i] - 3.0 * two.x[i] + three.x[i], x.flat[i], slack);
        }
        return out;
    }

    private NaiveLine hma() {
        NaiveLine half = windowed(x, n("n") / 2, NaiveIndicators::weighted, 1e-12);
        NaiveLine whole = windowed(x, n("n"), NaiveIndicators::weighted, 1e-12);
        NaiveLine twice = new NaiveLine(x.size());
        for (int i = 0; i < x.size(); i++) {
            twice.set(i, 2.0 * half.x[i] - whole.x[i], half.flat[i] || whole.flat[i], 1e-12 * x.size(i, 3 * n("n")));
        }
        return windowed(twice, (int) Math.floor(Math.sqrt(n("n"))), NaiveIndicators::weighted, 1e-12);
    }

    private Map<String, NaiveLine> macd() {
        NaiveLine late = new NaiveLine(x.size());
        for (int i = is("start", "slow") ? n("slow") - n("fast") : 0; i < x.size(); i++) {
            late.set(i, x.x[i], x.flat[i], x.slack[i]);
        }
        NaiveLine fast = ema(late, n("fast"));
        NaiveLine slow = ema(x, n("slow"));
        NaiveLine line = new NaiveLine(x.size());
        for (int i = 0; i < x.size(); i++) {
            line.set(i, fast.x[i] - slow.x[i], x.flat[i], fast.slack[i] + slow.slack[i]);
        }
        NaiveLine signal = ema(line, n("signal"));
        NaiveLine histogram = new NaiveLine(x.size());
        for (int i = 0; i < x.size(); i++) {
            signal.slack[i] = line.slack(i, x.size());
            histogram.set(i, line.x[i] - signal.x[i], x.flat[i], 2.0 * signal.slack[i]);
        }
        return Map.of("line", line, "signal", signal, "histogram", histogram);
    }

    private NaiveLine natr() {
        NaiveLine range = NaiveTrends.averageRange(bars, n("n"), false);
        for (int i = 0; i < range.size(); i++) {
            double close = bars.get(i).close();
            range.set(
                    i, 100.0 * range.x[i] / close, false, 100.0 * range.slack[i] / close + 1e-13 * range.x[i] / close);
        }
        return range;
    }

    private Map<String, NaiveLine> keltner() {
        NaiveLine closes = of(bars, ClosedBar::close);
        NaiveLine centre = ema(closes, n("n"));
        NaiveLine range = NaiveTrends.averageRange(bars, n("atr"), false);
        NaiveLine[] lines = {new NaiveLine(bars.size()), new NaiveLine(bars.size()), new NaiveLine(bars.size())};
        for (int i = 0; i < bars.size(); i++) {
            if (centre.isDefined(i) && range.isDefined(i)) {
                double slack = centre.slack[i] + real("k") * range.slack[i] + 1e-15 * closes.size(i, i + 1);
                lines[0].set(i, centre.x[i] + real("k") * range.x[i], false, slack);
                lines[1].set(i, centre.x[i], false, slack);
                lines[2].set(i, centre.x[i] - real("k") * range.x[i], false, slack);
            }
        }
        return Map.of("upper", lines[0], "middle", lines[1], "lower", lines[2]);
    }

    private Map<String, NaiveLine> donchian() {
        NaiveLine upper = windowed(of(bars, ClosedBar::high), n("n"), NaiveIndicators::max, 0.0);
        NaiveLine lower = windowed(of(bars, ClosedBar::low), n("n"), NaiveIndicators::min, 0.0);
        NaiveLine middle = new NaiveLine(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            middle.set(i, (upper.x[i] + lower.x[i]) / 2.0, false, 1e-15 * upper.x[i]);
        }
        return Map.of("upper", upper, "middle", middle, "lower", lower);
    }

    private NaiveLine typical() {
        return of(bars, bar -> (bar.high() + bar.low() + bar.close()) / 3.0);
    }

    private NaiveLine volumes() {
        return of(bars, ClosedBar::volume);
    }

    private int n(String name) {
        return arguments.whole(name);
    }

    private double real(String name) {
        return arguments.real(name);
    }

    private boolean is(String name, String word) {
        return arguments.is(name, word);
    }

    static Map<String, NaiveLine> one(NaiveLine line) {
        return Map.of("value", line);
    }

    static NaiveLine of(List<ClosedBar> bars, ToDoubleFunction<ClosedBar> value) {
        NaiveLine line = new NaiveLine(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            line.set(i, value.applyAsDouble(bars.get(i)), false, 0.0);
        }
        return line;
    }

    /** A window's answer from its values, the oldest first. */
    interface Window {
        double of(double[] values);
    }

    /** FLAT where a value of the window is; a running sum may still carry the rounding of the window before. */
    static NaiveLine windowed(NaiveLine in, int n, Window window, double rounding) {
        NaiveLine out = new NaiveLine(in.size());
        for (int i = 0; i < in.size(); i++) {
            if (in.hasWindow(i, n)) {
                double slack = in.slack(i, n) + rounding * in.size(i, 3 * n);
                out.set(i, window.of(in.window(i, n)), in.hasFlat(i, n), slack);
            }
        }
        return out;
    }

    static NaiveLine ema(NaiveLine in, int n) {
        return recursive(in, n, 2.0 / (n + 1));
    }

    /** Starts at the mean of the first n values that are there; FLAT while the current value is. */
    static NaiveLine recursive(NaiveLine in, int n, double factor) {
        NaiveLine out = new NaiveLine(in.size());
        double y = Double.NaN;
        for (int i = 0; i < in.size(); i++) {
            if (!Double.isNaN(y)) {
                y += factor * (in.x[i] - y);
            } else if (in.hasWindow(i, n)) {
                y = mean(in.window(i, n));
            }
            if (!Double.isNaN(y)) {
                out.set(i, y, in.flat[i], in.slack(i, i + 1) + 1e-13 * in.size(i, i + 1));
            }
        }
        return out;
    }

    private static NaiveLine change(NaiveLine in, int n, boolean isPercent, boolean isRecursive) {
        NaiveLine out = new NaiveLine(in.size());
        for (int i = n; i < in.size(); i++) {
            double before = in.x[i - n];
            double difference = in.x[i] - before;
            boolean flat = in.flat[i] || !isRecursive && in.flat[i - n];
            double slack = in.slack[i] + in.slack[i - n] + 1e-15 * Math.abs(before);
            if (isPercent) {
                double share = Math.abs(100.0 * difference / before);
                out.set(i, 100.0 * difference / before, flat, 200.0 * slack / Math.abs(before) + 1e-13 * share);
            } else {
                out.set(i, difference, flat, slack);
            }
        }
        return out;
    }

    static double mean(double[] values) {
        return sum(values) / values.length;
    }

    /** With Neumaier's correction, so that the order of the values hardly counts. */
    static double sum(double[] values) {
        double sum = 0.0;
        double lost = 0.0;
        for (double value : values) {
            double next = sum + value;
            lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
            sum = next;
        }
        return sum + lost;
    }

    static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    static double min(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2.0;
    }

    private static double weighted(double[] values) {
        double[] weighted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            weighted[i] = (i + 1) * values[i];
        }
        return sum(weighted) / (values.length * (values.length + 1) / 2.0);
    }
}
