package io.heliograph.core;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.nio.charset.StandardCharsets;

/** Writes texts and timeframes into a state, and reads them back: a text as its length and its UTF-8, eight bytes a long. */
public final class StateTexts {
    private static final long LONGEST = 1 << 24;

    private StateTexts() {}

    public static void put(StateSink sink, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sink.putLong(bytes.length);
        for (int at = 0; at < bytes.length; at += Long.BYTES) {
            long packed = 0;
            for (int i = at; i < Math.min(bytes.length, at + Long.BYTES); i++) {
                packed |= (bytes[i] & 0xffL) << 8 * (i - at);
            }
            sink.putLong(packed);
        }
    }

    public static String get(StateSource source) {
        long length = source.getLong();
        if (length < 0 || length > Math.min(LONGEST, source.remaining() * Long.BYTES)) {
            throw new IllegalStateException("expected the length of a text: length=" + length + " most=" + LONGEST
                    + " remaining=" + source.remaining());
        }
        byte[] bytes = new byte[(int) length];
        for (int at = 0; at < bytes.length; at += Long.BYTES) {
            long packed = source.getLong();
            for (int i = at; i < Math.min(bytes.length, at + Long.BYTES); i++) {
                bytes[i] = (byte) (packed >> 8 * (i - at));
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public static void put(StateSink sink, Timeframe timeframe) {
        sink.putLong(timeframe.kind().ordinal());
        sink.putLong(timeframe.length());
    }

    public static Timeframe timeframe(StateSource source) {
        return new Timeframe(Timeframe.Kind.values()[(int) source.getLong()], source.getLong());
    }
}
