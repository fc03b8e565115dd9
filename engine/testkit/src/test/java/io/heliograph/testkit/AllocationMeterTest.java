package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationMeterTest {
    private long[] kept;
    private long sum;

    @Test
    void shouldAnswerNothingForArithmetic() {
        double bytes = AllocationMeter.bytesPerOperation(10_000, 100_000, i -> sum += i);

        assertThat(bytes).isLessThanOrEqualTo(0.01);
        assertThat(sum).isPositive();
    }

    @Test
    void shouldSeeASmallArray() {
        double bytes = AllocationMeter.bytesPerOperation(10_000, 100_000, i -> kept = new long[2]);

        assertThat(bytes).isBetween(24.0, 40.0);
        assertThat(kept).hasSize(2);
    }

    @Test
    void shouldSeeARareAllocation() {
        double bytes = AllocationMeter.bytesPerOperation(1_000, 100_000, i -> {
            if (i % 1_000 == 0) {
                kept = new long[10];
            }
        });

        assertThat(bytes).isBetween(0.08, 0.2);
    }
}
