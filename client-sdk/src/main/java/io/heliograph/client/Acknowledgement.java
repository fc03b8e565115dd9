package io.heliograph.client;

import io.heliograph.v1.Ack;
import io.heliograph.v1.DurabilityLevel;

/**
 * How far the engine has come with what a publisher sent.
 *
 * <p>Immutable.
 *
 * @param sourceEpoch the source epoch it speaks of; 0 for a nameless source
 * @param journaledThrough every event of the source up to this source sequence is journaled; 0 without numbers
 * @param journaledSequence an event sequence at or before which every answered event lies
 * @param durableSequence every event up to this event sequence is forced to the disk
 * @param storedSequence everything caused by events up to this event sequence is in PostgreSQL
 * @param answered how many events of this stream, watermarks included, have been answered
 * @param repeats how many of them were recognised as repeats
 */
public record Acknowledgement(
        long sourceEpoch,
        long journaledThrough,
        long journaledSequence,
        long durableSequence,
        long storedSequence,
        long answered,
        long repeats) {

    static Acknowledgement of(Ack ack) {
        return new Acknowledgement(
                ack.getSourceEpoch(),
                ack.getJournaledThrough(),
                ack.getJournaledSequence(),
                ack.getDurableSequence(),
                ack.getStoredSequence(),
                ack.getAnswered(),
                ack.getRepeats());
    }

    /** The event sequence up to which everything has this level; Long.MAX_VALUE for JOURNALED, which answered implies. */
    long reached(DurabilityLevel level) {
        return switch (level) {
            case DURABILITY_LEVEL_UNSPECIFIED, DURABILITY_LEVEL_JOURNALED -> Long.MAX_VALUE;
            case DURABILITY_LEVEL_DURABLE -> durableSequence;
            case DURABILITY_LEVEL_STORED -> storedSequence;
            case UNRECOGNIZED -> throw new IllegalArgumentException("no such level: level=" + level);
        };
    }
}
