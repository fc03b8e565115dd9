package io.heliograph.server.publish;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** Hands the ready bytes of a message to the transport without copying them together first. */
final class StreamMessageMarshaller implements MethodDescriptor.Marshaller<StreamMessage> {
    @Override
    public InputStream stream(StreamMessage message) {
        return new Parts(message);
    }

    @Override
    public StreamMessage parse(InputStream stream) {
        throw new UnsupportedOperationException("a server reads no responses");
    }

    /** The parts of a message, one behind the other. */
    private static final class Parts extends InputStream implements Drainable, KnownLength {
        private final byte[][] parts;

        private int remaining;
        private int part;
        private int offset;

        Parts(StreamMessage message) {
            this.parts = message.parts();
            this.remaining = message.length();
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            int drained = remaining;
            while (remaining > 0) {
                int length = parts[part].length - offset;
                target.write(parts[part], offset, length);
                move(length);
            }
            return drained;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int start, int length) {
            Objects.checkFromIndexSize(start, length, target.length);
            if (remaining == 0) {
                return length == 0 ? 0 : -1;
            }
            int read = 0;
            while (read < length && remaining > 0) {
                int next = Math.min(length - read, parts[part].length - offset);
                System.arraycopy(parts[part], offset, target, start + read, next);
                move(next);
                read += next;
            }
            return read;
        }

        @Override
        public int available() {
            return remaining;
        }

        private void move(int length) {
            remaining -= length;
            offset += length;
            if (offset == parts[part].length) {
                part++;
                offset = 0;
            }
        }
    }
}
