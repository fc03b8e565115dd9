package io.heliograph.server.audit;

import com.google.protobuf.Timestamp;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.JournalView.EpochRange;
import io.heliograph.journal.JournalView.SegmentRange;
import io.heliograph.journal.LogKind;
import io.heliograph.v1.JournalEpoch;
import io.heliograph.v1.JournalInfo;
import io.heliograph.v1.JournalLogInfo;
import io.heliograph.v1.JournalSegment;

/** A journal that was looked at, for the wire. */
final class JournalInfoMapper {
    private static final long SECOND = 1_000_000_000L;

    private JournalInfoMapper() {}

    static JournalInfo map(JournalView journal) {
        JournalInfo.Builder info = JournalInfo.newBuilder()
                .setJournalId(journal.id().toString())
                .setCreateTime(timestamp(journal.createdNs()))
                .setEpoch(journal.lastEpoch())
                .setEvents(log(journal, LogKind.EVENTS))
                .setOutputs(log(journal, LogKind.OUTPUTS))
                .setDamagedTail(journal.tailFindings());
        for (EpochRange epoch : journal.epochs()) {
            info.addEpochs(JournalEpoch.newBuilder()
                    .setEpoch(epoch.epoch())
                    .setFirstEvent(epoch.firstEvent())
                    .setLastEvent(epoch.lastEvent())
                    .setFirstOutput(epoch.firstOutput())
                    .setLastOutput(epoch.lastOutput()));
        }
        return info.build();
    }

    private static JournalLogInfo log(JournalView journal, LogKind kind) {
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
        return log.build();
    }

    private static Timestamp timestamp(long nanos) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(nanos, SECOND))
                .setNanos((int) Math.floorMod(nanos, SECOND))
                .build();
    }
}
