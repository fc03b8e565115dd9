package io.heliograph.server.publish;

import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * Follows the end of the output log, as far as one durability level allows, for all who are there already.
 *
 * <p>Belongs to the publisher's thread.
 */
final class Tail implements RecordHandler, AutoCloseable {
    private final LongSupplier bound;
    private final LogReader reader;
    private final Projection projection;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OutputMapper mapper;
    private final Map<OutputKind, Audience> audiences = new EnumMap<>(OutputKind.class);
    private final List<Subscription> taken = new ArrayList<>();
    private final List<Subscription> fallen = new ArrayList<>();

    private long position;
    private long boundary;
    private long nowNs;

    /** Hears every output before the subscribers do. */
    interface Projection {
        void onSignal(PublishedSignal signal);

        /** An output that is no signal. */
        void onOther(MessageHeaderDecoder header, DirectBuffer record, int offset);

        /** The output was taken in. */
        void onPosition(long sequence);
    }

    /**
     * @param position behind which output to begin
     * @param projection null for none
     */
    Tail(Log outputs, long position, LongSupplier bound, EventTimes times, Projection projection) {
        this.mapper = new OutputMapper(times);
        this.bound = bound;
        this.reader = outputs.openReader(position, bound);
        this.projection = projection;
        this.position = position;
        this.boundary = position;
        for (OutputKind kind : OutputKind.values()) {
            audiences.put(kind, new Audience());
        }
    }

    int poll(int limit, long now) {
        nowNs = now;
        if (projection == null && isUnheard()) {
            skip(limit);
        }
        return reader.poll(this, limit);
    }

    /** Where nobody listens, only the last output has to be read: a store that is reached again may leap by millions. */
    private void skip(int limit) {
        long last = bound.getAsLong();
        if (last - position > limit) {
            reader.seek(last);
            position = last - 1;
        }
    }

    private boolean isUnheard() {
        for (Audience audience : audiences.values()) {
            if (!audience.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The last output handed on, or skipped where nobody listened. */
    long position() {
        return position;
    }

    /** The last output handed on that ended the outputs of its event. */
    long boundary() {
        return boundary;
    }

    /** Whether it has come as far as it may; false while that is not known. */
    boolean isAtHead() {
        long last = bound.getAsLong();
        return last >= 0 && position >= last;
    }

    void join(Subscription subscription) {
        audiences.get(subscription.terms().kind()).join(subscription);
    }

    void leave(Subscription subscription) {
        audiences.get(subscription.terms().kind()).leave(subscription);
    }

    /** Those for whom outputs began to wait; to be emptied by the caller. */
    List<Subscription> taken() {
        return taken;
    }

    /** Those who had no room and left; to be emptied by the caller. */
    List<Subscription> fallen() {
        return fallen;
    }

    @Override
    public void onRecord(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        header.wrap(buffer, offset);
        OutputKind kind = OutputKind.of(header.templateId());
        boolean isProjected = projection != null && kind == OutputKind.SIGNAL;
        if (kind != null && (isProjected || !audiences.get(kind).isEmpty())) {
            PublishedOutput output = mapper.map(kind, sequence, epoch, header, buffer, offset);
            if (isProjected && output instanceof PublishedSignal signal) {
                projection.onSignal(signal);
            }
            audiences.get(kind).offer(output, nowNs, taken, fallen);
        }
        if (projection != null && !isProjected) {
            projection.onOther(header, buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        }
        position = sequence;
        if (endOfCause) {
            boundary = sequence;
        }
        if (projection != null) {
            projection.onPosition(sequence);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
