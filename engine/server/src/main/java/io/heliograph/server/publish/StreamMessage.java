package io.heliograph.server.publish;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamSignalsResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A {@code StreamSignalsResponse} as ready bytes, in parts that are laid one behind the other; parts are shared between
 * messages and never changed.
 *
 * <p>A {@code StreamBarsResponse} has its fields under the same numbers, batches included, so the same bytes are one too.
 */
final class StreamMessage {
    private final byte[][] parts;
    private final int length;

    private StreamMessage(byte[][] parts) {
        this.parts = parts;
        int sum = 0;
        for (byte[] part : parts) {
            sum += part.length;
        }
        this.length = sum;
    }

    static StreamMessage of(StreamSignalsResponse response) {
        return new StreamMessage(new byte[][] {response.toByteArray()});
    }

    /**
     * A batch.
     *
     * @param entries of {@link PublishedOutput#entry}
     * @param rest the batch's other fields
     */
    static StreamMessage batch(List<byte[]> entries, SignalBatch rest) {
        byte[] tail = rest.toByteArray();
        int inner = tail.length;
        for (byte[] entry : entries) {
            inner += entry.length;
        }
        byte[][] parts = new byte[entries.size() + 2][];
        parts[0] = head(inner);
        for (int i = 0; i < entries.size(); i++) {
            parts[i + 1] = entries.get(i);
        }
        parts[parts.length - 1] = tail;
        return new StreamMessage(parts);
    }

    /** Length in bytes. */
    int length() {
        return length;
    }

    byte[][] parts() {
        return parts;
    }

    /** Tag and length of the field that holds a batch of so many bytes. */
    private static byte[] head(int inner) {
        int field = StreamSignalsResponse.BATCH_FIELD_NUMBER;
        byte[] head =
                new byte[CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(inner)];
        try {
            CodedOutputStream output = CodedOutputStream.newInstance(head);
            output.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            output.writeUInt32NoTag(inner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return head;
    }
}
