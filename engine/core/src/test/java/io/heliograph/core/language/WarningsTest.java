package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is allowed but can hardly be meant, and what is unusual but right and so is passed over in silence. */
class WarningsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            close > highest(20)                    | 1 | never true: close is never above highest(20), which includes this bar: write highest(20)[1] for the bars before
            highest(20) < close                    | 1 | never true: close is never above highest(20), which includes this bar: write highest(20)[1] for the bars before
            high > highest(20)                     | 1 | never true: high is never above highest(20), which includes this bar: write highest(20)[1] for the bars before
            close > donchian(20).upper             | 1 | never true: close is never above donchian(20).upper, which includes this bar: write donchian(20).upper[1] for the bars before
            low < lowest(20)                       | 1 | never true: lowest(20) is never above low, which includes this bar: write lowest(20)[1] for the bars before
            close < donchian(20).lower             | 1 | never true: donchian(20).lower is never above close, which includes this bar: write donchian(20).lower[1] for the bars before
            cross_above(close, highest(20))        | 1 | never true: close is never above highest(20), which includes this bar: write highest(20)[1] for the bars before
            cross_below(close, lowest(20))         | 1 | never true: lowest(20) is never above close, which includes this bar: write lowest(20)[1] for the bars before
            volume > highest(5, of = volume)       | 1 | never true: volume is never above highest(volume, 5), which includes this bar: write highest(volume, 5)[1] for the bars before
            (close > highest(20)) @ 1h             | 2 | never true: close is never above highest(20), which includes this bar: write highest(20)[1] for the bars before
            close[3] > highest(20)                 | 1 | never true: close[3] is never above highest(20), which includes this bar: write highest(20)[1] for the bars before
            close > high                           | 1 | never true: close is never above high
            close + atr(14) < low                  | 1 | never true: low is never above close + atr(14)
            close < low or close > open            | 1 | never true: low is never above close
            bbands(20, 2).lower > bbands(20, 2).upper | 1 | never true: bbands(20, 2, 0).lower is never above bbands(20, 2, 0).upper
            rsi(14) > 100                          | 1 | never true: rsi(14) is always between 0 and 100
            stochrsi(14, 14, 3, 3).k < 0           | 1 | never true: stochrsi(14, 14, 3, 3).k is always between 0 and 100
            willr(14) > 20                         | 1 | never true: willr(14) is always between -100 and 0
            sma(5, of = rsi(14)) > 120             | 1 | never true: sma(rsi(14), 5) is always between 0 and 100
            volume < 0                             | 1 | never true: volume is always at least 0
            close <= 0                             | 1 | never true: close is always above 0
            atr(14) >= 0                           | 1 | always true: atr(14) is always at least 0
            utc_weekday == 0                       | 1 | never true: utc_weekday is always between 1 and 7
            utc_minute >= 24*60                    | 1 | never true: utc_minute is always between 0 and 1439
            cross_above(rsi(14), 100)              | 1 | never true: rsi(14) is always between 0 and 100
            rsi(14) > 50 and rsi(14) < 40          | 1 | never true: the two sides of 'and' exclude each other
            close > open and volume > 5 and close < open | 1 | never true: the two sides of 'and' exclude each other
            rsi(14) <= 30 and rsi(14) >= 70        | 1 | never true: the two sides of 'and' exclude each other
            rsi(14) >= 70 and rsi(14) <= 30        | 1 | never true: the two sides of 'and' exclude each other
            utc_weekday == 1 and utc_weekday == 2  | 1 | never true: the two sides of 'and' exclude each other
            utc_weekday == 2 and utc_weekday == 1  | 1 | never true: the two sides of 'and' exclude each other
            close >= close                         | 1 | always true: both sides are close
            close > close                          | 1 | never true: both sides are close
            close > open or 2 > 1                  | 17 | always true: both sides are constants
            sqrt(-volume - 1) > 3                  | 1 | never true: sqrt((-volume) - 1) is never defined
            rising(3, 2)                           | 1 | never true: 3 does not change
            rsi(14) == 50                          | 1 | '==' between computed numbers is true only by chance: write abs(x - y) < a distance
            ema(9) != ema(21)                      | 1 | '!=' between computed numbers is false only by chance: write abs(x - y) >= a distance
            not (hl2 == ema(9))                    | 6 | '==' between computed numbers is true only by chance: write abs(x - y) < a distance
            count(hlc3 == wap, 3) > 1              | 7 | '==' between computed numbers is true only by chance: write abs(x - y) < a distance
            """)
    void shouldWarnOfAConditionThatCanHardlyBeMeant(String condition, int column, String message) {
        List<Problem> warnings = ofCondition(condition);

        assertThat(warnings).as(condition).hasSize(1);
        Problem warning = warnings.get(0);
        assertThat(warning.message()).isEqualTo(message);
        assertThat(warning.key()).isEqualTo("buy");
        assertThat(warning.line()).isEqualTo(3);
        assertThat(warning.column()).isEqualTo(column);
        assertThat(warning.excerpt()).isEqualTo("  " + condition + "\n  " + " ".repeat(column - 1) + "^");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "close > highest(20)[1]",
                "close >= highest(20)",
                "high == highest(20)",
                "close > donchian(20).upper[1]",
                "low <= lowest(20)[1]",
                "close > highest(20, of = close[1])",
                "close > highest(20) @ 1h",
                "close[30] > highest(20)",
                "close > bbands(20, 2).upper",
                "close > keltner(20, 10, 2).upper",
                "cross_above(close, bbands(20, 2).lower)",
                "rsi(14) == 100",
                "stoch(14, 1, 3).raw == 0",
                "willr(14) == 0",
                "close == open",
                "close != close[1]",
                "change(close) == 0",
                "volume != 0",
                "atr(14) != 0",
                "macd(12, 26, 9).line != 0",
                "supertrend(10, 3).direction == 1",
                "utc_weekday == 5 and utc_minute >= 20*60",
                "utc_minute % 60 == 0",
                "utc_minute / 60 == 13",
                "count(close > open, 20) / 20 == 0.5",
                "mom(5) == 0",
                "roc(5) == 0",
                "close - open == 0",
                "trades * 0.5 == 10",
                "rsi(14) <= 70 and rsi(14) >= 70",
                "rsi(14) <= 70 and rsi(14) >= 30",
                "floor(close) % 2 == 0",
                "count(close > open, 5) == 5",
                "bars_since(close > open) == 0",
                "aroon(14).up == 100",
                "sign(mom(5)) == 1",
                "obv() > 0",
                "cci(14) > 300",
                "roc(5) < -50",
                "linreg(10).slope < 0",
                "rsi(14) > 30 and rsi(14) < 70",
                "rsi(14) > 30 or rsi(14) < 40",
                "close > open and close[1] < open[1]",
                "close > open and (close < open)[1]",
                "close - open > 0",
                "close > ema(50) @ 1h",
                "(close @ 1h)[1] > close[1] @ 1h",
                "(rsi(14) > 50) @ 1h and utc_minute >= 13*60+30",
                "cross_above(close, ema(50) @ 1h) and rsi(14)[1] < 30",
                "(macd(12, 26, 9)).line @ 4h > 0",
                "ema(9, of = rsi(14)) > 50",
                "dynamic_bands(14, 20, profile = seed, warmup = base).upper > 100",
                "dynamic_bands().lower < 20",
                "-close[1] + 2 * -3 < -100",
                "defined(wap) and wap > 0.5",
                "coalesce(wap, close) > 5",
                "if(close > open, close > 1, open > 1)",
                "not not (close > open)",
                "rising(close, 3) and falling(open, 2) or within(close > open, 3) and always(close > open, 2)",
                "rsi(14, smoothing = cutler) < 100",
                "close / close[1] > 1.01"
            })
    void shouldPassOverAConditionThatCanBeMeant(String condition) {
        assertThat(ofCondition(condition)).isEmpty();
    }

    @Test
    void shouldFindNothingToSayOfTheHouseStrategies() {
        for (String name : HouseStrategies.names()) {
            assertThat(Documents.compile(HouseStrategies.text(name)).warnings())
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void shouldTakeComparisonsOfParamsForSwitches() {
        String document = Documents.of(
                "params { use_trend = 0, least = 30 }",
                "let { limit = \"least + 20\" }",
                "buy = \"(use_trend == 0 or close > ema(50)) and rsi(14) > limit and limit > least\"",
                "sell = \"use_trend > 0 and close < open\"",
                "expires = 5 bars");

        assertThat(Documents.compile(document).warnings()).isEmpty();
    }

    @Test
    void shouldJudgeByTheParamsInForce() {
        String document = Documents.of("params { limit = 90 }", "buy = \"rsi(14) > limit\"", "expires = 5 bars");

        Compilation own = Documents.compile(document);
        Compilation other = StrategyCompiler.compile(document, Map.of("limit", 100.0), Optional.empty());

        assertThat(own.warnings()).isEmpty();
        assertThat(other.warnings())
                .extracting(Problem::message)
                .containsExactly(
                        "never true: rsi(14) is always between 0 and 100",
                        "neither buy nor sell can be true: there is never a signal");
    }

    @Test
    void shouldWarnWithinADefinitionAtItsPlace() {
        List<Problem> warnings = Documents.compile(Documents.of(
                        "let {",
                        "  high20 = \"highest(20)\"",
                        "  breaks = \"volume > 0 and close > high20\"",
                        "}",
                        "buy = \"breaks or close > open\"",
                        "expires = 5 bars"))
                .warnings();

        assertThat(warnings).extracting(Problem::toString).containsExactly("""
                        let.breaks:5:16: never true: close is never above highest(20), which includes this bar: write highest(20)[1] for the bars before
                          volume > 0 and close > high20
                                         ^""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            params { m = 4 }                                | params.m:5:10: no expression uses this param
            let { x = "close + 1", y = "x" }                | let.x:5:7: no expression uses this definition: it only stands among a signal's values;let.y:5:24: no expression uses this definition: it only stands among a signal's values
            symbols = ["!SPY"]                              | symbols:5:1: every pattern excludes, so no symbol matches: add "*"
            exit = "close > 0"                              | exit:5:1: always true: close is always above 0;exit:5:1: always true, so no BUY is ever entered
            stop = "close + 2 * atr(14)"                    | stop:5:1: for BUY it is never below the close, so no BUY is ever entered
            stop = "close + side * 2 * atr(14)"             | stop:5:1: for BUY it is never below the close, so no BUY is ever entered
            stop = "highest(20)"                            | stop:5:1: for BUY it is never below the close, so no BUY is ever entered
            stop = "close * 1.02"                           | stop:5:1: for BUY it is never below the close, so no BUY is ever entered
            stop = "close"                                  | stop:5:1: for BUY it is never below the close, so no BUY is ever entered
            target = "close - 3"                            | target:5:1: for BUY it is never above the close, so no BUY is ever entered
            target = "lowest(20)"                           | target:5:1: for BUY it is never above the close, so no BUY is ever entered
            target = "if(side > 0, close - 1, close + 1)"   | target:5:1: for BUY it is never above the close, so no BUY is ever entered
            target = "sqrt(-1)"                             | target:5:1: for BUY it is never defined, so no BUY is ever entered
            confidence = 60                                 | confidence:5:1: a probability lies between 0 and 1: always clamped, found 60
            confidence = "1.5 + rsi(14) / 100"              | confidence:5:1: a probability lies between 0 and 1: always clamped, found between 1.5 and 2.5
            """)
    void shouldWarnOfWhatIsAroundTheConditions(String line, String warnings) {
        String document = Documents.of("buy = \"close > open\"", "expires = 5 bars", line);

        assertThat(Documents.compile(document).warnings())
                .extracting(each -> each.toString().lines().findFirst().orElseThrow())
                .containsExactly(warnings.split(";"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop = \"close - side * 2 * atr(14)\"",
                "stop = \"close * (1 - side * 0.02)\"",
                "stop = \"if(side > 0, lowest(20), highest(20))\"",
                "stop = \"lowest(20)[1]\"",
                "stop = \"psar().line\"",
                "stop = \"supertrend(10, 3).line\"",
                "target = \"bbands(20, 2).middle\"",
                "target = \"close + side * 3 * atr(14)\"",
                "confidence = \"0.5 + rsi(14) / 200\"",
                "exit_sell = \"close > open and rsi(14) < 50\""
            })
    void shouldPassOverLevelsThatCanBeRight(String line) {
        String document = Documents.of("buy = \"close > open\"", "sell = \"close < open\"", line);
        String while_ = Documents.of("buy = \"close > open\"", "hold = while");

        assertThat(Documents.compile(document).warnings()).isEmpty();
        assertThat(Documents.compile(while_).warnings()).isEmpty();
    }

    @Test
    void shouldSayForWhichSideALevelIsWrong() {
        String document = Documents.of("buy = \"close > open\"", "sell = \"close < open\"", "stop = \"close * 0.98\"");

        assertThat(Documents.compile(document).warnings())
                .extracting(Problem::message)
                .containsExactly("for SELL it is never above the close, so no SELL is ever entered");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            buy = "close > open"                   | buy: a BUY never ends: add exit, exit_buy, stop, target or expires
            sell = "close > open"                  | sell: a SELL never ends: add exit, exit_sell, stop, target or expires
            buy = "close > open", exit_sell = "close < open" | buy: a BUY never ends: add exit, exit_buy, stop, target or expires
            buy = "close > open", exit = false     | buy: a BUY never ends: add exit, exit_buy, stop, target or expires
            buy = "close > open", sell = false     | buy: a BUY never ends: add exit, exit_buy, stop, target or expires
            buy = "close > open", sell = "close < open" | ``
            buy = "close > open", exit_buy = "close < open" | ``
            buy = "close > open", stop = "close - atr(5)" | ``
            buy = "close > open", expires = 1h     | ``
            buy = "close > open", hold = while     | ``
            buy = true, expires = 5 bars           | buy: never false, so this side is never armed and never enters: write rearm = false to enter at once
            buy = true, expires = 5 bars, rearm = false | ``
            buy = true, hold = while               | ``
            buy = false                            | buy: neither buy nor sell can be true: there is never a signal
            sell = false                           | sell: neither buy nor sell can be true: there is never a signal
            """)
    void shouldWarnOfStancesThatNeverBeginOrNeverEnd(String lines, String warnings) {
        assertThat(Documents.compile(Documents.of(lines)).warnings())
                .extracting(warning -> warning.key() + ": " + warning.message())
                .containsExactlyElementsOf(warnings.isEmpty() ? List.of() : List.of(warnings));
    }

    @Test
    void shouldKnowTheRangeOfEveryOutput() {
        for (Definition definition : Catalogue.all()) {
            List<String> outputs = definition.outputs().isEmpty() ? List.of("") : definition.outputs();
            if (definition.isIndicator()) {
                outputs.forEach(output -> assertThat(OutputRanges.of(definition.name(), output))
                        .as(definition.name())
                        .isNotNull());
            }
        }
    }

    private static List<Problem> ofCondition(String condition) {
        Compilation compilation = Documents.compile(
                Documents.of("buy = \"" + condition + "\"", "sell = \"close < open\"", "rearm = false"));
        assertThat(compilation.problems()).isEmpty();
        return compilation.warnings();
    }
}
