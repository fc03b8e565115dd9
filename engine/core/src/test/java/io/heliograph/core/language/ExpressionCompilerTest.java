package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Timeframe;
import io.heliograph.core.language.CompiledFormulas.Column;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExpressionCompilerTest {
    private static final Timeframe MINUTE = Timeframe.ONE_MINUTE;

    @Test
    void shouldAnswerEveryOutputOfARecordUnderTheTextAsGiven() {
        CompiledFormulas formulas = compiled("macd(12,26,9)", "ema(20)", "close > open");

        assertThat(formulas.columns())
                .extracting(Column::name)
                .containsExactly(
                        "macd(12,26,9).line",
                        "macd(12,26,9).signal",
                        "macd(12,26,9).histogram",
                        "ema(20)",
                        "close > open");
        assertThat(formulas.columns()).extracting(Column::expression).containsExactly(0, 0, 0, 1, 2);
        assertThat(formulas.columns())
                .extracting(Column::isCondition)
                .containsExactly(false, false, false, false, true);
        assertThat(formulas.columns()).extracting(Column::readyBar).containsExactly(25, 33, 33, 19, 0);
    }

    @Test
    void shouldShareEqualNodesAcrossExpressions() {
        assertThat(compiled("ema(20)", "ema(close, 20) - 1").plan().nodeCount())
                .isEqualTo(compiled("ema(20) - 1").plan().nodeCount());
    }

    @Test
    void shouldUseParamsAndDefinitions() {
        FormulaCompilation compilation = ExpressionCompiler.compile(
                List.of("m", "fast - slow"),
                MINUTE,
                Map.of("n", 21.0),
                Map.of("fast", "ema(9)", "slow", "ema(n)", "m", "macd(9, n, 5)"));

        assertThat(compilation.formulas().columns())
                .extracting(Column::name)
                .containsExactly("m.line", "m.signal", "m.histogram", "fast - slow");
        assertThat(compilation.formulas().columns().get(3).readyBar()).isEqualTo(20);
    }

    @Test
    void shouldTakeNamesAndTimeframeOfAStrategy() {
        CompiledStrategy strategy = Documents.strategy(
                Documents.of("params { n = 5 }", "let { e = \"ema(n)\" }", "buy = \"close > e\"", "flat = evaluate"));

        FormulaCompilation compilation = ExpressionCompiler.compile(List.of("e"), strategy);

        assertThat(strategy.params()).isEqualTo(Map.of("n", 5.0));
        assertThat(strategy.let()).isEqualTo(Map.of("e", "ema(n)"));
        assertThat(strategy.evaluatesFlat()).isTrue();
        assertThat(compilation.formulas().timeframe())
                .isEqualTo(strategy.rules().timeframe());
        assertThat(compilation.formulas().columns().get(0).readyBar()).isEqualTo(4);
    }

    @Test
    void shouldTellTheProblemsOfAllExpressionsAtOnce() {
        List<Problem> problems = problems(MINUTE, "rsi(14", "close", "side * 2", "entry", "nonsense(3)", "close[-1]");

        assertThat(problems)
                .extracting(Problem::key)
                .containsExactly(
                        "expressions[0]", "expressions[2]", "expressions[3]", "expressions[4]", "expressions[5]");
        assertThat(problems.get(1).message()).contains("'side' stands only in");
        assertThat(problems.get(4).column()).isEqualTo(7);
        assertThat(problems.get(4).excerpt()).isEqualTo("  close[-1]\n        ^");
    }

    @Test
    void shouldRefuseTimeframesThatAreNotMadeOfTheBars() {
        List<Problem> problems = problems(Timeframe.parse("3m"), "close @ 5m", "close @ 15m", "d", "close @ 1m");

        assertThat(problems)
                .extracting(Problem::key)
                .containsExactly("expressions[0]", "expressions[2]", "expressions[3]");
        assertThat(problems.get(0).column()).isEqualTo(7);
        assertThat(problems.get(0).message()).contains("whole multiple of 3m").contains("found 5m");
    }

    @Test
    void shouldRefuseLargerTimeframesOverBarsThatAreNotOfTime() {
        assertThat(problems(Timeframe.parse("100t"), "close", "close @ 1h"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("these are of 100t"));
    }

    @Test
    void shouldPlaceATimeframeInsideADefinitionAtItsName() {
        FormulaCompilation compilation = ExpressionCompiler.compile(
                List.of("1 + d"), Timeframe.parse("3m"), Map.of(), Map.of("d", "e * 2", "e", "close @ 5m"));

        assertThat(compilation.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.column()).isEqualTo(5));
    }

    @Test
    void shouldTellWhatIsWrongWithNamesOnce() {
        FormulaCompilation compilation = ExpressionCompiler.compile(
                List.of("a + 1", "b"),
                MINUTE,
                Map.of("close", 1.0, "x", Double.NaN),
                Map.of("a", "rsi(", "b", "c", "c", "b", "9d", "close"));

        assertThat(compilation.formulas()).isNull();
        assertThat(compilation.problems())
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("params.close", "params.x", "let.9d", "let.a", "let.b", "let.c");
    }

    @Test
    void shouldWorkOffDefinitionsThatUseEachOtherTwiceInReasonableTime() {
        Map<String, String> let = new TreeMap<>();
        let.put("d00", "close");
        for (int i = 1; i < 60; i++) {
            let.put(String.format("d%02d", i), String.format("d%02d + d%02d", i - 1, i - 1));
        }

        FormulaCompilation compilation = ExpressionCompiler.compile(List.of("d59"), MINUTE, Map.of(), let);

        assertThat(compilation.problems()).isEmpty();
        assertThat(compilation.formulas().plan().nodeCount()).isEqualTo(60);
    }

    @Test
    void shouldHoldTheLimitsOfStrategies() {
        String[] windows = new String[14];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = "median(" + (5000 - i) + ")";
        }

        assertThat(problems(MINUTE, windows))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("at most 65536 doubles"));
        assertThat(problems(MINUTE))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("expected 1 to 256 expressions: expressions=0"));
        assertThat(ExpressionCompiler.compile(Collections.nCopies(257, "close"), MINUTE, Map.of(), Map.of())
                        .problems())
                .hasSize(1);
    }

    private static CompiledFormulas compiled(String... expressions) {
        FormulaCompilation compilation = ExpressionCompiler.compile(List.of(expressions), MINUTE, Map.of(), Map.of());
        assertThat(compilation.problems()).isEmpty();
        return compilation.formulas();
    }

    private static List<Problem> problems(Timeframe timeframe, String... expressions) {
        return ExpressionCompiler.compile(List.of(expressions), timeframe, Map.of(), Map.of())
                .problems();
    }
}
