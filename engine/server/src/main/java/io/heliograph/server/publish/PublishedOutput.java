package io.heliograph.server.publish;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.heliograph.v1.BarBatch;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.SignalView;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An output on its way out, encoded once per view for all subscribers.
 *
 * <p>What it says may be read by any thread; the bytes belong to the publisher's.
 */
sealed interface PublishedOutput permits PublishedSignal, PublishedBar {
    /** Both streams have their outputs under this number; see {@link StreamMessage}. */
    int ENTRIES_FIELD_NUMBER = SignalBatch.SIGNALS_FIELD_NUMBER;

    OutputKind kind();

    long sequence();

    /** Sequence of the event that caused it. */
    long cause();

    /** When the engine took that event in, in nanoseconds since the epoch; never falls along the log. */
    long receiveTimeNs();

    /** Of outputs with one key only the latest is sent to who conflates. */
    Object key();

    /** The bytes of this output as one of those of a batch, tag and length included; not to be changed. */
    byte[] entry(SignalView view);

    static byte[] encode(MessageLite output) {
        assert ENTRIES_FIELD_NUMBER == BarBatch.BARS_FIELD_NUMBER;
        byte[] entry = new byte[CodedOutputStream.computeMessageSize(ENTRIES_FIELD_NUMBER, output)];
        try {
            CodedOutputStream.newInstance(entry).writeMessage(ENTRIES_FIELD_NUMBER, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entry;
    }
}
