package io.heliograph.kernels;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import java.util.Arrays;

/** TA-Lib Java over whole arrays: one array an output, NaN before its first value. */
final class TaLib {
    static final String NAME = "TA-Lib Java 0.4.0";

    private static final Core CORE = new Core();

    private TaLib() {}

    /** A call of the library; it says where its first value stands and how many there are. */
    interface Call {
        RetCode run(Core core, int end, MInteger begin, MInteger count, double[][] out);
    }

    static double[][] run(PeerSeries series, int outputs, Call call) {
        int n = series.size();
        double[][] raw = new double[outputs][n];
        MInteger begin = new MInteger();
        MInteger count = new MInteger();
        RetCode code = call.run(CORE, n - 1, begin, count, raw);
        if (code != RetCode.Success) {
            throw new IllegalStateException("TA-Lib refused: code=" + code);
        }
        double[][] aligned = new double[outputs][n];
        for (int i = 0; i < outputs; i++) {
            Arrays.fill(aligned[i], Double.NaN);
            System.arraycopy(raw[i], 0, aligned[i], begin.value, count.value);
        }
        return aligned;
    }

    /** Every claim about this library. */
    static void addTo(PeerClaims claims) {
        averages(claims);
        oscillators(claims);
        ranges(claims);
    }

    private static void averages(PeerClaims c) {
        c.talib("SMA(20)", s -> run(s, 1, (t, e, b, m, o) -> t.sma(0, e, s.close(), 20, b, m, o[0])))
                .equal("sma(20)", "value", () -> new Sma(20));
        c.talib("WMA(20)", s -> run(s, 1, (t, e, b, m, o) -> t.wma(0, e, s.close(), 20, b, m, o[0])))
                .equal("wma(20)", "value", () -> new Wma(20));
        c.talib("EMA(20)", s -> run(s, 1, (t, e, b, m, o) -> t.ema(0, e, s.close(), 20, b, m, o[0])))
                .equal("ema(20)", "value", () -> new Ema(20, EmaSeed.SMA))
                .converges("ema(20, seed = first)", "value", 158, () -> new Ema(20, EmaSeed.FIRST));
        c.talib("DEMA(20)", s -> run(s, 1, (t, e, b, m, o) -> t.dema(0, e, s.close(), 20, b, m, o[0])))
                .equal("dema(20)", "value", () -> new Dema(20));
        c.talib("TEMA(20)", s -> run(s, 1, (t, e, b, m, o) -> t.tema(0, e, s.close(), 20, b, m, o[0])))
                .equal("tema(20)", "value", () -> new Tema(20));
        c.talib("TRIX(15)", s -> run(s, 1, (t, e, b, m, o) -> t.trix(0, e, s.close(), 15, b, m, o[0])))
                .equal("trix(15)", "value", () -> new Trix(15));
        c.talib("KAMA(10)", s -> run(s, 1, (t, e, b, m, o) -> t.kama(0, e, s.close(), 10, b, m, o[0])))
                .equal("kama(10)", "value", () -> new Kama(10, 2, 30));
        c.talib("LINEARREG(14)", s -> run(s, 1, (t, e, b, m, o) -> t.linearReg(0, e, s.close(), 14, b, m, o[0])))
                .equal("linreg(14)", "value", () -> new Linreg(14));
        c.talib(
                        "LINEARREG_SLOPE(14)",
                        s -> run(s, 1, (t, e, b, m, o) -> t.linearRegSlope(0, e, s.close(), 14, b, m, o[0])))
                .equal("linreg(14)", "slope", () -> new Linreg(14));
        c.talib("MAX(14) of high", s -> run(s, 1, (t, e, b, m, o) -> t.max(0, e, s.high(), 14, b, m, o[0])))
                .equal("highest(14)", "value", () -> new Highest(14))
                .equal("donchian(14)", "upper", () -> new Donchian(14));
        c.talib("MIN(14) of low", s -> run(s, 1, (t, e, b, m, o) -> t.min(0, e, s.low(), 14, b, m, o[0])))
                .equal("lowest(14)", "value", () -> new Lowest(14))
                .equal("donchian(14)", "lower", () -> new Donchian(14));
        c.talib(
                        "MACD(12, 26, 9)",
                        s -> run(s, 3, (t, e, b, m, o) -> t.macd(0, e, s.close(), 12, 26, 9, b, m, o[0], o[1], o[2])))
                .later("macd(12, 26, 9, start = slow)", "line", 33, () -> new Macd(12, 26, 9, MacdStart.SLOW))
                .output(1)
                .equal("macd(12, 26, 9, start = slow)", "signal", () -> new Macd(12, 26, 9, MacdStart.SLOW))
                .output(2)
                .equal("macd(12, 26, 9, start = slow)", "histogram", () -> new Macd(12, 26, 9, MacdStart.SLOW))
                .converges("macd(12, 26, 9)", "histogram", 275, () -> new Macd(12, 26, 9, MacdStart.OWN));
    }

    private static void oscillators(PeerClaims c) {
        c.talib("MOM(10)", s -> run(s, 1, (t, e, b, m, o) -> t.mom(0, e, s.close(), 10, b, m, o[0])))
                .equal("mom(10)", "value", () -> new Mom(10));
        c.talib("ROC(10)", s -> run(s, 1, (t, e, b, m, o) -> t.roc(0, e, s.close(), 10, b, m, o[0])))
                .equal("roc(10)", "value", () -> new Roc(10));
        c.talib("RSI(14)", s -> run(s, 1, (t, e, b, m, o) -> t.rsi(0, e, s.close(), 14, b, m, o[0])))
                .equal("rsi(14)", "value", () -> new Rsi(14))
                .differs("rsi(14, smoothing = cutler)", "value", () -> new CutlerRsi(14));
        c.talib(
                        "STOCHRSI(14, 14, 3)",
                        s -> run(
                                s,
                                2,
                                (t, e, b, m, o) ->
                                        t.stochRsi(0, e, s.close(), 14, 14, 3, MAType.Sma, b, m, o[0], o[1])))
                .later("stochrsi(14, 14, 1, 3)", "k", 29, () -> new StochRsi(14, 14, 1, 3))
                .differs("stochrsi(14, 14, 3, 3)", "k", () -> new StochRsi(14, 14, 3, 3))
                .output(1)
                .equal("stochrsi(14, 14, 1, 3)", "d", () -> new StochRsi(14, 14, 1, 3))
                .equal("stochrsi(14, 14, 3, 3)", "k", () -> new StochRsi(14, 14, 3, 3));
        c.talib(
                        "STOCH(14, 3, SMA, 3, SMA)",
                        s -> run(
                                s,
                                2,
                                (t, e, b, m, o) -> t.stoch(
                                        0,
                                        e,
                                        s.high(),
                                        s.low(),
                                        s.close(),
                                        14,
                                        3,
                                        MAType.Sma,
                                        3,
                                        MAType.Sma,
                                        b,
                                        m,
                                        o[0],
                                        o[1])))
                .later("stoch(14, 3, 3)", "k", 17, () -> new Stoch(14, 3, 3))
                .output(1)
                .equal("stoch(14, 3, 3)", "d", () -> new Stoch(14, 3, 3));
        c.talib(
                        "STOCHF(14, 3, SMA)",
                        s -> run(
                                s,
                                2,
                                (t, e, b, m, o) -> t.stochF(
                                        0, e, s.high(), s.low(), s.close(), 14, 3, MAType.Sma, b, m, o[0], o[1])))
                .later("stoch(14, 1, 3)", "raw", 15, () -> new Stoch(14, 1, 3))
                .output(1)
                .equal("stoch(14, 1, 3)", "d", () -> new Stoch(14, 1, 3));
        c.talib(
                        "WILLR(14)",
                        s -> run(s, 1, (t, e, b, m, o) -> t.willR(0, e, s.high(), s.low(), s.close(), 14, b, m, o[0])))
                .equal("willr(14)", "value", () -> new Willr(14));
        c.talib("CCI(20)", s -> run(s, 1, (t, e, b, m, o) -> t.cci(0, e, s.high(), s.low(), s.close(), 20, b, m, o[0])))
                .equal("cci(20)", "value", () -> new Cci(20));
        c.talib(
                        "MFI(14)",
                        s -> run(
                                s,
                                1,
                                (t, e, b, m, o) ->
                                        t.mfi(0, e, s.high(), s.low(), s.close(), s.volume(), 14, b, m, o[0])))
                .equal("mfi(14)", "value", () -> new Mfi(14));
        c.talib("AROON(14)", s -> run(s, 2, (t, e, b, m, o) -> t.aroon(0, e, s.high(), s.low(), 14, b, m, o[0], o[1])))
                .equal("aroon(14)", "down", () -> new Aroon(14))
                .output(1)
                .equal("aroon(14)", "up", () -> new Aroon(14));
        c.talib("AROONOSC(14)", s -> run(s, 1, (t, e, b, m, o) -> t.aroonOsc(0, e, s.high(), s.low(), 14, b, m, o[0])))
                .equal("aroon(14)", "oscillator", () -> new Aroon(14));
        c.talib("OBV", s -> run(s, 1, (t, e, b, m, o) -> t.obv(0, e, s.close(), s.volume(), b, m, o[0])))
                .equal("obv(start = volume)", "value", () -> new Obv(ObvStart.VOLUME))
                .shifted("obv()", "value", () -> new Obv(ObvStart.ZERO));
    }

    private static void ranges(PeerClaims c) {
        c.talib(
                        "TRANGE",
                        s -> run(s, 1, (t, e, b, m, o) -> t.trueRange(0, e, s.high(), s.low(), s.close(), b, m, o[0])))
                .equal("tr()", "value", TrueRange::new);
        c.talib("ATR(14)", s -> run(s, 1, (t, e, b, m, o) -> t.atr(0, e, s.high(), s.low(), s.close(), 14, b, m, o[0])))
                .equal("atr(14)", "value", () -> new Atr(14, AtrFirst.SKIP))
                .converges("atr(14, first = range)", "value", 201, () -> new Atr(14, AtrFirst.RANGE));
        c.talib(
                        "NATR(14)",
                        s -> run(s, 1, (t, e, b, m, o) -> t.natr(0, e, s.high(), s.low(), s.close(), 14, b, m, o[0])))
                .equal("natr(14)", "value", () -> new Natr(14));
        c.talib("ADX(14)", s -> run(s, 1, (t, e, b, m, o) -> t.adx(0, e, s.high(), s.low(), s.close(), 14, b, m, o[0])))
                .equal("adx(14, seed = talib)", "adx", () -> new Adx(14, AdxSeed.TALIB))
                .converges("adx(14)", "adx", 401, () -> new Adx(14, AdxSeed.N));
        c.talib(
                        "PLUS_DI(14)",
                        s -> run(s, 1, (t, e, b, m, o) -> t.plusDI(0, e, s.high(), s.low(), s.close(), 14, b, m, o[0])))
                .equal("adx(14, seed = talib)", "plus_di", () -> new Adx(14, AdxSeed.TALIB))
                .converges("adx(14)", "plus_di", 201, () -> new Adx(14, AdxSeed.N));
        c.talib(
                        "MINUS_DI(14)",
                        s -> run(
                                s, 1, (t, e, b, m, o) -> t.minusDI(0, e, s.high(), s.low(), s.close(), 14, b, m, o[0])))
                .equal("adx(14, seed = talib)", "minus_di", () -> new Adx(14, AdxSeed.TALIB));
        c.talib("STDDEV(20, 1)", s -> run(s, 1, (t, e, b, m, o) -> t.stdDev(0, e, s.close(), 20, 1.0, b, m, o[0])))
                .within(1e-6)
                .equal("stdev(20)", "value", () -> new Stdev(20, 0))
                .differs("stdev(20, ddof = 1)", "value", () -> new Stdev(20, 1));
        c.talib(
                        "BBANDS(20, 2, 2, SMA)",
                        s -> run(
                                s,
                                3,
                                (t, e, b, m, o) ->
                                        t.bbands(0, e, s.close(), 20, 2.0, 2.0, MAType.Sma, b, m, o[0], o[1], o[2])))
                .within(1e-7)
                .equal("bbands(20, 2)", "upper", () -> new BollingerBands(20, 2.0, 0))
                .output(1)
                .equal("bbands(20, 2)", "middle", () -> new BollingerBands(20, 2.0, 0))
                .output(2)
                .equal("bbands(20, 2)", "lower", () -> new BollingerBands(20, 2.0, 0));
        c.talib(
                        "SAR(0.02, 0.2)",
                        s -> run(s, 1, (t, e, b, m, o) -> t.sar(0, e, s.high(), s.low(), 0.02, 0.2, b, m, o[0])))
                .equal("psar()", "line", () -> new Psar(0.02, 0.2));
    }
}
