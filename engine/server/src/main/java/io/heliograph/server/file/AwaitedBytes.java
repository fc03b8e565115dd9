package io.heliograph.server.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;

/**
 * A stream that waits to find out whether there is more.
 *
 * <p>For gzip, which asks {@link #available} behind each of the parts that a file may be put together from, and takes a pipe
 * that is empty for the moment for the end of the file.
 */
final class AwaitedBytes extends FilterInputStream {
    AwaitedBytes(BufferedInputStream in) {
        super(in);
    }

    /** 0 at the end and nowhere else. */
    @Override
    public int available() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next < 0 ? 0 : Math.max(1, in.available());
    }
}
