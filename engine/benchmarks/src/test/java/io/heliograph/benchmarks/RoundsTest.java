package io.heliograph.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class RoundsTest {
    private static final Rounds ONE = new Rounds("one", new double[] {1, 2}, new double[] {4, 8});
    private static final Rounds OTHER = new Rounds("other", new double[] {4, 8}, new double[] {9, 2});

    @Test
    void shouldFormRatiosWithinARound() {
        assertThat(ONE.share().median()).isEqualTo(0.25);
        assertThat(ONE.timesFaster().median()).isEqualTo(4.0);
    }

    @Test
    void shouldAddWhatAllCostInARound() {
        Rounds sum = Rounds.sum("sum", List.of(ONE, OTHER));

        assertThat(sum.ours()).containsExactly(5, 10);
        assertThat(sum.anchor()).containsExactly(13, 10);
    }

    @Test
    void shouldMultiplyForTheGeometricMean() {
        Rounds mean = Rounds.geometricMean("mean", List.of(ONE, OTHER));

        assertThat(mean.ours()).containsExactly(new double[] {2, 4}, Offset.offset(1e-12));
        assertThat(mean.anchor()).containsExactly(new double[] {6, 4}, Offset.offset(1e-12));
    }
}
