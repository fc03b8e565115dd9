package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NanosTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 999_999_999, 1_000_000_000, -1_000_000_000, Long.MAX_VALUE, Long.MIN_VALUE})
    void shouldComeBackTheSame(long nanos) {
        assertThat(Nanos.of(Nanos.toTimestamp(nanos))).isEqualTo(nanos);
        assertThat(Nanos.of(Nanos.toInstant(nanos))).isEqualTo(nanos);
    }

    @Test
    void shouldComeBackTheSameForAnyNumber() {
        long seed = 20240102;
        Random random = new Random(seed);

        for (int i = 0; i < 100_000; i++) {
            long nanos = random.nextLong();
            Timestamp timestamp = Nanos.toTimestamp(nanos);
            assertThat(timestamp.getNanos()).as("seed=%d i=%d", seed, i).isBetween(0, 999_999_999);
            assertThat(Nanos.of(timestamp)).as("seed=%d i=%d", seed, i).isEqualTo(nanos);
            assertThat(Nanos.toTimestamp(Nanos.toInstant(nanos)))
                    .as("seed=%d i=%d", seed, i)
                    .isEqualTo(timestamp);
        }
    }

    @Test
    void shouldRefuseWhatALongCannotHold() {
        assertThatThrownBy(() -> Nanos.of(Instant.parse("2262-04-11T23:47:16.854775808Z")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Nanos.of(Instant.parse("1677-09-21T00:12:43.145224191Z")))
                .isInstanceOf(ArithmeticException.class);
    }
}
