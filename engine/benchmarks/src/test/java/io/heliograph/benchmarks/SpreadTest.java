package io.heliograph.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void shouldRankBetweenNeighbours() {
        Spread spread = Spread.of(new double[] {5, 1, 4, 2, 3});

        assertThat(spread.p25()).isEqualTo(2.0);
        assertThat(spread.median()).isEqualTo(3.0);
        assertThat(spread.p90()).isEqualTo(4.6);
    }

    @Test
    void shouldTakeTheMiddleOfAnEvenNumber() {
        assertThat(Spread.of(new double[] {4, 1, 3, 2}).median()).isEqualTo(2.5);
        assertThat(Spread.of(new double[] {7}).p90()).isEqualTo(7.0);
    }

    @Test
    void shouldSayHowFarTheMiddleIsApartAsAShareOfTheMedian() {
        assertThat(Spread.of(new double[] {10, 10, 10, 10, 10}).share()).isZero();
        assertThat(new Spread(9, 10, 12).share()).isEqualTo(0.3);
    }

    @Test
    void shouldLeaveWhatItMeasuresAsItWas() {
        double[] values = {3, 1, 2};

        Spread.of(values);

        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void shouldRefuseNothing() {
        assertThatThrownBy(() -> Spread.of(new double[0])).hasMessage("expected measurements, found none");
    }
}
