package io.heliograph.journal;

import io.heliograph.journal.frame.FrameLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log in memory, for tests of those who write or read logs; obeys the same contract as the real one ({@code LogContract}).
 *
 * <p>Its durable mark moves when the test says so. Every access is guarded by the log itself.
 */
public final class MemoryLog implements Log {
    private final LogKind kind;
    private final long epoch;
    private final List<Entry> entries = new ArrayList<>();
    private final MemoryAppender appender = new MemoryAppender();

    private long head;
    private long durable;

    public MemoryLog(LogKind kind, long epoch) {
        this.kind = kind;
        this.epoch = epoch;
    }

    private record Entry(byte[] bytes, boolean endOfCause) {}

    /** Moves the durable mark, as the force agent would. */
    public synchronized void publishDurable(long sequence) {
        if (sequence < durable || sequence > head) {
            throw new IllegalArgumentException(
                    "the mark moves forward, up to the head: sequence=" + sequence + " head=" + head);
        }
        durable = sequence;
    }

    @Override
    public LogKind kind() {
        return kind;
    }

    @Override
    public LogAppender appender() {
        return appender;
    }

    @Override
    public LogReader openReader(long position, LongSupplier bound) {
        return new MemoryReader(position, bound);
    }

    @Override
    public synchronized long head() {
        return head;
    }

    @Override
    public synchronized long durable() {
        return durable;
    }

    @Override
    public long first() {
        return 1;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public long lastOf(long of) {
        return of < epoch ? 0 : head();
    }

    private synchronized Entry entry(long sequence) {
        return sequence <= head ? entries.get((int) sequence - 1) : null;
    }

    private synchronized void publish(List<Entry> group) {
        entries.addAll(group);
        head = entries.size();
    }

    private final class MemoryAppender implements LogAppender {
        private final List<Entry> group = new ArrayList<>();
        private boolean inGroup;

        @Override
        public void beginGroup() {
            if (inGroup) {
                throw new IllegalStateException("the group before was not committed");
            }
            inGroup = true;
        }

        @Override
        public long add(DirectBuffer buffer, int offset, int length) {
            if (!inGroup) {
                throw new IllegalStateException("a record is added to a group: call beginGroup first");
            }
            if (length < 1 || length > FrameLayout.MAX_RECORD_LENGTH) {
                throw new IllegalArgumentException("a record has another length: length=" + length);
            }
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            group.add(new Entry(bytes, kind == LogKind.EVENTS));
            return sequence();
        }

        @Override
        public void endCause() {
            if (!group.isEmpty()) {
                int last = group.size() - 1;
                group.set(last, new Entry(group.get(last).bytes(), true));
            }
        }

        @Override
        public void commit(int flags) {
            if (!inGroup) {
                throw new IllegalStateException("there is no group to commit: call beginGroup first");
            }
            if ((flags & LAST_OF_CAUSE) != 0) {
                endCause();
            }
            inGroup = false;
            publish(group);
            group.clear();
        }

        @Override
        public long sequence() {
            return head() + group.size();
        }
    }

    private final class MemoryReader implements LogReader {
        private final LongSupplier bound;
        private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);

        private long position;

        MemoryReader(long position, LongSupplier bound) {
            this.bound = bound;
            seek(position + 1);
        }

        @Override
        public int poll(RecordHandler handler, int limit) {
            long through = bound.getAsLong();
            int count = 0;
            while (count < limit && position < through) {
                Entry entry = entry(position + 1);
                if (entry == null) {
                    break;
                }
                position++;
                count++;
                buffer.wrap(entry.bytes());
                handler.onRecord(position, epoch, buffer, 0, entry.bytes().length, entry.endOfCause());
            }
            return count;
        }

        @Override
        public void seek(long sequence) {
            if (sequence < 1) {
                throw new IllegalArgumentException("that sequence is not kept: sequence=" + sequence + " first=1");
            }
            position = sequence - 1;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void close() {
            buffer.wrap(0, 0);
        }
    }
}
