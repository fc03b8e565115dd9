package io.heliograph.server.file;

import java.io.IOException;
import java.io.Reader;

/**
 * The lines of a text as places in a buffer, so that none becomes an object.
 *
 * <p>A line ends with LF, CR or both. {@link #chars} and the places are good until the next {@link #next}. Owned by one
 * thread.
 */
final class LineReader {
    /** Longer lines are no market data. */
    static final int LONGEST = 1 << 16;

    private final Reader in;
    private final char[] chars = new char[2 * LONGEST];

    private int start;
    private int end;
    private int next;
    private int filled;
    private boolean isAtEnd;
    private boolean skipsLineFeed;

    LineReader(Reader in) {
        this.in = in;
    }

    /** Goes to the next line; answers whether there is one. */
    boolean next() throws IOException {
        start = next;
        int at = next;
        while (true) {
            for (; at < filled; at++) {
                char c = chars[at];
                if (c == '\n' && skipsLineFeed && at == start) {
                    start++;
                    skipsLineFeed = false;
                } else if (c == '\n' || c == '\r') {
                    skipsLineFeed = c == '\r';
                    end = at;
                    next = at + 1;
                    return true;
                }
            }
            if (isAtEnd) {
                end = filled;
                next = filled;
                return end > start;
            }
            at -= fill();
        }
    }

    char[] chars() {
        return chars;
    }

    /** Where the line starts. */
    int start() {
        return start;
    }

    /** Behind the line's last character. */
    int end() {
        return end;
    }

    /** The line as text. */
    String text() {
        return new String(chars, start, end - start);
    }

    /** Reads more behind the open line; answers how far the line moved down for it. */
    private int fill() throws IOException {
        int moved = start;
        if (filled - start >= LONGEST) {
            throw new IOException("expected lines of at most " + LONGEST + " characters");
        }
        if (start > 0) {
            System.arraycopy(chars, start, chars, 0, filled - start);
            filled -= start;
            start = 0;
        }
        int count = in.read(chars, filled, chars.length - filled);
        if (count < 0) {
            isAtEnd = true;
        } else {
            filled += count;
        }
        return moved;
    }
}
