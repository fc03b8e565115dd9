package io.heliograph.kernels;

/**
 * A part of a kernel that has state of its own: a window, an average, a count.
 *
 * <p>Stages share one form. {@code step(x)} works out what comes after {@code x} into scratch fields, {@code update(x)}
 * is a step that is kept, {@code peek(x)} one that is dropped; so both take the same way through the arithmetic. Scratch
 * is not state and is not saved.
 */
interface Stage {

    int stateSize();

    void save(StateSink sink);

    void restore(StateSource source);

    void reset();
}
