package io.heliograph.core;

import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * A strategy in force.
 *
 * @param compiled from the journaled canonical form
 * @param text the document as it was given
 * @param sequence of the event that put it in force
 * @param receiveTime of that event, in nanoseconds since the epoch
 */
public record AppliedStrategy(CompiledStrategy compiled, String text, long sequence, long receiveTime) {
    /** Writes both texts and when it was applied. */
    void save(StateSink sink) {
        StateTexts.put(sink, canonical());
        StateTexts.put(sink, text);
        sink.putLong(sequence);
        sink.putLong(receiveTime);
    }

    /** The strategy that {@link #save} wrote, compiled anew. */
    static AppliedStrategy restored(StateSource source) {
        Compilation compilation = StrategyCompiler.compileCanonical(StateTexts.get(source));
        if (compilation.strategy() == null) {
            throw new IllegalStateException(
                    "a saved strategy does not compile any more: problems=" + compilation.problems());
        }
        return new AppliedStrategy(compilation.strategy(), StateTexts.get(source), source.getLong(), source.getLong());
    }

    public String id() {
        return compiled.rules().id();
    }

    /** SHA-256 of the canonical form; a copy. */
    public byte[] hash() {
        return compiled.hash();
    }

    public String canonical() {
        return compiled.canonical();
    }
}
