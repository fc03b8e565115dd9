package io.heliograph.server.publish;

import io.heliograph.core.signal.SignalId;
import io.heliograph.v1.SignalStatus;
import java.nio.ByteBuffer;
import org.agrona.collections.Long2LongHashMap;

/**
 * Where in the output log each signal stands, and what has become of it.
 *
 * <p>Takes some 30 bytes a signal: known by the first 64 of the 80 bits of its id, so who looks one up compares the whole id
 * with the record's. Any thread; each call holds the lock for a moment.
 */
final class SignalIndex {
    private static final int STATUS_BITS = 4;
    private static final long MISSING = -1;

    private final Long2LongHashMap places = new Long2LongHashMap(MISSING);

    synchronized void put(byte[] id, long sequence, SignalStatus status) {
        places.put(key(id), sequence << STATUS_BITS | status.getNumber());
    }

    /** Sequence of the signal that may have this id; 0 if there is none. */
    synchronized long sequenceOf(byte[] id) {
        long place = places.get(key(id));
        return place == MISSING ? 0 : place >> STATUS_BITS;
    }

    /** What has become of a signal of this id; UNSPECIFIED if it is not known. */
    synchronized SignalStatus statusOf(byte[] id) {
        long place = places.get(key(id));
        return place == MISSING
                ? SignalStatus.SIGNAL_STATUS_UNSPECIFIED
                : SignalStatus.forNumber((int) (place & (1 << STATUS_BITS) - 1));
    }

    private static long key(byte[] id) {
        return ByteBuffer.wrap(id, 0, SignalId.LENGTH).getLong();
    }
}
