package io.heliograph.core.pipeline;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/** Writes a ring of numbers and flags as raw bits, eight flags to a long. */
final class Rings {
    private static final int FLAGS_A_LONG = 8;
    private static final int BITS = 8;
    private static final long MASK = 0xff;

    private Rings() {}

    static void save(StateSink sink, double[] values, byte[] flags, int next) {
        sink.putLong(next);
        for (double value : values) {
            sink.putDouble(value);
        }
        for (int i = 0; i < flags.length; i += FLAGS_A_LONG) {
            long packed = 0;
            for (int j = 0; j < FLAGS_A_LONG && i + j < flags.length; j++) {
                packed |= (flags[i + j] & MASK) << j * BITS;
            }
            sink.putLong(packed);
        }
    }

    /** Fills the arrays; answers {@code next}. */
    static int restore(StateSource source, double[] values, byte[] flags) {
        int next = (int) source.getLong();
        for (int i = 0; i < values.length; i++) {
            values[i] = source.getDouble();
        }
        for (int i = 0; i < flags.length; i += FLAGS_A_LONG) {
            long packed = source.getLong();
            for (int j = 0; j < FLAGS_A_LONG && i + j < flags.length; j++) {
                flags[i + j] = (byte) (packed >>> j * BITS & MASK);
            }
        }
        return next;
    }
}
