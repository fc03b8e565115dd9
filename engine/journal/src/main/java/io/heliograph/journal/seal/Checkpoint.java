package io.heliograph.journal.seal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How far both logs were sealed, and with which hashes: what a record of kind CHECKPOINT says (FORMAT.md).
 *
 * @param number of its record
 * @param timeNs nanoseconds since 1970, by the engine's clock
 * @param epoch in which it was made
 * @param event last event sealed; 0 for none
 * @param output last output sealed; 0 for none
 * @param eventHash of the last block of events, 32 bytes
 * @param outputHash of the last block of outputs, 32 bytes
 * @param eventBlocks blocks of events so far
 * @param outputBlocks blocks of outputs so far
 * @param durableEvent last event known to be forced when it was made
 * @param durableOutput last output known to be forced when it was made
 * @param reason why it was made
 * @param configHash SHA-256 of the configuration's lines, 32 bytes
 * @param build version of the engine, cut to 64 bytes
 * @param voided the voided events that replays pass over
 */
public record Checkpoint(
        long number,
        long timeNs,
        long epoch,
        long event,
        long output,
        byte[] eventHash,
        byte[] outputHash,
        long eventBlocks,
        long outputBlocks,
        long durableEvent,
        long durableOutput,
        Reason reason,
        byte[] configHash,
        String build,
        VoidedSeal voided) {

    private static final int BUILD_LENGTH = 64;
    private static final int LENGTH = 7 * 8 + 4 * Sha256.LENGTH + 8 + BUILD_LENGTH;

    /** Why a checkpoint was made. */
    public enum Reason {
        /** The interval was over. */
        INTERVAL,
        /** A new segment of events began. */
        ROLL,
        /** The engine stopped. */
        STOP
    }

    byte[] encode() {
        ByteBuffer body = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        body.putLong(epoch).putLong(event).putLong(output).put(eventHash).put(outputHash);
        body.putLong(eventBlocks).putLong(outputBlocks).putLong(durableEvent).putLong(durableOutput);
        body.putInt(reason.ordinal() + 1).putInt((int) voided.count()).put(configHash);
        byte[] text = build.getBytes(StandardCharsets.UTF_8);
        body.put(text, 0, Math.min(text.length, BUILD_LENGTH));
        body.position(LENGTH - Sha256.LENGTH).put(voided.hash());
        return body.array();
    }

    /**
     * What a record says.
     *
     * @throws IllegalArgumentException if it is no checkpoint
     */
    public static Checkpoint of(SealRecord record) {
        ByteBuffer body = record.body();
        if (record.kind() != SealRecord.Kind.CHECKPOINT || body.remaining() != LENGTH) {
            throw new IllegalArgumentException(
                    "expected a checkpoint, found kind=" + record.kind() + " bytes=" + body.remaining());
        }
        long epoch = body.getLong();
        long event = body.getLong();
        long output = body.getLong();
        byte[] eventHash = take(body, Sha256.LENGTH);
        byte[] outputHash = take(body, Sha256.LENGTH);
        long eventBlocks = body.getLong();
        long outputBlocks = body.getLong();
        long durableEvent = body.getLong();
        long durableOutput = body.getLong();
        int reason = Math.min(Math.max(1, body.getInt()), Reason.values().length);
        long voidedCount = Integer.toUnsignedLong(body.getInt());
        return new Checkpoint(
                record.number(),
                record.timeNs(),
                epoch,
                event,
                output,
                eventHash,
                outputHash,
                eventBlocks,
                outputBlocks,
                durableEvent,
                durableOutput,
                Reason.values()[reason - 1],
                take(body, Sha256.LENGTH),
                new String(take(body, BUILD_LENGTH), StandardCharsets.UTF_8).replace("\0", ""),
                new VoidedSeal(voidedCount, take(body, Sha256.LENGTH)));
    }

    private static byte[] take(ByteBuffer body, int length) {
        byte[] bytes = new byte[length];
        body.get(bytes);
        return bytes;
    }

    /** Whether the other says the same of the logs and of what is voided. */
    boolean sealsSameAs(Checkpoint other) {
        return event == other.event
                && output == other.output
                && Arrays.equals(eventHash, other.eventHash)
                && Arrays.equals(outputHash, other.outputHash)
                && voided.count() == other.voided.count()
                && Arrays.equals(voided.hash(), other.voided.hash());
    }
}
