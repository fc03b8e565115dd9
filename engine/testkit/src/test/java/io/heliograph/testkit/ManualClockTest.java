package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    @Test
    void shouldMoveOnlyWhenTold() {
        ManualClock clock = ManualClock.at("2024-01-02T00:00:00.000000005Z");
        assertThat(clock.getAsLong()).isEqualTo(1_704_153_600_000_000_005L);

        clock.advance(7);
        clock.advance(Duration.ofSeconds(-1));

        assertThat(clock.nowNs()).isEqualTo(1_704_153_599_000_000_012L);
    }

    @Test
    void shouldStandWhereItIsSet() {
        ManualClock clock = new ManualClock(1);

        clock.set(42);

        assertThat(clock.nowNs()).isEqualTo(42);
    }
}
