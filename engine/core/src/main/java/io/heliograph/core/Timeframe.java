package io.heliograph.core;

/**
 * How long a bar lasts: so much time, so many trades, or so much volume.
 *
 * @param kind what the length counts
 * @param length nanoseconds, trades or units of volume; at least 1
 */
public record Timeframe(Kind kind, long length) implements Comparable<Timeframe> {
    /** What a timeframe's length counts; the order is that of {@code TimeframeKind} in the records. */
    public enum Kind {
        TIME,
        TICK,
        VOLUME
    }

    public static final long SECOND = 1_000_000_000L;
    public static final long MINUTE = 60 * SECOND;
    public static final long HOUR = 60 * MINUTE;
    public static final long DAY = 24 * HOUR;
    public static final long WEEK = 7 * DAY;

    public static final Timeframe ONE_MINUTE = ofNanos(MINUTE);

    private static final int LONGEST_TEXT = 12;

    public Timeframe {
        if (length < 1) {
            throw new IllegalArgumentException("a timeframe lasts at least 1: length=" + length);
        }
    }

    /** A timeframe of time, in nanoseconds. */
    public static Timeframe ofNanos(long nanos) {
        return new Timeframe(Kind.TIME, nanos);
    }

    /**
     * Reads {@code 30s}, {@code 1m}, {@code 4h}, {@code 1d}, {@code 1w}, {@code 100t} or {@code 5000v}.
     *
     * @throws IllegalArgumentException where the text is none of them
     */
    public static Timeframe parse(CharSequence text) {
        int last = text.length() - 1;
        if (last < 1 || last >= LONGEST_TEXT || text.charAt(0) == '0') {
            throw unreadable(text);
        }
        long count = 0;
        for (int i = 0; i < last; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw unreadable(text);
            }
            count = count * 10 + (c - '0');
        }
        return switch (text.charAt(last)) {
            case 's' -> ofTime(text, count, SECOND);
            case 'm' -> ofTime(text, count, MINUTE);
            case 'h' -> ofTime(text, count, HOUR);
            case 'd' -> ofTime(text, count, DAY);
            case 'w' -> ofTime(text, count, WEEK);
            case 't' -> new Timeframe(Kind.TICK, count);
            case 'v' -> new Timeframe(Kind.VOLUME, count);
            default -> throw unreadable(text);
        };
    }

    public boolean isTime() {
        return kind == Kind.TIME;
    }

    /** Orders by kind, then length. */
    @Override
    public int compareTo(Timeframe other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : Long.compare(length, other.length);
    }

    /** The shortest text that {@link #parse} reads back: {@code 1h}, never {@code 60m}. */
    @Override
    public String toString() {
        return switch (kind) {
            case TICK -> length + "t";
            case VOLUME -> length + "v";
            case TIME -> timeText();
        };
    }

    private String timeText() {
        if (length % WEEK == 0) {
            return length / WEEK + "w";
        } else if (length % DAY == 0) {
            return length / DAY + "d";
        } else if (length % HOUR == 0) {
            return length / HOUR + "h";
        } else if (length % MINUTE == 0) {
            return length / MINUTE + "m";
        } else if (length % SECOND == 0) {
            return length / SECOND + "s";
        }
        return length + "ns";
    }

    private static Timeframe ofTime(CharSequence text, long count, long unit) {
        if (count > Long.MAX_VALUE / unit) {
            throw unreadable(text);
        }
        return ofNanos(count * unit);
    }

    private static IllegalArgumentException unreadable(CharSequence text) {
        return new IllegalArgumentException(
                "expected a timeframe such as 30s, 1m, 4h, 1d, 1w, 100t or 5000v: timeframe=" + text);
    }
}
