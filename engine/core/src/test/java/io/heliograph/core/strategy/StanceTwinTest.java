package io.heliograph.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.strategy.StrategyView.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stance and outcomes against the naive twin, and against themselves from saved states, on drawn series. */
class StanceTwinTest {
    private static final long FIRST_SEED = 20_260_101;
    private static final int SERIES = 1_500;

    @Test
    void shouldConcludeWhatTheNaiveTwinConcludes() {
        Map<String, Integer> seen = new HashMap<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SERIES; seed++) {
            RandomScript script = new RandomScript(seed);
            OutputLines lines = new OutputLines();
            NaiveStance twin = new NaiveStance(script);

            StrategyRun run = script.play(lines, false);

            List<String> expected = twin.lines();
            assertThat(lines.all()).as("seed=%d rules=%s", seed, script.rules).isEqualTo(expected);
            assertThat(run.unknownBuys()).as("seed=%d", seed).isEqualTo(twin.unknowns(Condition.BUY));
            assertThat(run.unknownSells()).as("seed=%d", seed).isEqualTo(twin.unknowns(Condition.SELL));
            expected.forEach(line -> seen.merge(kindOf(line), 1, Integer::sum));
        }

        assertThat(seen)
                .containsKeys(
                        "end STOP",
                        "end TARGET",
                        "end EXIT",
                        "end EXPIRED",
                        "end OPPOSITE",
                        "end CONFLICT",
                        "end RELEASED",
                        "AMBIGUOUS",
                        "outcome",
                        "fault",
                        "closes",
                        "UNCHANGED");
        assertThat(seen.values()).allMatch(count -> count > 100);
    }

    @Test
    void shouldConcludeTheSameWhenARunGoesOnFromASavedStateAfterEachBar() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 200; seed++) {
            RandomScript script = new RandomScript(seed);
            OutputLines whole = new OutputLines();
            OutputLines pieces = new OutputLines();

            StrategyRun one = script.play(whole, false);
            StrategyRun many = script.play(pieces, true);

            assertThat(pieces.all()).as("seed=%d rules=%s", seed, script.rules).isEqualTo(whole.all());
            assertThat(stateOf(many)).as("seed=%d", seed).isEqualTo(stateOf(one));
        }
    }

    private static long[] stateOf(StrategyRun run) {
        Longs state = new Longs();
        run.save(state);
        return state.toArray();
    }

    private static String kindOf(String line) {
        String[] words = line.split(" ");
        return switch (words[1]) {
            case "end" -> line.contains("AMBIGUOUS") ? "AMBIGUOUS" : "end " + words[4];
            case "outcome", "fault" -> words[1];
            default -> line.contains("UNCHANGED") ? "UNCHANGED" : line.contains("closes") ? "closes" : "entry";
        };
    }
}
