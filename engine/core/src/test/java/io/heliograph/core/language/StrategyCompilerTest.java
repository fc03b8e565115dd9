package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Timeframe;
import io.heliograph.core.strategy.StrategyRules.Hold;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyCompilerTest {

    @Test
    void shouldListAllProblemsAtOnceOnePerExpression() {
        String document = """
                id        = Bad
                timeframe = 7x
                params { n = "3", rsi = 2 }
                let {
                  m = "macd(12, 26)"
                  u = "m.line + 1"
                  v = "clos + opn"
                }
                buy       = "m.line > 0"
                sell      = "rsi(14) >"
                cooldown  = soon
                byu       = 3
                """;

        List<Problem> problems = Documents.problems(document.replace("7x", "5m"));

        assertThat(problems)
                .extracting(problem -> problem.key() + ":" + problem.line() + ":" + problem.column())
                .containsExactly(
                        "id:1:1",
                        "params.n:3:10",
                        "params.rsi:3:19",
                        "let.m:5:1",
                        "let.v:7:1",
                        "sell:10:10",
                        "cooldown:11:1",
                        "byu:12:1");
        assertThat(Documents.problems(document))
                .extracting(Problem::message)
                .contains("expected a timeframe such as 30s, 1m, 4h, 1d, 1w, 100t or 5000v: timeframe=7x");
    }

    @Test
    void shouldCheckEveryExpressionWhenTheTimeframeIsWrong() {
        List<Problem> problems = Documents.problems("""
                id        = Bad
                timeframe = 7x
                let { h = "ema(50) @ 1h" }
                buy       = "close > h and rsi(14,) < 30"
                sell      = "macd(12, 26, 9) > 0"
                stop      = "clos"
                """);

        assertThat(problems)
                .extracting(problem -> problem.key() + ":" + problem.line() + ":" + problem.column())
                .containsExactly("id:1:1", "timeframe:2:1", "buy:4:22", "sell:5:1", "stop:6:1");
    }

    @Test
    void shouldCheckEveryExpressionWhenOneHasNoQuotes() {
        List<Problem> problems = Documents.problems("""
                id        = good
                timeframe = 1m
                let { m = ema(9), n = [1] }
                params { p = "3" }
                buy       = close > 5
                sell      = "macd(12, 26, 9) > 0"
                exit_buy  = "close < m"
                exit_sell = "close > n + p"
                stop      = "clos"
                """);

        assertThat(problems)
                .extracting(problem -> problem.key() + ":" + problem.line())
                .containsExactly("let.m:3", "let.n:3", "params.p:4", "buy:5", "sell:6", "stop:9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"x.conf\"",
                "include file(\"/etc/passwd\")",
                "include url(\"http://127.0.0.1:1/x\")",
                "include classpath(\"reference.conf\")",
                "include required(file(\"x\"))",
                "let { include \"x\" }"
            })
    void shouldRefuseEveryKindOfInclude(String include) {
        List<Problem> problems = Documents.problems(Documents.of("buy = true", include));

        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly("includes are refused: write everything into the document");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            stop = ${PATH}               | substitutions are refused: write the value, or a name of params or let
            stop = ${?PATH}              | substitutions are refused: write the value, or a name of params or let
            symbols = [${x}]             | substitutions are refused: write the value, or a name of params or let
            let.x = "close"              | dotted keys are refused: write the object out, as in let { m = "..." }
            buy = true                   | this key is given twice: the first is in line 3
            symbols += "x"               | '+=' is refused: write the whole value after '='
            let { a = "1", a = "2" }     | this key is given twice: the first is in line 4
            """)
    void shouldRefuseTheDoorsOfHocon(String line, String message) {
        List<Problem> problems = Documents.problems(Documents.of("buy = true", line));

        assertThat(problems).extracting(Problem::message).contains(message);
    }

    @Test
    void shouldSayThatAValueLooksLikeABrokenUpExpression() {
        List<Problem> problems = Documents.problems(Documents.of("let { m = ema(9, seed = first) }", "buy = true"));

        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly(
                        "expressions stand in double quotes: found ema(9: this looks like a part of an expression that a comma"
                                + " or '=' broke up",
                        "expressions stand in double quotes: found first): this looks like a part of an expression that a comma"
                                + " or '=' broke up: 'seed' is the name of an argument");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            byu = true                   | no such key: 'byu': did you mean buy?
            hold = for_ever              | expected until or while: found 'for_ever'
            ready = ready                | expected READY or CONVERGED: found 'ready'
            rearm = maybe                | expected true or false: found a text
            expires = 100t               | expected a number of bars or a duration, 30 bars or 4h: found '100t'
            expires = 0 bars             | expected 1 to 1000000 bars, such as 5 bars: found '0 bars'
            cooldown = 5                 | expected a text: found a number
            symbols = "*"                | expected a list of patterns such as ["*"]: found a text
            symbols = [0700]             | expected a symbol, * and ? standing for any, ! in front excluding: found a number
            symbols = []                 | expected 1 to 1000 patterns: found 0
            symbols = ["A B"]            | expected a symbol, * and ? standing for any, ! in front excluding: found 'A B'
            params { close = 3 }         | 'close' is a name of the language: choose another
            params { and = 3 }           | 'and' is a name of the language: choose another
            params { a-b = 3 }           | a name is letters, digits and _, and starts with no digit: found 'a-b'
            params = 3                   | expected an object in { }: found a number
            stop = null                  | expressions stand in double quotes: found null
            stop = ["close"]             | expressions stand in double quotes: found ["close"]
            """)
    void shouldRefuseAValueWithWhatWasExpected(String line, String message) {
        List<Problem> problems = Documents.problems(Documents.of("buy = true", line));

        assertThat(problems).extracting(Problem::message).containsExactly(message);
        assertThat(problems.get(0).line()).isEqualTo(4);
    }

    @Test
    void shouldRefuseADefinitionThatDependsOnItselfOnlyOnce() {
        List<Problem> problems = Documents.problems(
                Documents.of("let { p = \"q\", q = \"p + 1\", r = \"p\", s = \"s\" }", "buy = \"p > 0 and r > 0\""));

        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly(
                        "a definition may not depend on itself: p -> q -> p",
                        "a definition may not depend on itself: q -> p -> q",
                        "a definition may not depend on itself: s -> s");
    }

    @Test
    void shouldRefuseRulesThatHaveNoMeaningWithHoldWhile() {
        List<Problem> problems = Documents.problems(Documents.of(
                "buy = true", "hold = while", "exit = false", "expires = 3 bars", "cooldown = 1 bars", "rearm = true"));

        assertThat(problems).extracting(Problem::key).containsExactly("exit", "expires", "cooldown", "rearm");
    }

    @Test
    void shouldRefuseReadinessThatIsNeverReached() {
        String document = Documents.of(
                "let { c = \"value_when(close > open, ema(20))\" }", "buy = \"c > 0\"", "ready = CONVERGED");

        assertThat(Documents.strategy(document).readyBar()).isEqualTo(19 + 139);
        assertThat(Documents.strategy(document).requiresConverged()).isTrue();
    }

    @Test
    void shouldKeepTheLimitsAtTheirBorders() {
        String windows = "sum(close, 5000) + close[5000]";
        StringBuilder histories = new StringBuilder("buy = \"close > 0");
        for (int i = 1; i <= 13; i++) {
            histories.append(" and close[").append(5000 - i).append("] > 0");
        }
        String nodes = sum(510);

        assertThat(Documents.problems(Documents.defining(windows))).isEmpty();
        assertThat(Documents.problems(Documents.of(histories + "\""))).isEmpty();
        assertThat(Documents.problems(Documents.of(histories + " and close[4900] > 0\"")))
                .extracting(Problem::message)
                .containsExactly("windows and histories have at most 65536 doubles: doubles=69809");
        assertThat(Documents.strategy(Documents.of(nodes)).nodeCount()).isEqualTo(512);
        assertThat(Documents.problems(Documents.of(sum(511))))
                .extracting(Problem::message)
                .containsExactly("a strategy has at most 512 nodes: nodes=513");
        assertThat(Documents.problems(Documents.of("buy = true", "# " + "x".repeat(65_536))))
                .extracting(Problem::message)
                .containsExactly("a document has at most 65536 bytes: bytes=65572");
    }

    /** One series, one comparison, and this many additions, so two nodes more than additions. */
    private static String sum(int additions) {
        StringBuilder document = new StringBuilder("let {\n a0 = \"close + 0\"\n");
        int count = 1;
        for (int i = 1; i < 64 && count < additions; i++) {
            int more = Math.min(9, additions - count);
            document.append(" a")
                    .append(i)
                    .append(" = \"a")
                    .append(i - 1)
                    .append(" + 1".repeat(more))
                    .append("\"\n");
            count += more;
        }
        return document.append("}\nbuy = \"close > 0\"\n").toString();
    }

    @Test
    void shouldReadTheRules() {
        CompiledStrategy strategy = Documents.strategy("""
                # a comment
                id = "a-1", timeframe = 60m   // another
                description = "what it does"
                symbols = ["BTC*", "E?H", "!BTCX"]
                buy = true
                stop = 3.5
                cooldown = 5 bars
                expires = 4h
                rearm = false
                emit = every
                """);

        assertThat(strategy.rules().id()).isEqualTo("a-1");
        assertThat(strategy.rules().timeframe()).isEqualTo(Timeframe.ofNanos(Timeframe.HOUR));
        assertThat(strategy.rules().cooldownBars()).isEqualTo(5);
        assertThat(strategy.rules().expiresBars()).isZero();
        assertThat(strategy.rules().expiresNs()).isEqualTo(4 * Timeframe.HOUR);
        assertThat(strategy.rules().rearm()).isFalse();
        assertThat(strategy.rules().emitEvery()).isTrue();
        assertThat(strategy.rules().hold()).isEqualTo(Hold.UNTIL);
        assertThat(strategy.description()).isEqualTo("what it does");
        assertThat(strategy.matches("BTCUSD")).isTrue();
        assertThat(strategy.matches("BTCX")).isFalse();
        assertThat(strategy.matches("ETH")).isTrue();
        assertThat(strategy.matches("ETHUSD")).isFalse();
        assertThat(strategy.matches("btcusd")).isFalse();
    }

    @Test
    void shouldHaveACanonicalFormThatIsSortedAndComplete() {
        CompiledStrategy strategy = StrategyCompiler.compile(
                        "timeframe=60m\nparams { n = 14.0, m = 1e-3 }\nid : a\nbuy = \"rsi( n )>m\" # why\n",
                        Map.of("n", 21.0),
                        Optional.empty())
                .strategy();

        assertThat(strategy.canonical()).isEqualTo("""
                buy = "rsi( n )>m"
                confidence = "0.5"
                cooldown = "0 bars"
                description = ""
                emit = "change"
                flat = "unknown"
                hold = "until"
                id = "a"
                params = {
                  m = 0.001
                  n = 21
                }
                ready = "READY"
                rearm = true
                sell = "false"
                symbols = ["*"]
                timeframe = "1h"
                """);
    }

    @Test
    void shouldHashTheCanonicalFormWhateverTheOrderAndTheComments() throws Exception {
        CompiledStrategy one = Documents.strategy("id = a\ntimeframe = 1m\nbuy = \"close > 1\"");
        CompiledStrategy two = Documents.strategy("{ buy : \"close > 1\", \"timeframe\" = 60s # same\n id = \"a\" }");
        CompiledStrategy three = Documents.strategy("id = a\ntimeframe = 1m\nbuy = \"close >  1\"");

        assertThat(one.hash()).isEqualTo(two.hash()).isNotEqualTo(three.hash());
        assertThat(one.hash())
                .isEqualTo(MessageDigest.getInstance("SHA-256")
                        .digest(one.canonical().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldCompileTheSameStrategyFromItsCanonicalFormAlone() {
        for (String name : HouseStrategies.names()) {
            Timeframe fiveMinutes = Timeframe.ofNanos(5 * Timeframe.MINUTE);
            CompiledStrategy strategy = StrategyCompiler.compile(
                            HouseStrategies.text(name), Map.of("volatility", 21.0), Optional.of(fiveMinutes))
                    .strategy();

            CompiledStrategy again =
                    StrategyCompiler.compileCanonical(strategy.canonical()).strategy();

            assertThat(again.canonical()).isEqualTo(strategy.canonical());
            assertThat(again.hash()).isEqualTo(strategy.hash());
            assertThat(again.rules().timeframe()).isEqualTo(strategy.rules().timeframe());
            assertThat(again.plan().steps()).hasSameSizeAs(strategy.plan().steps());
        }
    }

    @Test
    void shouldKeepAnyTextThroughTheCanonicalForm() {
        CompiledStrategy strategy = Documents.strategy(Documents.of(
                "description = \"quote \\\" back \\\\ tab \\t line \\n umlaut ü\"", "buy = \"close\\t> 1\""));

        CompiledStrategy again =
                StrategyCompiler.compileCanonical(strategy.canonical()).strategy();

        assertThat(again.description()).isEqualTo("quote \" back \\ tab \t line \n umlaut ü");
        assertThat(again.hash()).isEqualTo(strategy.hash());
    }

    @Test
    void shouldLookForWarningsInADocumentAndNotInItsCanonicalForm() {
        Compilation compilation = Documents.compile(Documents.of("buy = \"close > high\"", "expires = 5 bars"));

        Compilation again =
                StrategyCompiler.compileCanonical(compilation.strategy().canonical());

        assertThat(compilation.warnings()).isNotEmpty();
        assertThat(again.warnings()).isEmpty();
        assertThat(again.strategy().hash()).isEqualTo(compilation.strategy().hash());
    }

    @Test
    void shouldRefuseATextThatIsNotCanonical() {
        assertThat(StrategyCompiler.compileCanonical(HouseStrategies.text("momentum"))
                        .problems())
                .extracting(Problem::message)
                .containsExactly("this is not a canonical form");
    }

    @Test
    void shouldRefuseOverridesThatTheDocumentDoesNotKnow() {
        Compilation compilation = StrategyCompiler.compile(
                HouseStrategies.text("momentum"), Map.of("fats", 3.0, "slow", Double.NaN), Optional.empty());

        assertThat(compilation.strategy()).isNull();
        assertThat(compilation.problems())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "no such param: 'fats': did you mean fast?", "expected a finite number: found NaN");
    }

    @Test
    void shouldWarnOfAParamThatNothingUses() {
        Compilation compilation = Documents.compile(
                Documents.of("params { n = 3, m = 4 }", "buy = \"sma(n) > close\"", "exit = \"close > open\""));

        assertThat(compilation.strategy()).isNotNull();
        assertThat(compilation.warnings()).extracting(Problem::key).containsExactly("params.m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mean-reversion              | 27 | adx(14).adx
            momentum                    | 49 | ema(50)
            stochrsi-dynamic-bands      | 34 | cross_above(stochrsi(14, 14, 3, 3).k, dynamic_bands(14, 20, 20, 80, 0.7, 0.3, 10, 50, 5).lower)
            stochrsi-dynamic-bands-seed | 34 |
            trend-following             | 49 | ema(50)
            """)
    void shouldCountTheBarsBeforeAHouseStrategyIsReady(String name, int bars, String setBy) {
        CompiledStrategy strategy = Documents.strategy(HouseStrategies.text(name));

        assertThat(strategy.readyBar()).isEqualTo(bars);
        if (setBy != null) {
            assertThat(strategy.readySetBy()).isEqualTo(setBy);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ema(9, of = rsi(14)) > 0                         | 22
            stochrsi(14, 14, 3, 3).d > 0                     | 31
            cross_above(macd(12, 26, 9).histogram, 0)        | 34
            close[5] > 0                                     | 5
            within(rsi(14) > 50, 3)                          | 16
            rising(sma(5), 3)                                | 7
            sum(close, 4) > 0                                | 3
            defined(ema(50))                                 | 0
            coalesce(ema(50), sma(5)) > 0                    | 4
            flat(rsi(14))                                    | 14
            bars_since(rsi(14) > 50) > 3                     | 14
            wap > 0 and trades > 0                           | 0
            if(close > open, rsi(14), sma(20)) > 0           | 19
            close > close[1] @ 5m                            | 9
            (close @ 5m)[3] > 1                              | 7
            true                                             | 0
            """)
    void shouldCountReadinessInBars(String expression, int bars) {
        assertThat(Documents.strategy(Documents.of("buy = \"" + expression + "\""))
                        .readyBar())
                .isEqualTo(bars);
    }
}
