package io.heliograph.core.instrument;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;
import java.util.List;

/**
 * How far the time of one instrument has come: no more events before it.
 *
 * <p>Without declared sources the largest word counts; with them the smallest of theirs. It never moves back.
 */
final class Watermark {
    static final long UNKNOWN = Long.MIN_VALUE;

    private final List<String> declared;
    private final int[] numbers;
    private final long[] marks;

    private long value = UNKNOWN;

    /** {@code value}: where it stood under earlier settings. */
    Watermark(List<String> declared, long value) {
        this.declared = declared;
        this.numbers = new int[declared.size()];
        this.marks = new long[declared.size()];
        this.value = value;
        Arrays.fill(numbers, -1);
        Arrays.fill(marks, UNKNOWN);
    }

    /** Learns the number of a source, declared or not. */
    void learn(String id, int number) {
        int at = declared.indexOf(id);
        if (at >= 0) {
            numbers[at] = number;
        }
    }

    boolean isDeclared() {
        return numbers.length > 0;
    }

    /** Whether events of this source count. */
    boolean allows(int source) {
        return !isDeclared() || indexOf(source) >= 0;
    }

    /** Whether this word of an allowed source would be news. */
    boolean isNews(int source, long time) {
        return isDeclared() ? time > marks[indexOf(source)] : time > value;
    }

    /** Takes an allowed source's word; answers where the watermark stands. */
    long raise(int source, long time) {
        if (!isDeclared()) {
            value = Math.max(value, time);
            return value;
        }
        int at = indexOf(source);
        marks[at] = Math.max(marks[at], time);
        long least = Long.MAX_VALUE;
        for (long mark : marks) {
            least = Math.min(least, mark);
        }
        value = Math.max(value, least);
        return value;
    }

    /** Moves it whatever the sources said; answers where it stands. */
    long force(long time) {
        value = Math.max(value, time);
        return value;
    }

    long value() {
        return value;
    }

    void save(StateSink sink) {
        sink.putLong(value);
        for (int i = 0; i < marks.length; i++) {
            sink.putLong(numbers[i]);
            sink.putLong(marks[i]);
        }
    }

    void restore(StateSource source) {
        value = source.getLong();
        for (int i = 0; i < marks.length; i++) {
            numbers[i] = (int) source.getLong();
            marks[i] = source.getLong();
        }
    }

    private int indexOf(int source) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == source) {
                return i;
            }
        }
        return -1;
    }
}
