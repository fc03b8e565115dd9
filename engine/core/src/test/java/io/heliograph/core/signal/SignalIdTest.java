package io.heliograph.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalIdTest {
    @Test
    void shouldPrintBase32OfTheRfcInLowerCase() {
        byte[] id = "foobarfoob".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        assertThat(SignalId.text(id)).isEqualTo("mzxw6ytbojtg633c");
        assertThat(SignalId.text(new byte[10])).isEqualTo("aaaaaaaaaaaaaaaa");
    }

    @Test
    void shouldReadBackWhatItPrints() {
        long seed = 4242;
        Random random = new Random(seed);
        byte[] id = new byte[SignalId.LENGTH];

        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(id);
            assertThat(SignalId.parse(SignalId.text(id)))
                    .as("seed=%d i=%d", seed, i)
                    .isEqualTo(id);
        }
    }

    @Test
    void shouldReadAnIdWhereItLiesInARecord() {
        byte[] id = SignalId.parse("abcdefghijklmnop");
        UnsafeBuffer record = new UnsafeBuffer(new byte[20]);
        record.putBytes(7, id);

        assertThat(SignalId.text(record, 7)).isEqualTo("abcdefghijklmnop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "abcdefghijklmnopq", "ABCDEFGHIJKLMNOP", "abcdefghijklmno1", "abcdefghijklmno="})
    void shouldRefuseWhatIsNoId(String text) {
        assertThatThrownBy(() -> SignalId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a signal id of 16 characters a-z and 2-7: signal_id=" + text);
    }
}
