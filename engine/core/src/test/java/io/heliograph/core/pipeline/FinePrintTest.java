package io.heliograph.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.Documents;
import io.heliograph.core.strategy.StrategyView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The fine print of the language page, by hand: what each expression answers at ten bars.
 *
 * <p>{@code close} is 1 2 2 3 3 3 2 1 1 1; {@code wap} is 1 - 3 4 - - 7 8 9 10, a dash being undefined; {@code trades}
 * has no value at all. A dash in an answer is undefined or UNKNOWN, a {@code *} behind a number is FLAT.
 */
class FinePrintTest {
    private static final double[] CLOSES = {1, 2, 2, 3, 3, 3, 2, 1, 1, 1};
    private static final double[] WAPS = {1, Double.NaN, 3, 4, Double.NaN, Double.NaN, 7, 8, 9, 10};
    private static final long MONDAY = 1_699_833_600L * Timeframe.SECOND;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            close                                  | 1 2 2 3 3 3 2 1 1 1
            wap + 1                                | 2 - 4 5 - - 8 9 10 11
            close / (close - 2)                    | -1 - - 3 3 3 - -1 -1 -1
            (close - 2) / (close - 2)              | 1 - - 1 1 1 - 1 1 1
            close % 2                              | 1 0 0 1 1 1 0 1 1 1
            -close % 2                             | -1 -0 -0 -1 -1 -1 -0 -1 -1 -1
            round(close / 2)                       | 0 1 1 2 2 2 1 0 0 0
            log(close - 2)                         | - - - 0 0 0 - - - -
            sqrt(close - 2)                        | - 0 0 1 1 1 0 - - -
            clamp(close, 2, 2.5)                   | 2 2 2 2.5 2.5 2.5 2 2 2 2
            wap > 3                                | F - F T - - T T T T
            wap == wap                             | T - T T - - T T T T
            wap != wap                             | F - F F - - F F F F
            wap > 3 and close > 2                  | F F F T - - F F F F
            wap > 3 or close > 2                   | F - F T T T T T T T
            not wap > 3                            | T - T F - - F F F F
            if(wap > 3, close, -close)             | -1 - -2 3 - - 2 1 1 1
            if(close > 2, wap, close)              | 1 2 2 4 - - 2 1 1 1
            coalesce(wap, -1)                      | 1 -1 3 4 -1 -1 7 8 9 10
            defined(wap)                           | T F T T F F T T T T
            flat(wap)                              | F F F F F F F F F F
            defined(trades)                        | F F F F F F F F F F
            close[2]                               | - - 1 2 2 3 3 3 2 1
            wap[1]                                 | - 1 - 3 4 - - 7 8 9
            (wap > 3)[1]                           | - F - F T - - T T T
            cross_above(close, 2)                  | - F F T F F F F F F
            cross_below(close, 2)                  | - F F F F F F T F F
            cross(close, 2)                        | - F F T F F F T F F
            cross_above(close, close[1])           | - - F T F F F F F F
            cross_above(wap, 3.5)                  | - - - T - - - F F F
            rising(close, 1)                       | - T F T F F F F F F
            falling(close, 2)                      | - - F F F F F T F F
            rising(wap, 2)                         | - - - - - - - - T T
            within(close > 2, 2)                   | - F F T T T T F F F
            within(wap > 3, 2)                     | - - - T T - T T T T
            always(close > 1, 2)                   | F F T T T T T F F F
            always(wap > 3, 2)                     | F F F F - - - T T T
            count(close > 1, 3)                    | - - 2 3 3 3 3 2 1 0
            count(wap > 3, 2)                      | - - - 1 - - - 2 2 2
            bars_since(close > 2)                  | - - - 0 0 0 1 2 3 4
            bars_since(wap > 3)                    | - - - 0 1 2 0 0 0 0
            value_when(close > 2, wap)             | - - - 4 - - - - - -
            value_when(wap > 3, close)             | - - - 3 3 3 2 1 1 1
            sum(close, 3)                          | - - 5 7 8 9 8 6 4 3
            sum(wap, 2)                            | - - - 7 - - - 15 17 19
            change(close)                          | - 1 0 1 0 0 -1 -1 0 0
            change(wap, 2)                         | - - 2 - - - - - 2 2
            sma(2, of = wap)                       | - - 2 3.5 - - 5.5 7.5 8.5 9.5
            rsi(2)                                 | - - 100 100 100 100 15.789473684210526 5.882352941176471 5.882352941176471 5.882352941176471
            rsi(2, smoothing = cutler)             | - - 100 100 100 50* 0 0 0 50*
            stoch(2, 1, 1).raw                     | - 100 50* 100 50* 50* 0 0 50* 50*
            stoch(2, 1, 1).raw + 1                 | - 101 51* 101 51* 51* 1 1 51* 51*
            stoch(2, 1, 1).raw > 40                | - T - T - - F F - -
            stoch(2, 1, 1).raw == 50 or close == 2 | - T T F - - T F - -
            stoch(2, 1, 1).raw[1]                  | - - 100 50* 100 50* 50* 0 0 50*
            stoch(2, 2, 1).k                       | - - 75* 75* 75* 50* 25* 0 25* 50*
            flat(stoch(2, 1, 1).raw)               | F F T F T T F F T T
            cross_above(stoch(2, 1, 1).raw, 40)    | - - - - - - - F - -
            if(close > 2, stoch(2, 1, 1).raw, 7)   | 7 7 7 100 50* 50* 7 7 7 7
            min(stoch(2, 1, 1).raw, 10)            | - 10 10* 10 10* 10* 0 0 10* 10*
            count(stoch(2, 1, 1).raw > 40, 1)      | - 1 - 1 - - 0 0 - -
            value_when(close > 2, stoch(2, 1, 1).raw) | - - - 100 50* 50* 50* 50* 50* 50*
            sum(stoch(2, 1, 1).raw, 2)             | - - 150* 150* 150* 100* 50* 0 50* 100*
            change(stoch(2, 1, 1).raw)             | - - -50* 50* -50* 0* -50* 0 50* 0*
            utc_minute                             | 0 1 2 3 4 5 6 7 8 9
            utc_weekday                            | 1 1 1 1 1 1 1 1 1 1
            vwma(2, of = wap)                      | - - 2 3.5 - - 5.5 7.5 8.5 9.5
            """)
    void shouldAnswerBarByBar(String expression, String answers) {
        Pipeline pipeline = new Pipeline();
        StrategyView view = pipeline.add(Documents.strategy(Documents.defining(expression)), new BarHistory(1));

        StringBuilder found = new StringBuilder();
        for (int i = 0; i < CLOSES.length; i++) {
            pipeline.onBar(Timeframe.ONE_MINUTE, bar(i));
            found.append(i == 0 ? "" : " ").append(answer(view));
        }

        assertThat(found.toString()).isEqualTo(answers);
    }

    private static String answer(StrategyView view) {
        double value = view.value(0);
        if (Double.isNaN(value)) {
            return "-";
        } else if (view.isValueCondition(0)) {
            return value == 1.0 ? "T" : "F";
        }
        String text = value == Math.rint(value) ? String.format("%.0f", value) : Double.toString(value);
        return text + (view.isValueFlat(0) ? "*" : "");
    }

    private static ClosedBar bar(int i) {
        double close = CLOSES[i];
        return new ClosedBar()
                .time(MONDAY + i * Timeframe.MINUTE, MONDAY + (i + 1) * Timeframe.MINUTE, i, 0)
                .prices(close, close, close, close)
                .volume(1, WAPS[i], -1, 0);
    }
}
