package io.heliograph.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberTextTest {
    @Test
    void shouldPrintTheFewestDigitsThatReadBack() {
        assertThat(NumberText.of(0.1)).isEqualTo("0.1");
        assertThat(NumberText.of(100)).isEqualTo("100");
        assertThat(NumberText.of(-0.0)).isEqualTo("0");
        assertThat(NumberText.of(1e-9)).isEqualTo("0.000000001");
        assertThat(NumberText.of(9.99e-10)).isEqualTo("9.99e-10");
        assertThat(NumberText.of(999_999_999_999_999.0)).isEqualTo("999999999999999");
        assertThat(NumberText.of(1e15)).isEqualTo("1e15");
        assertThat(NumberText.of(-1.25e300)).isEqualTo("-1.25e300");
        assertThat(NumberText.of(Double.MIN_VALUE)).isEqualTo("4.9e-324");
        assertThat(NumberText.of(Double.NaN)).isEmpty();
    }

    @Test
    void shouldNotPrintTheLongFormOfOlderRuntimes() {
        assertThat(NumberText.of(2e23)).isEqualTo("2e23");
        assertThat(NumberText.of(1.0E23)).isEqualTo("1e23");
        assertThat(NumberText.of(8.41E21)).isEqualTo("8.41e21");
    }

    @Test
    void shouldReadBackToTheSameBits() {
        SplittableRandom random = new SplittableRandom(7);

        for (int i = 0; i < 100_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(x) && x != 0) {
                assertThat(Double.parseDouble(NumberText.of(x)))
                        .as("seed 7, case %d", i)
                        .isEqualTo(x);
            }
        }
    }
}
