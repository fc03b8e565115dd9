package io.heliograph.benchmarks;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import java.util.List;

/** TA-Lib Java over whole arrays, which is its fastest way; its values stand from the start of the array. */
final class TaLibArrays {
    private final Core core = new Core();
    private final MInteger begin = new MInteger();
    private final MInteger count = new MInteger();
    private final List<Market> markets;

    TaLibArrays(List<Market> markets) {
        this.markets = markets;
    }

    Pass sma(Results into) {
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                core.sma(0, close.length - 1, close, 20, begin, count, into.at(m, 0));
            }
        };
    }

    Pass ema(Results into) {
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                core.ema(0, close.length - 1, close, 20, begin, count, into.at(m, 0));
            }
        };
    }

    Pass rsi(Results into) {
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                core.rsi(0, close.length - 1, close, 14, begin, count, into.at(m, 0));
            }
        };
    }

    Pass atr(Results into) {
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                Market x = markets.get(m);
                core.atr(0, x.bars() - 1, x.high(), x.low(), x.close(), 14, begin, count, into.at(m, 0));
            }
        };
    }

    Pass macd(Results into) {
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                core.macd(
                        0,
                        close.length - 1,
                        close,
                        12,
                        26,
                        9,
                        begin,
                        count,
                        into.at(m, 0),
                        into.at(m, 1),
                        into.at(m, 2));
            }
        };
    }

    Pass bbands(Results into) {
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                core.bbands(
                        0,
                        close.length - 1,
                        close,
                        20,
                        2.0,
                        2.0,
                        MAType.Sma,
                        begin,
                        count,
                        into.at(m, 0),
                        into.at(m, 1),
                        into.at(m, 2));
            }
        };
    }

    Pass stochRsi(Results into) {
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                core.stochRsi(
                        0, close.length - 1, close, 14, 14, 3, MAType.Sma, begin, count, into.at(m, 0), into.at(m, 1));
            }
        };
    }

    Pass adx(Results into) {
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                Market x = markets.get(m);
                core.adx(0, x.bars() - 1, x.high(), x.low(), x.close(), 14, begin, count, into.at(m, 0));
            }
        };
    }
}
