package io.heliograph.server.audit;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.heliograph.journal.seal.SealRecord;
import io.heliograph.v1.Checkpoint;

/** A signed record, for the wire. */
public final class CheckpointMapper {
    private static final long SECOND = 1_000_000_000L;

    private CheckpointMapper() {}

    /** What it says, and its bytes. */
    public static Checkpoint map(SealRecord record) {
        Checkpoint.Builder mapped = Checkpoint.newBuilder()
                .setNumber(record.number())
                .setJournalId(record.journalId().toString())
                .setTime(Timestamp.newBuilder()
                        .setSeconds(Math.floorDiv(record.timeNs(), SECOND))
                        .setNanos((int) Math.floorMod(record.timeNs(), SECOND)))
                .setKey(record.keyName())
                .setRecord(ByteString.copyFrom(record.bytes()));
        if (record.kind() == SealRecord.Kind.CHECKPOINT) {
            var checkpoint = io.heliograph.journal.seal.Checkpoint.of(record);
            mapped.setEpoch(checkpoint.epoch())
                    .setEventSequence(checkpoint.event())
                    .setOutputSequence(checkpoint.output())
                    .setEventHash(ByteString.copyFrom(checkpoint.eventHash()))
                    .setOutputHash(ByteString.copyFrom(checkpoint.outputHash()))
                    .setVoidedEvents(checkpoint.voided().count())
                    .setVoidedHash(ByteString.copyFrom(checkpoint.voided().hash()));
        }
        return mapped.build();
    }
}
