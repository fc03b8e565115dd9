package io.heliograph.kernels;

import java.util.Map;
import java.util.TreeMap;

/** Semantic id and digest of the answers, by call. */
final class GoldenBits {
    static final Map<String, String> BY_CALL = new TreeMap<>();

    static {
        BY_CALL.put("adx(4)", "adx/n/1 76f85087f517bdc9");
        BY_CALL.put("adx(4, seed = talib)", "adx/talib/1 477418f0866e5862");
        BY_CALL.put("aroon(5)", "aroon/newest/1 828270e336e94584");
        BY_CALL.put("atr(4)", "atr/skip/1 ff690d7aaf95088e");
        BY_CALL.put("atr(4, first = range)", "atr/range/1 bc8da4076e18f7f5");
        BY_CALL.put("bbands(5, 2)", "bbands/population/1 77e3451d91816ca0");
        BY_CALL.put("bbands(5, 2, ddof = 1)", "bbands/sample/1 aa5aa78bd4def6c");
        BY_CALL.put("cci(5)", "cci/window/1 25f18c1be9e73c09");
        BY_CALL.put("dema(4)", "dema/sma/1 ef71f1f083d0fb94");
        BY_CALL.put("donchian(5)", "donchian/window/1 a5da0df63e9ee04f");
        BY_CALL.put("dynamic_bands(4, 5)", "dynamic_bands/symmetric/1 9e49a64fafb6f934");
        BY_CALL.put("dynamic_bands(4, 5, profile = seed)", "dynamic_bands/seed/1 2662376bf4a7d4c6");
        BY_CALL.put("dynamic_bands(4, 5, warmup = base)", "dynamic_bands/seed/1 e0cc6b27bed9919d");
        BY_CALL.put("ema(5)", "ema/sma/1 223cf69596db74c");
        BY_CALL.put("ema(5, seed = first)", "ema/first/1 99ab3ee00418d36d");
        BY_CALL.put("highest(5)", "highest/window/1 d4bd1555ccb78165");
        BY_CALL.put("hma(9)", "hma/window/1 58915c1fab154048");
        BY_CALL.put("kama(10)", "kama/talib/1 de51cb2df446f606");
        BY_CALL.put("kama(5)", "kama/talib/1 a1623080e07b6308");
        BY_CALL.put("keltner(5, 4, 2)", "keltner/sma/1 1281792105038d34");
        BY_CALL.put("linreg(5)", "linreg/window/1 cede0bb3a642d3ac");
        BY_CALL.put("lowest(5)", "lowest/window/1 ccdb19fbad3941e3");
        BY_CALL.put("macd(3, 6, 4)", "macd/own/1 13432d890bc9e941");
        BY_CALL.put("macd(3, 6, 4, start = slow)", "macd/slow/1 60caeb6966936e2c");
        BY_CALL.put("median(5)", "median/window/1 a2ca187eac738dbe");
        BY_CALL.put("median(6)", "median/window/1 ef63476f491269d7");
        BY_CALL.put("mfi(12)", "mfi/window/1 e31c7ddcc48764b5");
        BY_CALL.put("mfi(5)", "mfi/window/1 d0eff074c99d8314");
        BY_CALL.put("mom(5)", "mom/window/1 afc12beb747ad6f7");
        BY_CALL.put("natr(4)", "natr/skip/1 4f90f6acc13fca14");
        BY_CALL.put("obv()", "obv/zero/1 1d244fe84c60e317");
        BY_CALL.put("obv(start = volume)", "obv/volume/1 65e2d4f8e68013b1");
        BY_CALL.put("psar()", "psar/talib/1 49f44564b2c073ca");
        BY_CALL.put("roc(5)", "roc/percent/1 9ad333741bd8bcfb");
        BY_CALL.put("rsi(12, smoothing = cutler)", "rsi/cutler/1 b6c0835f92869f2d");
        BY_CALL.put("rsi(4)", "rsi/wilder/1 bf6cb246cb973d01");
        BY_CALL.put("rsi(5, smoothing = cutler)", "rsi/cutler/1 95baf2e7eeafb473");
        BY_CALL.put("sma(1)", "sma/window/1 ab924e02b317a630");
        BY_CALL.put("sma(11)", "sma/window/1 cbdca15ff0ef2cb7");
        BY_CALL.put("sma(5)", "sma/window/1 c1eb843fe4b60ecb");
        BY_CALL.put("smma(5)", "smma/wilder/1 f6428c0bb2377ba6");
        BY_CALL.put("stdev(5)", "stdev/population/1 f62f0af9c03166ee");
        BY_CALL.put("stdev(5, ddof = 1)", "stdev/sample/1 8588dd1633490cdc");
        BY_CALL.put("stoch(5, 3, 2)", "stoch/window/1 12959a1af608ca5a");
        BY_CALL.put("stochrsi(4, 12, 10, 9)", "stochrsi/wilder/1 ad654fd83ceb05ab");
        BY_CALL.put("stochrsi(4, 5, 3, 2)", "stochrsi/wilder/1 fbd0ed26e3ec450f");
        BY_CALL.put("supertrend(4, 2)", "supertrend/skip/1 bdbc9a4c4c6cc917");
        BY_CALL.put("tema(4)", "tema/sma/1 ccfe531295e762cb");
        BY_CALL.put("tr()", "tr/wilder/1 8ed732101cd34006");
        BY_CALL.put("trix(4)", "trix/sma/1 71319504561043bb");
        BY_CALL.put("vwap()", "vwap/day/1 e50513883f4ddd48");
        BY_CALL.put("vwap(13)", "vwap/window/1 4c9171e8212f6e0f");
        BY_CALL.put("vwap(5)", "vwap/window/1 7d5ab5f58492fc4a");
        BY_CALL.put("vwap_cum()", "vwap_cum/hlc3/1 b276f23184e10dc5");
        BY_CALL.put("vwma(13)", "vwma/window/1 cad925947d4ef541");
        BY_CALL.put("vwma(5)", "vwma/window/1 ab20c8b559bb1c2a");
        BY_CALL.put("willr(5)", "willr/window/1 3aae4db5586c5fb6");
        BY_CALL.put("wma(5)", "wma/window/1 ae87417e56fcb8a8");
        BY_CALL.put("zscore(5)", "zscore/population/1 1f564e1fbb27867a");
        BY_CALL.put("zscore(5, ddof = 1)", "zscore/sample/1 eb11e641bcea34e5");
    }

    private GoldenBits() {}
}
