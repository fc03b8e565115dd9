package io.heliograph.server.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of one line, as places in its buffer: separated by commas, without the space around them, quotes taken off.
 *
 * <p>A quote within quotes is written twice and moves the rest of its cell down by one place. Owned by one thread.
 */
final class Cells {
    private char[] chars;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int count;

    /**
     * Splits a line.
     *
     * @return what is wrong with it, or null
     */
    String split(char[] line, int from, int to) {
        chars = line;
        count = 0;
        int at = from;
        while (true) {
            while (at < to && isSpace(line[at])) {
                at++;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
            }
            if (at < to && line[at] == '"') {
                at = quoted(at + 1, to);
                if (at < 0) {
                    return "expected a closing quote, and behind it a comma or the end of the line: cell="
                            + (count + 1);
                }
            } else {
                int start = at;
                while (at < to && line[at] != ',') {
                    at++;
                }
                int end = at;
                while (end > start && isSpace(line[end - 1])) {
                    end--;
                }
                starts[count] = start;
                ends[count] = end;
            }
            count++;
            if (at == to) {
                return null;
            }
            at++;
        }
    }

    int count() {
        return count;
    }

    char[] chars() {
        return chars;
    }

    int start(int cell) {
        return starts[cell];
    }

    int end(int cell) {
        return ends[cell];
    }

    boolean isEmpty(int cell) {
        return starts[cell] == ends[cell];
    }

    String text(int cell) {
        return new String(chars, starts[cell], ends[cell] - starts[cell]);
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text(i));
        }
        return texts;
    }

    /** Takes a cell up to its closing quote; answers the comma's place or the line's end, -1 where neither follows. */
    private int quoted(int from, int to) {
        int write = from;
        int at = from;
        while (true) {
            if (at >= to) {
                return -1;
            } else if (chars[at] != '"') {
                chars[write++] = chars[at++];
            } else if (at + 1 < to && chars[at + 1] == '"') {
                chars[write++] = '"';
                at += 2;
            } else {
                break;
            }
        }
        at++;
        while (at < to && isSpace(chars[at])) {
            at++;
        }
        starts[count] = from;
        ends[count] = write;
        return at == to || chars[at] == ',' ? at : -1;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
