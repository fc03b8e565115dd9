package io.heliograph.server.store;

import io.heliograph.codec.output.TimeframeKind;
import io.heliograph.core.Timeframe;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes a record's timeframe as three columns: its text, made once and kept, its kind, its length. */
final class TimeframeText {
    private static final int KEPT = 64;

    private final Map<Timeframe, byte[]> texts = new HashMap<>();

    void put(CopyBuffer row, TimeframeKind kind, long length) {
        Timeframe timeframe = new Timeframe(Timeframe.Kind.valueOf(kind.name()), length);
        byte[] text = texts.get(timeframe);
        if (text == null) {
            if (texts.size() == KEPT) {
                texts.clear();
            }
            text = timeframe.toString().getBytes(StandardCharsets.US_ASCII);
            texts.put(timeframe, text);
        }
        row.putBytes(text);
        row.putShort(kind.value());
        row.putLong(length);
    }
}
