package io.heliograph.server.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    @Test
    void shouldReadWhatTheJdkReads() {
        SplittableRandom random = new SplittableRandom(11);

        for (int i = 0; i < 20_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(9_000_000_000L), random.nextInt(1_000_000_000));
            assertThat(TimeText.parse(time.toString())).isEqualTo(TimeText.nanos(time));
            assertThat(TimeText.of(TimeText.nanos(time))).isEqualTo(time.toString());
        }
    }

    @Test
    void shouldReadAnyNumberOfDigits() {
        assertThat(TimeText.parse("2013-10-07T08:00:00.5Z")).isEqualTo(1_381_132_800_500_000_000L);
        assertThat(TimeText.parse("1970-01-01T00:00:00Z")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2013-10-07",
                "2013-10-07 08:00:00Z",
                "2013-02-29T08:00:00Z",
                "2013-13-01T08:00:00Z",
                "2013-10-07T24:00:00Z",
                "2013-10-07T08:00:60Z",
                "2013-10-07T08:00:00.Z",
                "2013-10-07T08:00:00.1234567890Z",
                "2013-10-07T08:00:00+01:00",
                "9999-10-07T08:00:00Z"
            })
    void shouldRefuseWhatIsNoTimeInUtc(String text) {
        assertThatThrownBy(() -> TimeText.parse(text))
                .isInstanceOfAny(DateTimeException.class, ArithmeticException.class);
    }
}
