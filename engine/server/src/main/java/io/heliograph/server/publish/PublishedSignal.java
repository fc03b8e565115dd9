package io.heliograph.server.publish;

import com.google.protobuf.CodedOutputStream;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.SignalView;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A signal on its way out, encoded once per view for all subscribers.
 *
 * <p>The signal may be read by any thread; the bytes belong to the publisher's.
 */
final class PublishedSignal {
    private static final long SECOND = 1_000_000_000L;

    private final Signal signal;
    private final SignalKey key;

    private byte[] full;
    private byte[] basic;

    PublishedSignal(Signal signal) {
        this.signal = signal;
        this.key = SignalKey.of(signal);
    }

    Signal signal() {
        return signal;
    }

    SignalKey key() {
        return key;
    }

    long sequence() {
        return signal.getSequence();
    }

    /** Sequence of the event that caused it. */
    long cause() {
        return signal.getCause();
    }

    /** Nanoseconds since the epoch. */
    long receiveTimeNs() {
        return signal.getReceiveTime().getSeconds() * SECOND
                + signal.getReceiveTime().getNanos();
    }

    /** The bytes of this signal as one of {@code SignalBatch.signals}, tag and length included; not to be changed. */
    byte[] entry(SignalView view) {
        if (view == SignalView.SIGNAL_VIEW_BASIC) {
            if (basic == null) {
                basic = encode(SignalMapper.view(signal, view));
            }
            return basic;
        }
        if (full == null) {
            full = encode(signal);
        }
        return full;
    }

    private static byte[] encode(Signal signal) {
        byte[] entry = new byte[CodedOutputStream.computeMessageSize(SignalBatch.SIGNALS_FIELD_NUMBER, signal)];
        try {
            CodedOutputStream.newInstance(entry).writeMessage(SignalBatch.SIGNALS_FIELD_NUMBER, signal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entry;
    }
}
