package io.heliograph.kernels;

import static io.heliograph.kernels.DynamicBandsParams.Profile.SEED;
import static io.heliograph.kernels.DynamicBandsParams.Profile.SYMMETRIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.heliograph.kernels.DynamicBandsParams.Warmup;
import io.heliograph.testkit.RandomMarket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicBandsTest {
    private static final int LOWER = 0;
    private static final int UPPER = 1;
    private static final int RATIO = 2;

    /**
     * atr 1 and mean 2, so that the ratio of the last two ranges can be chosen: with ranges 1 and r it is r / ((1 + r)/2).
     */
    private static DynamicBandsParams params(DynamicBandsParams.Profile profile, double lower, double upper) {
        return new DynamicBandsParams(1, 2, lower, upper, 0.7, 0.3, 10.0, 50.0, 5.0, profile, Warmup.NONE);
    }

    private static DynamicBands fedRatio(DynamicBandsParams params, double ratio) {
        DynamicBands bands = new DynamicBands(params);
        bands.update(range(1.0));
        bands.update(range(1.0));
        bands.update(range(ratio / (2.0 - ratio)));
        assertThat(bands.value(RATIO)).isCloseTo(ratio, within(1e-12));
        return bands;
    }

    private static Bar range(double range) {
        return new Bar().set(100.0, 100.0 + range / 2, 100.0 - range / 2, 100.0, 1.0, 0L, 0L);
    }

    @ParameterizedTest(name = "ratio {0}: {1} .. {2}")
    @CsvSource({
        // Inside (0.7, 1/0.7) nothing moves.
        "0.70, 20, 80",
        "1.00, 20, 80",
        "1.42, 20, 80",
        // Above: 30 * (ratio - 1/0.7) outwards.
        "1.60, 14.857142857142858, 85.14285714285714",
        // The floor of 5 stops it.
        "1.99, 5, 95",
        // Below: 30 * (ratio - 0.7) inwards, at most min_width.
        "0.50, 26, 74",
        "0.10, 30, 70"
    })
    void shouldMoveBothBandsAlikeWhenTheRatioIsUnusual(double ratio, double lower, double upper) {
        DynamicBands bands = fedRatio(params(SYMMETRIC, 20.0, 80.0), ratio);

        assertThat(bands.value(LOWER)).isCloseTo(lower, within(1e-9));
        assertThat(bands.value(UPPER)).isCloseTo(upper, within(1e-9));
        assertThat(bands.isFlat(LOWER)).isFalse();
    }

    @ParameterizedTest(name = "ratio {0}: {1} .. {2}")
    @CsvSource({
        // Above 0.7 the first branch: 30 * (ratio - 1), inwards when the ratio is below 1.
        "0.80, 41, 94",
        "1.00, 35, 100",
        "1.50, 20, 115",
        // Else below 1/0.7: 30 * (1 - ratio) inwards, but min and max are swapped in the founding formula.
        "0.50, 45, 90",
        "0.70, 44, 91"
    })
    void shouldFollowTheFoundingFormulaWordForWord(double ratio, double lower, double upper) {
        DynamicBands bands = fedRatio(params(SEED, 35.0, 100.0), ratio);

        assertThat(bands.value(LOWER)).isCloseTo(lower, within(1e-9));
        assertThat(bands.value(UPPER)).isCloseTo(upper, within(1e-9));
    }

    @Test
    void shouldSpreadBandsThatAreTooClose() {
        DynamicBandsParams near =
                new DynamicBandsParams(1, 2, 45.0, 57.0, 0.7, 0.3, 10.0, 50.0, 5.0, SYMMETRIC, Warmup.NONE);

        DynamicBands bands = fedRatio(near, 0.5);

        assertThat(bands.value(LOWER)).isCloseTo(46.0, within(1e-12));
        assertThat(bands.value(UPPER)).isCloseTo(56.0, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldKeepSymmetricBandsReachableAndApart(long seed) {
        DynamicBands bands = new DynamicBands(DynamicBandsParams.defaults(SYMMETRIC));
        List<Bar> bars = Feed.bars(new RandomMarket(seed, 100.0, 0.01).bars(3_000));

        for (Bar bar : bars) {
            bands.update(bar);
            if (!Double.isNaN(bands.value(RATIO))) {
                assertThat(bands.value(LOWER)).as("seed=%d", seed).isBetween(5.0, 30.0);
                assertThat(bands.value(UPPER)).as("seed=%d", seed).isBetween(70.0, 95.0);
                assertThat(bands.value(LOWER) + bands.value(UPPER)).isCloseTo(100.0, within(1e-9));
            }
        }
    }

    @Test
    void shouldBeFlatWithRatioOneWhenNothingEverMoved() {
        DynamicBands bands = new DynamicBands(params(SYMMETRIC, 20.0, 80.0));

        for (int i = 0; i < 4; i++) {
            bands.update(range(0.0));
        }

        for (int output = 0; output < 3; output++) {
            assertThat(bands.isFlat(output)).isTrue();
        }
        assertThat(bands.value(RATIO)).isEqualTo(1.0);
        assertThat(bands.value(LOWER)).isEqualTo(20.0);
        assertThat(bands.value(UPPER)).isEqualTo(80.0);
    }

    @Test
    void shouldAnswerTheBaseBandsBeforeTheRatioOnlyWhenAsked() {
        DynamicBands none = new DynamicBands(EveryKernel.bands(SEED, Warmup.NONE));
        DynamicBands base = new DynamicBands(EveryKernel.bands(SEED, Warmup.BASE));

        none.update(range(1.0));
        base.update(range(1.0));

        assertThat(none.value(LOWER)).isNaN();
        assertThat(base.value(LOWER)).isEqualTo(35.0);
        assertThat(base.value(UPPER)).isEqualTo(100.0);
        assertThat(base.value(RATIO)).isNaN();
        assertThat(none.firstBar(RATIO)).isEqualTo(8);
    }

    @Test
    void shouldRefuseWithAllProblemsAtOnce() {
        assertThatThrownBy(() ->
                        new DynamicBandsParams(0, 5_001, 90.0, 80.0, 1.5, 0.0, 20.0, 10.0, 5.0, SYMMETRIC, Warmup.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("atr must be 1 to 5000: atr=0")
                .hasMessageContaining("mean must be 1 to 5000: mean=5001")
                .hasMessageContaining("lower=90.0 upper=80.0")
                .hasMessageContaining("sensitivity must be greater than 0 and at most 1: sensitivity=1.5")
                .hasMessageContaining("factor must be finite and greater than 0: factor=0.0")
                .hasMessageContaining("min_width=20.0 max_width=10.0");
        assertThatThrownBy(() -> params(SYMMETRIC, 4.0, 80.0)).hasMessageContaining("floor=5.0 lower=4.0 upper=80.0");
        assertThatThrownBy(() -> params(SYMMETRIC, 20.0, 96.0)).hasMessageContaining("floor=5.0 lower=20.0 upper=96.0");
        assertThat(params(SYMMETRIC, 5.0, 95.0).upper()).isEqualTo(95.0);
        assertThat(params(SEED, 1.0, 120.0).upper()).isEqualTo(120.0);
    }
}
