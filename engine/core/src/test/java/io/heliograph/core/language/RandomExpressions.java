package io.heliograph.core.language;

import java.util.Random;

/** Expressions of the language drawn at random, from a seed. */
public final class RandomExpressions {
    private static final String[] SERIES = {
        "open", "high", "low", "close", "volume", "hl2", "hlc3", "ohlc4", "wap", "trades", "utc_minute", "utc_weekday"
    };
    private static final String[] RELATIONS = {"<", "<=", ">", ">=", "==", "!="};
    private static final String[] UNARY = {"abs", "sign", "sqrt", "log", "exp", "floor", "ceil", "round"};

    private final Random random;

    private int larger;

    public RandomExpressions(Random random) {
        this.random = random;
    }

    /** A number where {@code depth} operations at most lie between it and its leaves. */
    public String number(int depth) {
        if (depth == 0) {
            return random.nextInt(3) == 0 ? constant() : pick(SERIES);
        }
        int d = depth - 1;
        return switch (random.nextInt(20)) {
            case 0, 1 -> "(" + number(d) + pick(" + ", " - ") + number(d) + ")";
            case 2 -> "(" + number(d) + pick(" * ", " / ", " % ") + variable(d) + ")";
            case 3 -> "-" + "(" + number(d) + ")";
            case 4 -> pick(UNARY) + "(" + number(d) + ")";
            case 5 -> pick("min", "max") + "(" + number(d) + ", " + number(d) + ", " + number(d) + ")";
            case 6 -> "clamp(" + number(d) + ", 0, " + number(d) + ")";
            case 7 -> "coalesce(" + number(d) + ", " + number(d) + ")";
            case 8 -> "if(" + condition(d) + ", " + number(d) + ", " + number(d) + ")";
            case 9 -> "(" + number(d) + ")[" + random.nextInt(5) + "]";
            case 10 -> "sum(" + number(d) + ", " + count() + ")";
            case 11 -> "change(" + number(d) + ", " + count() + ")";
            case 12 -> "count(" + condition(d) + ", " + count() + ")";
            case 13 -> "bars_since(" + condition(d) + ")";
            case 14 -> "value_when(" + condition(d) + ", " + number(d) + ")";
            case 15, 16 -> overSeries(d);
            case 17 -> overBars();
            case 18 -> larger(d, true);
            default -> "pow(" + number(d) + ", 2)";
        };
    }

    /** A condition, likewise. */
    public String condition(int depth) {
        if (depth == 0) {
            return random.nextInt(12) == 0 ? pick("true", "false") : comparison(0);
        }
        int d = depth - 1;
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> comparison(d);
            case 3, 4 -> "(" + condition(d) + pick(" and ", " or ") + condition(d) + ")";
            case 5 -> "(not " + condition(d) + ")";
            case 6 -> pick("cross_above", "cross_below", "cross") + "(" + number(d) + ", " + number(d) + ")";
            case 7 -> pick("rising", "falling") + "(" + number(d) + ", " + count() + ")";
            case 8 -> pick("within", "always") + "(" + condition(d) + ", " + count() + ")";
            case 9 -> "defined(" + number(d) + ")";
            case 10 -> "flat(" + number(d) + ")";
            case 11 -> "if(" + condition(d) + ", " + condition(d) + ", " + condition(d) + ")";
            case 12 -> "(" + condition(d) + ")[" + random.nextInt(4) + "]";
            default -> larger(d, false);
        };
    }

    private String comparison(int depth) {
        return "(" + number(depth) + " " + pick(RELATIONS) + " " + number(depth) + ")";
    }

    /** An indicator; nothing of a larger timeframe may be its input. */
    private String overSeries(int depth) {
        larger++;
        String of = random.nextBoolean() ? "" : ", of = " + variable(depth);
        String first = random.nextInt(6) == 0 ? variable(depth) + ", " : "";
        larger--;
        if (!first.isEmpty()) {
            of = "";
        }
        return switch (random.nextInt(16)) {
            case 0 ->
                pick("sma", "wma", "smma", "median", "dema", "tema", "trix", "mom", "roc") + "(" + first + count() + of
                        + ")";
            case 1 -> "ema(" + first + count() + pick("", ", seed = sma", ", seed = first") + of + ")";
            case 2 -> "hma(" + first + (2 + random.nextInt(8)) + of + ")";
            case 3 -> "kama(" + first + count() + pick("", ", 1, 4", ", fast = 3, slow = 5") + of + ")";
            case 4 -> pick("highest", "lowest") + "(" + first + count() + of + ")";
            case 5 -> "linreg(" + first + count() + of + ")." + pick("value", "slope");
            case 6 -> pick("stdev", "zscore") + "(" + first + count() + pick("", ", 1", ", ddof = 0") + of + ")";
            case 7 -> "rsi(" + first + count() + pick("", ", smoothing = wilder", ", smoothing = cutler") + of + ")";
            case 8 ->
                "bbands(" + first + count() + ", " + pick("2", "0.5", "k = 1.25") + pick("", ", ddof = 1") + of + ")."
                        + pick("upper", "middle", "lower", "percent_b", "bandwidth");
            case 9 ->
                "stochrsi(" + first + count() + ", " + count() + ", " + count() + ", " + count() + of + ")."
                        + pick("raw", "k", "d");
            case 10 ->
                "macd(" + first + "2, " + (3 + random.nextInt(4)) + ", " + count()
                        + pick("", ", start = own", ", start = slow") + of + ")." + pick("line", "signal", "histogram");
            case 11 -> "vwma(" + first + count() + of + ")";
            case 12 -> "rsi(" + (8 + random.nextInt(7)) + of + ")";
            case 13 -> "sma(" + (6 + random.nextInt(20)) + of + ")";
            case 14 -> "bbands(20, 2" + of + ")." + pick("upper", "percent_b", "bandwidth");
            default -> "stochrsi(5, 8, 3, 3" + of + ")." + pick("raw", "k", "d");
        };
    }

    private String overBars() {
        return switch (random.nextInt(15)) {
            case 0 -> "tr()";
            case 1 -> "atr(" + count() + pick("", ", first = skip", ", first = range") + ")";
            case 2 -> "natr(" + count() + ")";
            case 3 ->
                "adx(" + count() + pick("", ", seed = n", ", seed = talib") + ")." + pick("adx", "plus_di", "minus_di");
            case 4 -> "keltner(" + count() + ", " + count() + ", 1.5)." + pick("upper", "middle", "lower");
            case 5 -> "donchian(" + count() + ")." + pick("upper", "middle", "lower");
            case 6 -> "stoch(" + count() + ", " + count() + ", " + count() + ")." + pick("raw", "k", "d");
            case 7 -> pick("willr", "cci") + "(" + count() + ")";
            case 8 -> "mfi(" + count() + ")";
            case 9 -> "aroon(" + count() + ")." + pick("up", "down", "oscillator");
            case 10 -> "obv(" + pick("", "start = zero", "start = volume") + ")";
            case 11 -> pick("vwap()", "vwap_cum()", "vwap(n = none)", "vwap(" + count() + ")");
            case 12 -> "supertrend(" + count() + ", " + pick("1", "2.5") + ")." + pick("line", "direction");
            case 13 -> "psar(" + pick("", "0.05", "step = 0.5, max = 0.3") + ")." + pick("line", "direction");
            default ->
                "dynamic_bands(" + count() + ", " + count() + pick("", ", profile = symmetric", ", profile = seed")
                        + pick("", ", warmup = base", ", factor = 1.5", ", sensitivity = 1") + ")."
                        + pick("lower", "upper", "ratio");
        };
    }

    private String larger(int depth, boolean isNumber) {
        if (larger > 0) {
            return isNumber ? number(depth) : condition(depth);
        }
        larger++;
        String inside = isNumber ? variable(depth) : condition(depth) + " or " + variable(depth) + " > 99";
        larger--;
        return "((" + inside + ") @ 5m)";
    }

    /** Never a constant, which could be undefined and so refused. */
    private String variable(int depth) {
        return depth == 0 ? pick(SERIES) : "(" + pick(SERIES) + " + " + number(depth - 1) + ")";
    }

    private String constant() {
        return Numbers.text(random.nextInt(4) == 0 ? 100 + random.nextInt(4) : random.nextInt(5) * 0.5);
    }

    private int count() {
        return 1 + random.nextInt(5);
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }
}
