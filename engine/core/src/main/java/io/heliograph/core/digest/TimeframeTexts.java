package io.heliograph.core.digest;

import io.heliograph.core.Timeframe;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The texts of the few timeframes of a log, each written once. */
final class TimeframeTexts {
    private static final Timeframe.Kind[] KINDS = Timeframe.Kind.values();

    private int[] kinds = {};
    private long[] lengths = {};
    private byte[][] texts = {};

    /** The text, {@code 1m}, of the timeframe of this kind (as in the records) and length; not to be changed. */
    byte[] text(int kind, long length) {
        for (int i = 0; i < texts.length; i++) {
            if (lengths[i] == length && kinds[i] == kind) {
                return texts[i];
            }
        }
        return add(kind, length);
    }

    private byte[] add(int kind, long length) {
        int at = texts.length;
        kinds = Arrays.copyOf(kinds, at + 1);
        lengths = Arrays.copyOf(lengths, at + 1);
        texts = Arrays.copyOf(texts, at + 1);
        kinds[at] = kind;
        lengths[at] = length;
        texts[at] = new Timeframe(KINDS[kind], length).toString().getBytes(StandardCharsets.US_ASCII);
        return texts[at];
    }
}
