package io.heliograph.journal.replay;

import io.heliograph.journal.snapshot.SnapshotFinding;
import io.heliograph.journal.snapshot.SnapshotFinding.Standing;
import java.util.List;
import java.util.Map;

/**
 * What an audit that found no difference has to tell.
 *
 * @param trustedEvent last event that was not replayed, because a snapshot held the state after it, which was believed; 0
 *     where everything was replayed
 * @param trustedOutput last output until then
 * @param tombstone number of the tombstone that names the snapshot begun with, which was compared with it; 0 for none
 * @param events replayed
 * @param outputs compared with the log, byte for byte
 * @param voidOutputs in the log behind those: caused by events beyond the last one seen
 * @param missingOutputs concluded, but not in the log: what the last events caused when the writer was cut off, or was
 *     still at it
 * @param contentDigest of the outputs concluded here and, as the snapshot says it, of those before, 64 hex digits
 * @param coreLevels in force along the log, each once, in order
 * @param builds that wrote it, each once, in order
 * @param eventKinds events by kind
 * @param outputKinds outputs concluded by kind
 * @param snapshots what is to say of each snapshot, oldest first
 */
public record AuditFindings(
        long trustedEvent,
        long trustedOutput,
        long tombstone,
        long events,
        long outputs,
        long voidOutputs,
        long missingOutputs,
        String contentDigest,
        List<Integer> coreLevels,
        List<String> builds,
        Map<String, Long> eventKinds,
        Map<String, Long> outputKinds,
        List<SnapshotFinding> snapshots) {
    /** Whether replay came to another state than a snapshot holds. */
    public boolean hasDifference() {
        return snapshots.stream().anyMatch(each -> each.standing() == Standing.DIFFERENT);
    }

    /** Whether a snapshot is damaged; the logs are whole. */
    public boolean hasDamage() {
        return snapshots.stream().anyMatch(each -> each.standing() == Standing.DAMAGED);
    }
}
