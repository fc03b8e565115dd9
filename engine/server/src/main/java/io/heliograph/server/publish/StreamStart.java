package io.heliograph.server.publish;

/** Where a stream begins, always exclusive. */
sealed interface StreamStart {
    /** Behind an output, which was there when the stream was asked for. */
    record After(long sequence) implements StreamStart {}

    /** With the first signal received after a time, in nanoseconds since the epoch. */
    record AfterTime(long ns) implements StreamStart {}

    /** With the latest of each, then with what follows. */
    record Snapshot() implements StreamStart {}
}
