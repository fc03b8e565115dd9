package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ema(close, 20)",
                "cross_above(close, ema(50) @ 1h) and rsi(14)[1] < 30",
                "(close @ 1h)[1] > close[1] @ 1h",
                "(rsi(14) > 50) @ 1h and utc_minute >= 13*60+30",
                "(macd(12, 26, 9)).line @ 4h",
                "rsi(2 * 7)",
                "-close[1] + 2 * -3",
                "ema(9, of = rsi(14))",
                "stochrsi(14, 14, 3, 3).d",
                "close > donchian(20).upper[1]",
                "cross_above(macd(12, 26, 9).histogram, 0)",
                "dynamic_bands(atr = 14)",
                "dynamic_bands(14, 20, profile = seed, warmup = base).ratio",
                "sma(20, of = volume)",
                "atr(14, first = range)",
                "adx(14, seed = talib).adx",
                "bbands(20, 2, ddof = 1).percent_b",
                "min(1, 2, close, open)",
                "if(close > open, close > 1, open > 1)",
                ".5 + 1e3 + 1.5E-2",
                "5[3]",
                "not not (close > open)",
                "change(close)",
                "change(close, n = 5)",
                "rising(close, 3) and falling(open, 2) or within(close > open, 3) and always(close > open, 2)",
                "count(close > open, 3) + bars_since(close > open) + value_when(close > open, close) + sum(close, 3)",
                "flat(rsi(14)) or defined(wap) or coalesce(wap, close) > trades",
                "close @ 1m"
            })
    void shouldAcceptWhatTheLanguagePageAccepts(String expression) {
        assertThat(Documents.problems(Documents.defining(expression))).isEmpty();
    }

    @Test
    void shouldAcceptTheContextWhereItBelongs() {
        String document = Documents.of(
                "buy = true",
                "exit = \"side * (close - entry) > 2 and bars_held > 3\"",
                "stop = \"if(side > 0, close - 2 * atr(14), close + 2 * atr(14))\"",
                "target = \"close + side * 2 * atr(14) @ 1h\"");

        assertThat(Documents.problems(document)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            -close[1]                        | -(close[1])
            not close > open and low > open  | (not (close > open)) and low > open
            close > ema(50) @ 1h             | close > (ema(50) @ 1h)
            close - open - low               | (close - open) - low
            close / open * low               | (close / open) * low
            close - open * low               | close - (open * low)
            close % 3 / 2                    | (close % 3) / 2
            -close * open                    | (-close) * open
            low > 1 or low > 2 and low > 3   | low > 1 or (low > 2 and low > 3)
            close + 1 > open - 1             | (close + 1) > (open - 1)
            - - close                        | -(-close)
            ema(20)                          | ema(close, 20)
            sma(volume, 20)                  | sma(20, of = volume)
            rsi(14)                          | rsi(2 * 7)
            change(close, 3)                 | close - close[3]
            close[0]                         | close
            """)
    void shouldBindByPrecedence(String written, String meant) {
        CompiledStrategy strategy = Documents.strategy(
                Documents.of("let { x = \"" + written + "\", y = \"" + meant + "\" }", "buy = true"));

        assertThat(strategy.plan().values().get(0).slot())
                .isEqualTo(strategy.plan().values().get(1).slot());
    }

    @Test
    void shouldTellDifferentMeaningsApart() {
        CompiledStrategy strategy = Documents.strategy(Documents.of(
                "let { a = \"close - (open - low)\", b = \"close - open - low\", c = \"ema(9)\", d = \"ema(9) @ 1h\" }",
                "buy = true"));

        assertThat(strategy.plan().values().stream().map(Plan.Value::slot)).doesNotHaveDuplicates();
    }

    @Test
    void shouldTreatADefinitionAsItsExpressionOnTheTimeframeOfItsUse() {
        CompiledStrategy strategy = Documents.strategy(Documents.of(
                "let { e = \"ema(50)\", f = \"e + 1\", x = \"f @ 1h\", y = \"(ema(50) + 1) @ 1h\" }", "buy = true"));

        assertThat(strategy.plan().values().get(2).slot())
                .isEqualTo(strategy.plan().values().get(3).slot());
    }

    @Test
    void shouldTakeABareNameForAWordWhereTheSignatureSaysSo() {
        String document = Documents.of("let { first = \"ema(9, seed = first)\" }", "buy = \"close > first\"");

        assertThat(Documents.problems(document)).isEmpty();
    }

    @Test
    void shouldShareEqualSubExpressions() {
        CompiledStrategy once = Documents.strategy(Documents.of("buy = \"rsi(14) > 50\""));
        CompiledStrategy often = Documents.strategy(Documents.of(
                "let { r = \"rsi(14)\", s = \"rsi(close, 14)\" }",
                "buy = \"r > 50 or s > 50 or rsi(n = 14, of = close) > 50\""));

        assertThat(once.nodeCount()).isEqualTo(3);
        assertThat(often.nodeCount()).isEqualTo(3 + 2);
    }

    @Test
    void shouldNotGrowWithDefinitionsThatDouble() {
        StringBuilder lets = new StringBuilder("let {\n  a0 = \"close\"\n");
        for (int i = 1; i < 64; i++) {
            lets.append("  a")
                    .append(i)
                    .append(" = \"a")
                    .append(i - 1)
                    .append(" + a")
                    .append(i - 1)
                    .append("\"\n");
        }

        CompiledStrategy strategy = Documents.strategy(Documents.of(lets + "}", "buy = \"a63 @ 1h > a63\""));

        assertThat(strategy.nodeCount()).isEqualTo(2 * 64 + 2 + 1 - 1);
    }

    @Test
    void shouldBindNestedCallsOnce() {
        String nested = "ema(".repeat(60) + "close" + ", 2)".repeat(60);

        CompiledStrategy strategy = Documents.strategy(Documents.of("buy = \"" + nested + " > 1\""));

        assertThat(strategy.readyBar()).isEqualTo(60);
    }
}
