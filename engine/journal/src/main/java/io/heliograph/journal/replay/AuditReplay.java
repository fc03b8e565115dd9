package io.heliograph.journal.replay;

import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.EngineStoppedDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.core.SignalCore;
import io.heliograph.core.digest.ContentDigest;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Concludes everything again from the events of a journal and lays it beside the output log, byte for byte.
 *
 * <p>On the way every frame of both logs is checked: checksum, continuity, epoch, and that the segments follow each other.
 * One thread, used once.
 */
public final class AuditReplay {
    private final JournalView journal;
    private final SignalCore core = new SignalCore(this::onOutput);
    private final ContentDigest digest = new ContentDigest();
    private final KindCounts events = new KindCounts(LogKind.EVENTS);
    private final KindCounts outputs = new KindCounts(LogKind.OUTPUTS);
    private final Set<Integer> coreLevels = new LinkedHashSet<>();
    private final Set<String> builds = new LinkedHashSet<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    private OutputComparer comparer;
    private boolean endsWithStop;

    public AuditReplay(JournalView journal) {
        this.journal = journal;
    }

    /**
     * Replays and compares everything up to the heads found.
     *
     * @throws ReplayDifferenceException at the first output that differs, is too much, or is not in the log
     * @throws JournalCorruptException where a record cannot be read or replayed, or the output log lost its end
     * @throws io.heliograph.journal.JournalVersionException if another release wrote an event
     */
    public AuditFindings run(ReplayProgress progress) {
        requireWholeTail();
        long lastEvent = journal.events().head();
        long lastOutput = journal.outputs().head();
        long stands;
        long[] missing = {0};
        try (OutputComparer comparing = new OutputComparer(
                        journal.outputs(), 0, lastOutput, (sequence, buffer, offset, length) -> missing[0]++);
                Replay replay = new Replay(journal.events(), 0, lastEvent, this::onEvent)) {
            comparer = comparing;
            replay.run(progress);
            stands = comparing.finish(lastEvent);
        }
        if (missing[0] > 0 && endsWithStop) {
            throw new JournalCorruptException(
                    "the output log ends before the clean stop that closes the event log: lastOutput=" + lastOutput
                            + " missing=" + missing[0] + "; restore it from a copy");
        }
        readVoid(stands, lastOutput);
        return new AuditFindings(
                events.total(),
                stands,
                lastOutput - stands,
                missing[0],
                digest.hex(),
                List.copyOf(coreLevels),
                List.copyOf(builds),
                events.byName(),
                outputs.byName());
    }

    /** Damage behind what was forced is what a power cut leaves; an engine cuts it off when it starts, an audit says so. */
    private void requireWholeTail() {
        if (!journal.tailFindings().isEmpty()) {
            throw new JournalCorruptException("the end of the journal is damaged behind what was forced: "
                    + journal.tailFindings() + "; starting an engine on it cuts that off and keeps it as evidence");
        }
    }

    private int onEvent(long sequence, DirectBuffer buffer, int offset, int length) {
        events.count(buffer, offset, length);
        int templateId = header.wrap(buffer, offset).templateId();
        if (templateId == CoreSettingsDecoder.TEMPLATE_ID) {
            coreLevels.add(new CoreSettingsDecoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .coreLevel());
        } else if (templateId == EngineStartedDecoder.TEMPLATE_ID) {
            builds.add(new EngineStartedDecoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .build());
        }
        endsWithStop = templateId == EngineStoppedDecoder.TEMPLATE_ID;
        return core.onEvent(sequence, buffer, offset, length);
    }

    private void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        comparer.onOutput(sequence, buffer, offset, length);
        digest.onOutput(sequence, buffer, offset, length);
        outputs.count(buffer, offset, length);
    }

    /** Their frames must be whole too, though nothing can be said of what they hold. */
    private void readVoid(long stands, long lastOutput) {
        try (LogReader reader = journal.outputs().openReader(stands, () -> lastOutput)) {
            while (reader.position() < lastOutput) {
                if (reader.poll((sequence, epoch, buffer, offset, length, endOfCause) -> {}, 256) == 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
