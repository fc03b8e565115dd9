package io.heliograph.journal;

import java.nio.ByteBuffer;

/** Takes the frames of a log, in order. */
@FunctionalInterface
public interface FrameHandler {
    /**
     * One frame that was checked; its bytes stand at the start of {@code bytes} only until this method returns.
     *
     * @param first sequence of its first record
     * @param last sequence of its last record that counts; what lies behind it in the frame was cut off
     * @param segment ordinal of the segment that holds it
     * @param bytes position and limit mean nothing and may be moved
     * @param length in bytes
     */
    void onFrame(long first, long last, long segment, ByteBuffer bytes, int length);
}
