package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refused expression: its message, its column, its caret. */
class RefusedExpressionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            30 < rsi(14) < 70                | 14 | comparisons do not chain: write 30 < rsi(14) and rsi(14) < 70: found '<' after '<'
            rsi(14,)                         |  8 | expected an argument after ',': found ')'
            rsi(14, 5)                       |  9 | too many arguments: expected rsi(n, smoothing = wilder, of = close)
            rsi(n = 14, n = 15)              | 13 | 'n' is given twice
            close[-1]                        |  7 | the number of bars in [ ] must be a constant whole number from 0 to 5000: found -1
            close[n]                         |  7 | no such name: 'n'
            sma(100000)                      |  5 | 'n' of sma must be a constant whole number from 1 to 5000: found 100000
            rsi(close, 14.5)                 | 12 | 'n' of rsi must be a constant whole number from 1 to 5000: found 14.5
            1h                               |  1 | a timeframe stands only after '@': found '1h'
            close @ 90                       |  9 | expected a timeframe such as 1h after '@': found '90'
            not close                        |  5 | expected a condition, found a number: write a comparison such as x != 0: right of 'not'
            rsi(14) + (close > open)         | 11 | expected a number, found a condition: write if(c, 1, 0) to count it: right of '+'
            if(close > open, 1, close > 2)   | 21 | the branches of if must agree: a is a number, b is a condition
            atr(close, 14)                   |  5 | atr reads bars and takes no input: expected atr(n, first = skip)
            macd(26, 12, 9).line             |  1 | macd: fast must be less than slow: fast=26 slow=12
            ema(9, seed = wilder)            | 15 | 'seed' of ema must be one of the words sma first: found wilder
            bbands(20, 2).mid                | 15 | bbands has no output 'mid': choose one of .upper .middle .lower .percent_b .bandwidth
            close.k                          |  7 | a number has no outputs: found '.k'
            side * 2                         |  1 | 'side' stands only in exit*, confidence, stop and target: found in buy
            """)
    void shouldRefuseWhatTheLanguagePageRefuses(String expression, int column, String message) {
        assertProblem(expression, column, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            crossover(close, open)           |  1 | no such function: 'crossover': write cross_above
            crossed_below(close, open)       |  1 | no such function: 'crossed_below': write cross_below
            ta.rsi(14)                       |  1 | no prefix 'ta.': write rsi alone
            nz(close)                        |  1 | no such function: 'nz': write coalesce(x, y)
            na(close)                        |  1 | no such function: 'na': write not defined(x)
            rma(close, 14)                   |  1 | no such function: 'rma': write smma
            BBANDS(20, 2)                    |  1 | no such function: 'BBANDS': write bbands
            barssince(close > open)          |  1 | no such function: 'barssince': write bars_since
            valuewhen(close > open, 1)       |  1 | no such function: 'valuewhen': write value_when
            hour > 9                         |  1 | no such name: 'hour': write utc_minute
            close.shift(1)                   |  7 | no call follows '.': write x[n] for x.shift(n)
            close > 1 && open > 1            | 11 | write 'and' for '&&'
            close > 1 or !(open > 1)         | 14 | write 'not' for '!'
            close > open ? 1 : 2             | 14 | write if(c, a, b) for c ? a : b
            close = 1                        |  7 | write '==' for '=': '=' only names an argument
            crossed_above(close, open)       |  1 | no such function: 'crossed_above': write cross_above
            crossunder(close, open)          |  1 | no such function: 'crossunder': write cross_below
            talib.RSI(14) > 50               |  1 | no prefix 'talib.': write RSI alone
            math.abs(close) > 1              |  1 | no prefix 'math.': write abs alone
            wilder(close, 14) > 1            |  1 | no such function: 'wilder': write smma
            bb(20, 2).upper > 1              |  1 | no such function: 'bb': write bbands
            minute > 9                       |  1 | no such name: 'minute': write utc_minute
            shift(close, 1) > 1              |  1 | no such function: 'shift': write x[n] for shift(x, n)
            close > 1 AND open > 1           | 11 | write 'and' for 'AND'
            close > 1 Or open > 1            | 11 | write 'or' for 'Or'
            close < open < high < low        | 14 | comparisons do not chain: write close < open and open < high: found '<' after '<'
            clos > 1                         |  1 | no such name: 'clos': did you mean close?
            stochrs(14, 14, 3, 3).k > 1      |  1 | no such function: 'stochrs': did you mean stochrsi?
            """)
    void shouldAnswerForeignSpellingsWithOurs(String expression, int column, String message) {
        assertProblem(expression, column, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            14x > 1                          |  1 | expected a number, or a timeframe such as 1h: found '14x': put a space or an operator after the number
            1/0 > 1                          |  1 | this constant is undefined: 1 / 0
            5 % 0 > 1                        |  1 | this constant is undefined: 5 % 0
            rsi > 1                          |  1 | 'rsi' needs its arguments: write rsi(n, smoothing = wilder, of = close)
            ema(9, of = rsi(14) @ 1h) > 1    | 13 | the input of an indicator may not hold '@': write ema(..., of = x) @ T for ema(..., of = x @ T)
            (close @ 1h) @ 2h > 1            |  8 | '@' may not stand inside another '@'
            close @ 30s > 1                  |  7 | '@' takes the strategy's timeframe or a larger one: found 30s, smaller than 1m
            close @ 7m > 1                   |  7 | a timeframe divides the day, or is a number of days or weeks: found 7m
            rsi(14, cutler) > 1              |  9 | a word goes by name: write smoothing = cutler
            rsi(n = 14, close) > 1           | 13 | positional arguments come before named ones
            rsi(sqrt(4)) > 1                 |  1 | missing 'n': expected rsi(n, smoothing = wilder, of = close)
            close[sqrt(4)] > 1               |  7 | the number of bars in [ ] must be a constant whole number from 0 to 5000: found a number that is known only at a bar
            min(1) > 1                       |  1 | min takes 2 to 16 arguments: found 1
            max(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17) > 1 |  1 | max takes 2 to 16 arguments: found 17
            min(x = 1, y = 2) > 1            |  5 | min takes its arguments by position: found x
            close[5001] > 1                  |  7 | the number of bars in [ ] must be a constant whole number from 0 to 5000: found 5001
            close[1.5] > 1                   |  7 | the number of bars in [ ] must be a constant whole number from 0 to 5000: found 1.5
            sma(0) > 1                       |  5 | 'n' of sma must be a constant whole number from 1 to 5000: found 0
            within(close > open, 0)          | 22 | 'n' of within must be a constant whole number from 1 to 5000: found 0
            rising(close, close)             | 15 | 'n' of rising must be a constant whole number from 1 to 5000: found a number that is known only at a bar
            hma(1) > 1                       |  5 | 'n' of hma must be a constant whole number from 2 to 5000: found 1
            stdev(5, 2) > 1                  | 10 | 'ddof' of stdev must be a constant whole number from 0 to 1: found 2
            bbands(20, close).upper > 1      | 12 | 'k' of bbands must be a constant: found a number that is known only at a bar
            coalesce(macd(3, 6, 2), 1) > 1   | 10 | choose an output: .line .signal .histogram: argument x of coalesce
            macd(3, 6, 2)[1] > 1             |  1 | choose an output: .line .signal .histogram: left of '['
            macd(3, 6, 2) @ 1h > 1           |  1 | choose an output: .line .signal .histogram: left of '@'
            obv(start = close) > 1           | 13 | 'start' of obv must be one of the words zero volume: found close
            obv(volume) > 1                  |  5 | a word goes by name: write start = volume
            close @ 01h > 1                  |  9 | expected a timeframe such as 30s, 1m, 4h, 1d, 1w, 100t or 5000v: timeframe=01h
            close @ 0h > 1                   |  9 | expected a timeframe such as 30s, 1m, 4h, 1d, 1w, 100t or 5000v: timeframe=0h
            close @ 100t > 1                 |  9 | expected a number, or a timeframe such as 1h: found '100t': put a space or an operator after the number
            atr(14)(2) > 1                   |  8 | expected an operator or the end: found '('
            close > 1e                       |  9 | expected a number, or a timeframe such as 1h: found '1e': put a space or an operator after the number
            1.5h > 1                         |  1 | expected a number, or a timeframe such as 1h: found '1.5h': put a space or an operator after the number
            close # comment                  |  7 | expected a name, a number or an operator: found '#'
            true > 1                         |  1 | expected a number, found a condition: write if(c, 1, 0) to count it: left of '>'
            close and open                   |  1 | expected a condition, found a number: write a comparison such as x != 0: left of 'and'
            if(close, 1, 2) > 1              |  4 | expected a condition, found a number: write a comparison such as x != 0: argument c of if
            entry > 1                        |  1 | 'entry' stands only in exit*: found in buy
            bars_held > 1                    |  1 | 'bars_held' stands only in exit*: found in buy
            cross_above(close, 3             | 21 | expected ',' or ')': found the end
            close close                      |  7 | expected an operator or the end: found 'close'
            close                            |  1 | expected a condition, found a number: write a comparison such as x != 0: buy
            """)
    void shouldSayWhatWasExpectedAndFound(String expression, int column, String message) {
        assertProblem(expression, column, message);
    }

    @Test
    void shouldAnswerTheBarsOfOtherLanguagesWithOr() {
        assertProblem("close > 1 || open > 1", 11, "write 'or' for '||'");
        assertProblem("close > 1 | open > 1", 11, "write 'or' for '|'");
    }

    @Test
    void shouldPrintThePagesTwoErrorsWordForWord() {
        String lines = "\n".repeat(11);

        assertThat(text(lines, "macd(12, 26, 9) > 0")).isEqualTo("""
                        buy:14:1: choose an output: .line .signal .histogram: left of '>'
                          macd(12, 26, 9) > 0
                          ^""");
        assertThat(text(lines, "close @ 1h[1]")).isEqualTo("""
                        buy:14:11: history of another timeframe: write x[1] @ 1h for the previous 1h bar, or (x @ 1h)[1] for one bar of this timeframe ago
                          close @ 1h[1]
                                    ^""");
    }

    @Test
    void shouldRefuseTheSixtyFifthParenthesis() {
        String deepest = "(".repeat(64) + "close" + ")".repeat(64) + " > 1";

        assertThat(Documents.problems(Documents.of("buy = \"" + deepest + "\"")))
                .isEmpty();
        assertProblem("(" + deepest + ")", 65, "expressions nest at most 64 deep: simplify");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bbands(20, 0).upper",
                "keltner(20, 10, -1).upper",
                "supertrend(10, 0).line",
                "psar(0).line",
                "psar(0.02, 0).line",
                "kama(10, 30, 2)",
                "kama(10, 5, 5)",
                "macd(12, 12, 9).line",
                "dynamic_bands(factor = 0).lower",
                "dynamic_bands(sensitivity = 0).lower",
                "dynamic_bands(sensitivity = 1.1).lower",
                "dynamic_bands(min_width = 60).lower",
                "dynamic_bands(min_width = 0).lower",
                "dynamic_bands(floor = 30).lower"
            })
    void shouldRefuseArgumentsBeyondTheRangesOfTheFinePrint(String call) {
        List<Problem> problems = Documents.problems(Documents.of("buy = \"" + call + " > 0\""));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.column()).isEqualTo(1);
            assertThat(problem.message()).startsWith(call.substring(0, call.indexOf('(')) + ": ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"not ", "-", "(", "abs("})
    void shouldCountWhateverNests(String opening) {
        String closing = opening.endsWith("(") ? ")" : "";
        boolean isNot = opening.equals("not ");
        String core = isNot ? "close > 1" : "close";
        String tail = isNot ? "" : " > 1";
        String most = opening.repeat(64) + core + closing.repeat(64) + tail;
        String more = opening + opening.repeat(64) + core + closing.repeat(65) + tail;

        assertThat(Documents.problems(Documents.of("buy = \"" + most + "\""))).isEmpty();
        assertThat(Documents.problems(Documents.of("buy = \"" + more + "\"")))
                .extracting(Problem::message)
                .containsExactly("expressions nest at most 64 deep: simplify");
    }

    @Test
    void shouldNotCountOutputsAndTimeframesAsNesting() {
        String nested = "(".repeat(64) + "m.line @ 1h" + ")".repeat(64);

        assertThat(Documents.problems(Documents.of("let { m = \"macd(3, 6, 2)\" }", "buy = \"" + nested + " > 1\"")))
                .isEmpty();
        assertThat(Documents.problems(Documents.of("buy = \"close" + ".a".repeat(2_000) + "\"")))
                .extracting(Problem::message)
                .containsExactly("expressions nest at most 64 deep: simplify");
    }

    @Test
    void shouldRefuseAnExpressionOfMoreThan4096Characters() {
        String longest = "close > " + "1+".repeat(2043) + "11";

        assertThat(longest).hasSize(4_096);
        assertThat(Documents.problems(Documents.of("buy = \"" + longest + "\"")))
                .isEmpty();
        assertProblem(longest + "1", 4_097, "an expression has at most 4096 characters: length=4097");
    }

    @Test
    void shouldKeepContextOutOfDefinitionsAndMemory() {
        List<Problem> inLet = Documents.problems(Documents.of("let { x = \"side * 2\" }", "buy = \"x > 0\""));
        List<Problem> inEntry = Documents.problems(Documents.of("buy = true", "stop = \"entry - 1\""));
        List<Problem> inMemory = Documents.problems(
                Documents.of("buy = true", "exit = \"within(close > entry, 3) or close > (side * close)[1]\""));

        assertThat(inLet).hasSize(1);
        assertThat(inLet.get(0).message())
                .isEqualTo("'side' stands only in exit*, confidence, stop and target, never inside let");
        assertThat(inEntry.get(0).message()).isEqualTo("'entry' stands only in exit*: found in stop");
        assertThat(inMemory).hasSize(1);
        assertThat(inMemory.get(0).column()).isEqualTo(8);
    }

    @Test
    void shouldPlaceAProblemThatOnlyOneUseHasAtThatUse() {
        List<Problem> problems =
                Documents.problems(Documents.of("let { e = \"close @ 1h\" }", "buy = \"open > e and e @ 4h > 1\""));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).column()).isEqualTo(14);
        assertThat(problems.get(0).message()).isEqualTo("in definition 'e': '@' may not stand inside another '@'");
    }

    private static String text(String before, String expression) {
        return Documents.problems("id = a\ntimeframe = 1m" + before + "\nbuy = \"" + expression + "\"")
                .get(0)
                .toString();
    }

    private static void assertProblem(String expression, int column, String message) {
        List<Problem> problems = Documents.problems(Documents.of("buy = \"" + expression + "\""));

        assertThat(problems).as(expression).hasSize(1);
        Problem problem = problems.get(0);
        assertThat(problem.message()).as(expression).isEqualTo(message);
        assertThat(problem.column()).as(expression).isEqualTo(column);
        assertThat(problem.key()).isEqualTo("buy");
        assertThat(problem.line()).isEqualTo(3);
        String[] lines = problem.excerpt().split("\n", -1);
        assertThat(lines[1]).matches(" *\\^");
        if (expression.length() <= 120) {
            assertThat(lines[0]).isEqualTo("  " + expression);
            assertThat(lines[1]).hasSize(column + 2);
        }
    }
}
