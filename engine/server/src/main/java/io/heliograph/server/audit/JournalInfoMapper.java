package io.heliograph.server.audit;

import com.google.protobuf.Timestamp;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.JournalView.EpochRange;
import io.heliograph.journal.JournalView.SegmentRange;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.replay.CleanStop;
import io.heliograph.journal.replay.KindCounts;
import io.heliograph.journal.snapshot.Snapshot;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.v1.JournalEpoch;
import io.heliograph.v1.JournalInfo;
import io.heliograph.v1.JournalKindCount;
import io.heliograph.v1.JournalLogInfo;
import io.heliograph.v1.JournalSegment;
import io.heliograph.v1.JournalSnapshot;
import java.util.HexFormat;
import java.util.Map;

/** A journal that was looked at, for the wire. */
final class JournalInfoMapper {
    private static final long SECOND = 1_000_000_000L;
    private static final int BATCH = 4_096;

    private JournalInfoMapper() {}

    /** @param goOn asked while records are counted; throws to end it. Null where they are not to be counted */
    static JournalInfo map(JournalView journal, Runnable goOn) {
        JournalInfo.Builder info = JournalInfo.newBuilder()
                .setJournalId(journal.id().toString())
                .setCreateTime(timestamp(journal.createdNs()))
                .setEpoch(journal.lastEpoch())
                .setEvents(log(journal, LogKind.EVENTS, goOn))
                .setOutputs(log(journal, LogKind.OUTPUTS, goOn))
                .setDamagedTail(journal.tailFindings())
                .setCleanEnd(CleanStop.ends(journal));
        for (EpochRange epoch : journal.epochs()) {
            info.addEpochs(JournalEpoch.newBuilder()
                    .setEpoch(epoch.epoch())
                    .setFirstEvent(epoch.firstEvent())
                    .setLastEvent(epoch.lastEvent())
                    .setFirstOutput(epoch.firstOutput())
                    .setLastOutput(epoch.lastOutput()));
        }
        SnapshotStore snapshots = SnapshotStore.of(journal);
        for (long event : snapshots.sequences()) {
            // One that is not whole is left out: verify says what is wrong with it.
            snapshots.at(event, problem -> {}).ifPresent(whole -> info.addSnapshots(snapshot(whole)));
        }
        return info.build();
    }

    private static JournalSnapshot snapshot(Snapshot whole) {
        return JournalSnapshot.newBuilder()
                .setEvent(whole.eventSequence())
                .setOutput(whole.outputSequence())
                .setEpoch(whole.epoch())
                .setTakeTime(timestamp(whole.takenNs()))
                .setStateBytes(whole.stateBytes())
                .setDigest(HexFormat.of().formatHex(whole.digest()))
                .build();
    }

    private static Map<String, Long> count(JournalView journal, LogKind kind, Runnable goOn) {
        KindCounts counts = new KindCounts(kind);
        long head = journal.log(kind).head();
        try (LogReader reader = journal.readerFrom(kind, journal.log(kind).first())) {
            while (reader.position() < head) {
                goOn.run();
                int polled = reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> counts.count(buffer, offset, length),
                        BATCH);
                if (polled == 0) {
                    Thread.onSpinWait();
                }
            }
        }
        return counts.byName();
    }

    private static JournalLogInfo log(JournalView journal, LogKind kind, Runnable goOn) {
        JournalLogInfo.Builder log = JournalLogInfo.newBuilder()
                .setFirst(journal.log(kind).first())
                .setHead(journal.log(kind).head())
                .setDurable(journal.log(kind).durable());
        for (SegmentRange segment : journal.segments(kind)) {
            log.addSegments(JournalSegment.newBuilder()
                    .setFolder(segment.folder().getFileName().toString())
                    .setOrdinal(segment.ordinal())
                    .setEpoch(segment.epoch())
                    .setFirst(segment.first())
                    .setLast(segment.last())
                    .setFileBytes(segment.fileBytes())
                    .setCreateTime(timestamp(segment.createdNs())));
        }
        if (goOn != null) {
            count(journal, kind, goOn)
                    .forEach((name, count) -> log.addKinds(
                            JournalKindCount.newBuilder().setKind(name).setCount(count)));
        }
        return log.build();
    }

    private static Timestamp timestamp(long nanos) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(nanos, SECOND))
                .setNanos((int) Math.floorMod(nanos, SECOND))
                .build();
    }
}
