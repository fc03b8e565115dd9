package io.heliograph.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AllocationRowsTest {
    @Test
    void shouldDriveTradesThroughTheEngineAndCountWhatTheSequencerAllocates() {
        Row row = new AllocationRows(20, 4).rows().get(0);

        assertThat(row.id()).isEqualTo("3");
        assertThat(row.ours()).isGreaterThanOrEqualTo(0.0).isLessThan(10_000.0);
        assertThat(row.floor()).isEqualTo(1.0);
    }
}
