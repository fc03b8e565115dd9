package io.heliograph.journal.replay;

import java.util.List;
import java.util.Map;

/**
 * What an audit that found no difference has to tell.
 *
 * @param events replayed
 * @param outputs compared with the log, byte for byte
 * @param voidOutputs in the log behind those: caused by events beyond the last one seen
 * @param missingOutputs concluded, but not in the log: what the last events caused when the writer was cut off, or was
 *     still at it
 * @param contentDigest of the outputs concluded, 64 hex digits
 * @param coreLevels in force along the log, each once, in order
 * @param builds that wrote it, each once, in order
 * @param eventKinds events by kind
 * @param outputKinds outputs concluded by kind
 */
public record AuditFindings(
        long events,
        long outputs,
        long voidOutputs,
        long missingOutputs,
        String contentDigest,
        List<Integer> coreLevels,
        List<String> builds,
        Map<String, Long> eventKinds,
        Map<String, Long> outputKinds) {}
