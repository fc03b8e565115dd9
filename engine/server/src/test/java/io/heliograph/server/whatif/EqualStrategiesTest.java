package io.heliograph.server.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.backtest.RunOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a journal went through, strategies that are those it had change nothing. */
class EqualStrategiesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed={0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldFindNoDifferenceWhereTheStrategiesAreThoseOfTheJournal(long seed) throws Exception {
        RandomJournal.Made made = RandomJournal.make(folder, seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<CompiledStrategy> some = new ArrayList<>();
        for (String document : made.documents()) {
            if (random.nextBoolean()) {
                some.add(StrategyCompiler.compile(document, Map.of(), Optional.empty())
                        .strategy());
            }
        }

        Replayed replayed = new JournalReplay(made.data()).run((done, total) -> {});
        WhatIf whatIf = new WhatIfRun(made.data(), some, 3, RunOptions.all(false)).run(new QuietRun());

        assertThat(replayed.isEqual()).isTrue();
        assertThat(replayed.counts().signals()).isPositive();
        assertThat(whatIf.diff().changes()).isEmpty();
        assertThat(whatIf.added()).isEmpty();
        assertThat(whatIf.replaced()).hasSize(some.size());
        assertThat(whatIf.journaled().contentDigest())
                .isEqualTo(whatIf.other().contentDigest())
                .isEqualTo(replayed.contentDigest());
    }
}
