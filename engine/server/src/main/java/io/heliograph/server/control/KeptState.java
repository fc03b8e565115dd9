package io.heliograph.server.control;

/**
 * A snapshot of the core's state that stands in its file.
 *
 * @param eventSequence last event in it
 * @param outputSequence last output given until then
 * @param takenNs when it was copied, in nanoseconds since 1970
 * @param bytes of the state
 * @param copyNs for how long the sequencer stood still
 * @param writeNs from the copy to the forced file
 */
public record KeptState(long eventSequence, long outputSequence, long takenNs, long bytes, long copyNs, long writeNs) {}
