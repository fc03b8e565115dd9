package io.heliograph.server.publish;

import io.heliograph.codec.output.TimeframeKind;
import io.heliograph.core.Timeframe;
import java.util.HashMap;
import java.util.Map;

/** The texts of the timeframes that records name, each made once and kept. One thread. */
final class TimeframeTexts {
    private static final int KEPT = 64;

    private final Map<Timeframe, String> texts = new HashMap<>();

    static Timeframe timeframe(TimeframeKind kind, long length) {
        return new Timeframe(Timeframe.Kind.valueOf(kind.name()), length);
    }

    String of(Timeframe timeframe) {
        String text = texts.get(timeframe);
        if (text == null) {
            if (texts.size() == KEPT) {
                texts.clear();
            }
            text = timeframe.toString();
            texts.put(timeframe, text);
        }
        return text;
    }
}
