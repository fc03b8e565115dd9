package io.heliograph.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes texts as records and collects what a reader hands on as lines {@code sequence:epoch:text} with a dot at a cause's end. */
final class Records implements RecordHandler {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void onRecord(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        byte[] text = new byte[length];
        buffer.getBytes(offset, text);
        lines.add(sequence + ":" + epoch + ":" + new String(text, StandardCharsets.UTF_8) + (endOfCause ? "." : ""));
    }

    List<String> lines() {
        return lines;
    }

    /** Appends texts as one group; each is its own cause. */
    static void append(LogAppender appender, String... texts) {
        appender.beginGroup();
        for (String text : texts) {
            add(appender, text);
            appender.endCause();
        }
        appender.commit(LogAppender.LAST_OF_CAUSE);
    }

    static long add(LogAppender appender, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return appender.add(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    /** Appends {@code count} records one by one, the text of each its own sequence. */
    static void appendNumbers(LogAppender appender, int count) {
        for (int i = 0; i < count; i++) {
            append(appender, Long.toString(appender.sequence() + 1));
        }
    }

    /** Everything from {@code first} up to the head. */
    static List<String> all(Log log, long first) {
        Records records = new Records();
        try (LogReader reader = log.openReader(first - 1, log::head)) {
            while (reader.position() < log.head()) {
                expectProgress(reader, reader.poll(records, Integer.MAX_VALUE));
            }
        }
        return records.lines();
    }

    /** Reads up to the head and counts; each record must hold its own sequence as text. */
    static long countNumbers(Log log) {
        long[] count = {0};
        try (LogReader reader = log.openReader(0, log::head)) {
            while (reader.position() < log.head()) {
                int polled = reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> {
                            String text = buffer.getStringWithoutLengthUtf8(offset, length);
                            if (!text.equals(Long.toString(sequence))) {
                                throw new AssertionError("record " + sequence + " holds " + text);
                            }
                            count[0]++;
                        },
                        1000);
                expectProgress(reader, polled);
            }
        }
        return count[0];
    }

    /** Everything up to the head is written, so a reader that hands on nothing would never end. */
    private static void expectProgress(LogReader reader, int polled) {
        if (polled == 0) {
            throw new AssertionError("the reader is stuck behind " + reader.position());
        }
    }
}
