package io.heliograph.journal;

/**
 * Sequences of a log that were lost, and accepted as lost; they are never used again.
 *
 * @param first first of them
 * @param last last of them
 */
public record LostRange(long first, long last) {
    /** Whether a sequence is among them. */
    public boolean holds(long sequence) {
        return first <= sequence && sequence <= last;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
