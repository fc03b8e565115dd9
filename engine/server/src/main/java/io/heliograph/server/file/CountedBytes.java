package io.heliograph.server.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that knows how far it has been read. */
final class CountedBytes extends FilterInputStream {
    private final long inAll;

    private long read;

    /** @param inAll how many there are; 0: nobody knows */
    CountedBytes(InputStream in, long inAll) {
        super(in);
        this.inAll = inAll;
    }

    long bytesRead() {
        return read;
    }

    long bytesInAll() {
        return inAll;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        read += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        read += Math.max(0, count);
        return count;
    }
}
