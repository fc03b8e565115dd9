package io.heliograph.server.publish;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;

/** The outputs that can be followed; a stream is of one kind. */
enum OutputKind {
    SIGNAL,
    BAR;

    /** The kind of a record; null for one that nobody follows. */
    static OutputKind of(int templateId) {
        return switch (templateId) {
            case SignalEmittedDecoder.TEMPLATE_ID -> SIGNAL;
            case BarClosedDecoder.TEMPLATE_ID -> BAR;
            default -> null;
        };
    }
}
