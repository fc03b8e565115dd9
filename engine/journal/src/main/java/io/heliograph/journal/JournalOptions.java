package io.heliograph.journal;

import io.heliograph.journal.segment.PosixReserver;
import io.heliograph.journal.segment.SpaceReserver;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * What a journal is given from outside.
 *
 * @param epochClock nanoseconds since 1970: when a segment was created
 * @param nanoClock for durations: how long a reader has waited
 * @param ids makes the id of a new journal
 * @param forcer forces files and folders to the device
 * @param reserver sets blocks of files aside
 * @param blockSize bytes by which a segment's file grows, sparse; at least 4 MiB
 * @param segmentBytes size at which the next segment begins
 * @param segmentAgeNs age at which the next segment begins
 * @param around what stands around each log for everybody who uses it: nothing, unless a test puts something there
 */
public record JournalOptions(
        EpochNanoClock epochClock,
        NanoClock nanoClock,
        Supplier<UUID> ids,
        Forcer forcer,
        SpaceReserver reserver,
        int blockSize,
        long segmentBytes,
        long segmentAgeNs,
        UnaryOperator<Log> around) {

    /** Mapping the next block allocates some 7 KB on the writer's thread; a large one spreads them over a million events. */
    public static final int DEFAULT_BLOCK_SIZE = 128 * 1024 * 1024;

    public static final long DEFAULT_SEGMENT_BYTES = 1024L * 1024 * 1024;
    public static final long DEFAULT_SEGMENT_AGE_NS = 24L * 3600 * 1_000_000_000;

    /** The system's clocks, random ids, real forcing; segments of 1 GiB or 24 h. */
    public static JournalOptions defaults() {
        return new JournalOptions(
                SystemEpochNanoClock.INSTANCE,
                SystemNanoClock.INSTANCE,
                UUID::randomUUID,
                Forcer.FSYNC,
                PosixReserver.ofThisMachine(),
                DEFAULT_BLOCK_SIZE,
                DEFAULT_SEGMENT_BYTES,
                DEFAULT_SEGMENT_AGE_NS,
                UnaryOperator.identity());
    }

    public JournalOptions withClocks(EpochNanoClock epoch, NanoClock nano) {
        return new JournalOptions(epoch, nano, ids, forcer, reserver, blockSize, segmentBytes, segmentAgeNs, around);
    }

    public JournalOptions withIds(Supplier<UUID> newIds) {
        return new JournalOptions(
                epochClock, nanoClock, newIds, forcer, reserver, blockSize, segmentBytes, segmentAgeNs, around);
    }

    public JournalOptions withForcer(Forcer newForcer) {
        return new JournalOptions(
                epochClock, nanoClock, ids, newForcer, reserver, blockSize, segmentBytes, segmentAgeNs, around);
    }

    public JournalOptions withReserver(SpaceReserver newReserver) {
        return new JournalOptions(
                epochClock, nanoClock, ids, forcer, newReserver, blockSize, segmentBytes, segmentAgeNs, around);
    }

    public JournalOptions withSegments(int newBlockSize, long bytes, long ageNs) {
        return new JournalOptions(epochClock, nanoClock, ids, forcer, reserver, newBlockSize, bytes, ageNs, around);
    }

    public JournalOptions withAround(UnaryOperator<Log> logs) {
        return new JournalOptions(
                epochClock, nanoClock, ids, forcer, reserver, blockSize, segmentBytes, segmentAgeNs, logs);
    }
}
