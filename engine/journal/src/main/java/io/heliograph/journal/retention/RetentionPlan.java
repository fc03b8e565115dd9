package io.heliograph.journal.retention;

import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalView.SegmentRange;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.snapshot.SnapshotStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which segments may go: those before one that is due to begin the log, where a snapshot ends, none of the last snapshots
 * lies before it, and all outputs before it are stored.
 *
 * @param lastEvent the last event to go; a snapshot stands after it
 * @param lastOutput the last output in that snapshot
 * @param events segments of the event log, oldest first; at least one
 * @param outputs segments of the output log, oldest first
 */
record RetentionPlan(long lastEvent, long lastOutput, List<SegmentRange> events, List<SegmentRange> outputs) {
    /** Last output that goes with its segment; 0 for none. */
    long lastOutputDeleted() {
        return outputs.isEmpty() ? 0 : outputs.get(outputs.size() - 1).last();
    }

    /** The number of events that go. */
    long eventCount() {
        return lastEvent - events.get(0).first() + 1;
    }

    /**
     * Finds the most that may go now.
     *
     * @param nowNs nanoseconds since 1970
     * @param floor how far those are who must not miss anything
     */
    static Optional<RetentionPlan> find(
            Journal journal, SnapshotStore snapshots, RetentionPolicy policy, long nowNs, RetentionFloor floor) {
        List<SegmentRange> events = journal.segments(LogKind.EVENTS);
        List<SegmentRange> outputs = journal.segments(LogKind.OUTPUTS);
        List<Long> kept = snapshots.sequences();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        long lastSnapshots = kept.get(Math.min(policy.snapshots(), kept.size()) - 1);
        long eventFloor = Math.min(lastSnapshots, floor.event());
        long outputFloor = floor.output();
        for (int begin = due(events, outputs, snapshots, policy, nowNs); begin > 0; begin--) {
            long lastEvent = events.get(begin).first() - 1;
            if (lastEvent > eventFloor || !kept.contains(lastEvent)) {
                continue;
            }
            OptionalLong lastOutput = snapshots.outputAt(lastEvent);
            if (lastOutput.isPresent() && lastOutput.getAsLong() <= outputFloor) {
                return Optional.of(new RetentionPlan(
                        lastEvent,
                        lastOutput.getAsLong(),
                        List.copyOf(events.subList(0, begin)),
                        through(outputs, lastOutput.getAsLong())));
            }
        }
        return Optional.empty();
    }

    /**
     * Place of the newest segment that is due to begin the event log; 0 where none is. With the events before it go the
     * outputs in the snapshot with which it begins, by which they are counted: no clock says which those are.
     */
    private static int due(
            List<SegmentRange> events,
            List<SegmentRange> outputs,
            SnapshotStore snapshots,
            RetentionPolicy policy,
            long nowNs) {
        long bytes = bytes(events) + bytes(outputs);
        long outputsGone = 0;
        int begin = 0;
        while (begin < events.size() - 1) {
            SegmentRange next = events.get(begin + 1);
            boolean isOld = policy.maxAgeNs() > 0 && nowNs - next.createdNs() >= policy.maxAgeNs();
            boolean isMuch = policy.maxBytes() > 0 && bytes - outputsGone > policy.maxBytes();
            if (!isOld && !isMuch) {
                return begin;
            }
            bytes -= events.get(begin).fileBytes();
            OptionalLong last = snapshots.outputAt(next.first() - 1);
            if (last.isPresent()) {
                outputsGone = bytes(through(outputs, last.getAsLong()));
            }
            begin++;
        }
        return begin;
    }

    private static List<SegmentRange> through(List<SegmentRange> outputs, long lastOutput) {
        List<SegmentRange> deleted = new ArrayList<>();
        for (int i = 0; i < outputs.size() - 1 && outputs.get(i).last() <= lastOutput; i++) {
            deleted.add(outputs.get(i));
        }
        return List.copyOf(deleted);
    }

    private static long bytes(List<SegmentRange> segments) {
        return segments.stream().mapToLong(SegmentRange::fileBytes).sum();
    }
}
