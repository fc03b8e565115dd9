package io.heliograph.server.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberCellTest {
    @Test
    void shouldReadTheNearestDoubleAsTheJdkDoes() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200_000; i++) {
            int digits = 1 + random.nextInt(20);
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
            int point = random.nextInt(digits + 1);
            for (int d = 0; d < digits; d++) {
                text.append(d == point ? "." : "").append(random.nextInt(4) == 0 ? 0 : random.nextInt(10));
            }

            assertThat(parse(text.toString())).as(text.toString()).isEqualTo(Double.parseDouble(text.toString()));
        }
    }

    @Test
    void shouldReadEveryDoubleFromItsText() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 50_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(x)) {
                assertThat(parse(Double.toString(x))).isEqualTo(x);
                assertThat(parse(new BigDecimal(x).toPlainString())).isEqualTo(x);
            }
        }
        assertThat(parse("0.00000001000")).isEqualTo(1e-8);
        assertThat(parse("99683152000000.00")).isEqualTo(99683152000000.0);
        assertThat(parse("1.5e-7")).isEqualTo(1.5e-7);
        assertThat(1 / parse("-0")).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "e5",
                "1,5",
                "1 5",
                "1.2.3",
                "NaN",
                "Infinity",
                "0x1p3",
                "1d",
                "1e999",
                "--1",
                "$1",
                "1%"
            })
    void shouldRefuseWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
    }

    private static double parse(String text) {
        return NumberCell.parse(text.toCharArray(), 0, text.length());
    }
}
