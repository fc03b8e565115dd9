package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The bits of every kernel's answers over one invented market, as they were when its semantic id was given.
 *
 * <p>A difference means that recorded signals would no longer replay: either the change was not meant, or the kernel needs
 * a new version in its semantic id. The market comes from integer arithmetic written here, so it is the same on every JDK.
 */
class GoldenBitsTest {
    private static final int BARS = 2_000;

    @Test
    void shouldAnswerTheBitsThatItsSemanticIdStandsFor() {
        Map<String, String> actual = new TreeMap<>();
        EveryKernel.byCall().forEach((call, make) -> {
            Kernel kernel = make.get();
            actual.put(call, kernel.semanticId() + " " + Long.toHexString(digest(kernel)));
        });

        assertThat(actual).isEqualTo(GoldenBits.BY_CALL);
    }

    private static long digest(Kernel kernel) {
        long random = 88_172_645_463_325_252L;
        long price = 10_000;
        long digest = 0xcbf29ce484222325L;
        Bar bar = new Bar();
        for (int i = 0; i < BARS; i++) {
            random = next(random);
            long reach = i % 300 >= 260 ? 0 : 1 + (random >>> 33) % 40;
            long open = price;
            long up = reach == 0 ? 0 : (random >>> 17) % reach;
            long down = reach == 0 ? 0 : (random >>> 25) % reach;
            price = open - down + (up + down == 0 ? 0 : (random >>> 41) % (up + down + 1));
            double volume = reach == 0 || i % 7 == 3 ? 0.0 : (1 + (random >>> 50)) / 8.0;
            bar.set(open / 100.0, (open + up) / 100.0, (open - down) / 100.0, price / 100.0, volume, i, i / 390);
            Feed.update(kernel, bar);
            for (int output = 0; output < kernel.outputs(); output++) {
                digest = mix(digest, Double.doubleToRawLongBits(kernel.value(output)));
                digest = mix(digest, kernel.isFlat(output) ? 1 : 0);
            }
        }
        return digest;
    }

    private static long next(long x) {
        long a = x ^ x << 13;
        long b = a ^ a >>> 7;
        return b ^ b << 17;
    }

    private static long mix(long digest, long bits) {
        return (digest ^ bits) * 0x100000001b3L + (digest >>> 29);
    }
}
