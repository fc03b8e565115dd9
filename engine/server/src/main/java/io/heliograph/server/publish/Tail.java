package io.heliograph.server.publish;

import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import java.util.ArrayList;
import java.util.List;
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
    private final SignalMapper mapper = new SignalMapper();
    private final List<Subscription> live = new ArrayList<>();
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
    Tail(Log outputs, long position, LongSupplier bound, Projection projection) {
        this.bound = bound;
        this.reader = outputs.openReader(position, bound);
        this.projection = projection;
        this.position = position;
        this.boundary = position;
    }

    int poll(int limit, long now) {
        nowNs = now;
        return reader.poll(this, limit);
    }

    /** The last output handed on. */
    long position() {
        return position;
    }

    /** The last output handed on that ended the outputs of its event. */
    long boundary() {
        return boundary;
    }

    boolean isAtHead() {
        return position >= bound.getAsLong();
    }

    void join(Subscription subscription) {
        live.add(subscription);
    }

    void leave(Subscription subscription) {
        int place = live.indexOf(subscription);
        if (place >= 0) {
            removeAt(place);
        }
    }

    /** Those for whom signals began to wait; to be emptied by the caller. */
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
        if (header.templateId() == SignalEmittedDecoder.TEMPLATE_ID) {
            if (projection != null || !live.isEmpty()) {
                onSignal(new PublishedSignal(mapper.map(
                        sequence,
                        epoch,
                        buffer,
                        offset + MessageHeaderDecoder.ENCODED_LENGTH,
                        header.blockLength(),
                        header.version())));
            }
        } else if (projection != null) {
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

    private void onSignal(PublishedSignal signal) {
        if (projection != null) {
            projection.onSignal(signal);
        }
        for (int i = live.size() - 1; i >= 0; i--) {
            Subscription subscription = live.get(i);
            boolean wasEmpty = subscription.backlog().isEmpty();
            if (!subscription.offer(signal, nowNs)) {
                removeAt(i);
                fallen.add(subscription);
            } else if (wasEmpty && !subscription.backlog().isEmpty()) {
                taken.add(subscription);
            }
        }
    }

    private void removeAt(int place) {
        Subscription last = live.remove(live.size() - 1);
        if (place < live.size()) {
            live.set(place, last);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
