package io.heliograph.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Cause;
import io.heliograph.core.OutputEmitter;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Documents;
import io.heliograph.core.language.NaiveEvaluator;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.core.strategy.NaiveStance;
import io.heliograph.core.strategy.OutputLines;
import io.heliograph.core.strategy.StrategyRun;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.core.strategy.StrategyView.Condition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whole documents over whole series: readiness, stance, confidence, levels, expiry, endings and outcomes as the slow
 * evaluation of the document has them.
 *
 * <p>With {@code -Dheliograph.full=true} thirty times as many documents are drawn.
 */
class DocumentTwinTest {
    private static final int MORE = Boolean.getBoolean("heliograph.full") ? 30 : 1;
    private static final int DOCUMENTS = 100;
    private static final int BARS = 150;

    @Test
    void shouldConcludeWhatTheSlowEvaluationOfTheDocumentConcludes() {
        int[] seen = new int[4];
        for (long seed = 1; seed <= (long) DOCUMENTS * MORE; seed++) {
            try {
                compare(seed, seen);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed=" + seed + ": " + e.getMessage(), e);
            }
        }

        assertThat(seen[0]).as("entries").isGreaterThan(5 * DOCUMENTS);
        assertThat(seen[1]).as("endings").isGreaterThan(4 * DOCUMENTS);
        assertThat(seen[2]).as("faults").isGreaterThan(DOCUMENTS / 2);
        assertThat(seen[3]).as("late evaluations").isGreaterThan(DOCUMENTS / 2);
    }

    private static void compare(long seed, int[] seen) {
        Random random = new Random(seed);
        RandomBars bars = new RandomBars(random, BARS, RandomBars.Market.of(seed));
        RandomDocument document = new RandomDocument(random);
        CompiledStrategy strategy = Documents.strategy(document.text());
        NaiveEvaluator naive = new NaiveEvaluator(
                bars.byTimeframe(),
                Timeframe.ONE_MINUTE,
                document.evaluatesFlat,
                new PipelineIndicators(bars.byTimeframe(), document.evaluatesFlat));
        NaiveDocument script = new NaiveDocument(strategy.rules(), document, bars.minutes, naive);
        NaiveStance twin = new NaiveStance(script);
        OutputLines lines = new OutputLines();

        StrategyRun run = play(strategy, bars, lines);

        List<String> expected = twin.lines();
        List<String> found = lines.all();
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            assertThat(found.get(i)).as(document.text()).isEqualTo(expected.get(i));
        }
        assertThat(found).as(document.text()).hasSameSizeAs(expected);
        assertThat(run.unknownBuys()).as("unknown buys").isEqualTo(twin.unknowns(Condition.BUY));
        assertThat(run.unknownSells()).as("unknown sells").isEqualTo(twin.unknowns(Condition.SELL));
        for (String line : expected) {
            seen[0] += line.contains(" confidence ") ? 1 : 0;
            seen[1] += line.contains(" end #") ? 1 : 0;
            seen[2] += line.contains(" fault ") ? 1 : 0;
        }
        seen[3] += script.firstBar() > 2 ? 1 : 0;
    }

    private static StrategyRun play(CompiledStrategy strategy, RandomBars bars, OutputLines lines) {
        Pipeline pipeline = new Pipeline();
        StrategyView view = pipeline.add(strategy, new BarHistory(1));
        StrategyRun run = new StrategyRun(strategy.rules(), view, 1, "ABC", new SignalRecords());
        OutputEmitter out = new OutputEmitter(lines);
        Cause cause = new Cause();
        int bar = 0;
        for (ClosedBar each : bars.closing) {
            RandomBars.feed(pipeline, each);
            if (RandomBars.timeframe(each).equals(Timeframe.ONE_MINUTE)) {
                run.decide(each, cause.set(bar, bar, bar));
                run.emitEndings(out);
                run.emitSignal(out);
                bar++;
            }
        }
        return run;
    }
}
