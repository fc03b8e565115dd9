package io.heliograph.kernels;

/**
 * A part of a kernel that has state of its own: a window, an average, the bar before.
 *
 * <p>Stages share one form: {@code next(x, keep)} answers what comes after {@code x} and, only if told to keep it, makes
 * that the state. Committing and peeking are then the same arithmetic by construction, not by test alone.
 */
interface Stage {

    /** How many longs {@link #save} writes. */
    int stateSize();

    void save(StateSink sink);

    void restore(StateSource source);

    void reset();
}
