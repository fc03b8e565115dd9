package io.heliograph.core;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * The start of an engine, as its event says; nothing is concluded from it, so that it can only be told.
 *
 * @param sequence of the event
 * @param epoch in force from there on, from 1
 * @param build that began to write there
 */
public record EngineStart(long sequence, long epoch, String build) {
    void save(StateSink sink) {
        sink.putLong(sequence);
        sink.putLong(epoch);
        StateTexts.put(sink, build);
    }

    static EngineStart restored(StateSource source) {
        return new EngineStart(source.getLong(), source.getLong(), StateTexts.get(source));
    }
}
