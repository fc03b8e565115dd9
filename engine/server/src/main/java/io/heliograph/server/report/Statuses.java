package io.heliograph.server.report;

import io.heliograph.codec.output.Reason;
import io.heliograph.server.backtest.SignalRow;
import java.util.ArrayList;
import java.util.List;

/** What may have become of a signal, in a fixed order: nothing (a HOLD), OPEN, then every reason. */
final class Statuses {
    static final List<String> TEXTS = texts();

    private Statuses() {}

    static int place(String status) {
        int place = TEXTS.indexOf(status);
        if (place < 0) {
            throw new IllegalArgumentException("expected OPEN, a reason, or nothing: status=" + status);
        }
        return place;
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>();
        texts.add("");
        texts.add(SignalRow.OPEN);
        for (Reason reason : Reason.values()) {
            if (reason != Reason.NULL_VAL) {
                texts.add(reason.name());
            }
        }
        return List.copyOf(texts);
    }
}
