package io.heliograph.core;

import io.heliograph.core.language.CompiledStrategy;

/**
 * A strategy in force.
 *
 * @param compiled from the journaled canonical form
 * @param text the document as it was given
 * @param sequence of the event that put it in force
 * @param receiveTime of that event, in nanoseconds since the epoch
 */
public record AppliedStrategy(CompiledStrategy compiled, String text, long sequence, long receiveTime) {
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
