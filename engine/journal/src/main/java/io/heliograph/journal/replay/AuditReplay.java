package io.heliograph.journal.replay;

import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.EngineStoppedDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.core.SignalCore;
import io.heliograph.core.digest.ContentDigest;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.Tombstone;
import io.heliograph.journal.Tombstones;
import io.heliograph.journal.snapshot.SnapshotAudit;
import io.heliograph.journal.snapshot.SnapshotStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Concludes everything again from the events of a journal and lays it beside the output log, byte for byte; where a
 * snapshot lies on the way, the state that it holds is laid beside that of the core, bit for bit.
 *
 * <p>On the way every frame of both logs is checked: checksum, continuity, epoch, and that the segments follow each other.
 * One thread, used once.
 */
public final class AuditReplay {
    private static final int BATCH = 4096;

    private final JournalView journal;
    private final KindCounts events = new KindCounts(LogKind.EVENTS);
    private final KindCounts outputs = new KindCounts(LogKind.OUTPUTS);
    private final Set<Integer> coreLevels = new LinkedHashSet<>();
    private final Set<String> builds = new LinkedHashSet<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final List<String> passedOver = new ArrayList<>();

    private SignalCore core;
    private ContentDigest digest;
    private SnapshotAudit snapshots;
    private OutputComparer comparer;
    private boolean endsWithStop;

    public AuditReplay(JournalView journal) {
        this.journal = journal;
    }

    /** Replays and compares everything kept, up to the heads found; as {@link #run(long, ReplayProgress)}. */
    public AuditFindings run(ReplayProgress progress) {
        return run(1, progress);
    }

    /**
     * Replays and compares everything from an event on, up to the heads found, and what lies between it and the nearest
     * snapshot before.
     *
     * @param from 1 for everything: from the first event, or where that is not kept any more, from the oldest snapshot kept
     * @throws IllegalArgumentException if {@code from} is not kept, or beyond the event behind the head
     * @throws ReplayDifferenceException at the first output that differs, is too much, or is not in the log
     * @throws JournalCorruptException where a record cannot be read or replayed, the output log lost its end, or nothing is
     *     kept with which a replay could begin, or not the snapshot that the tombstone of a deleted beginning names
     * @throws io.heliograph.journal.JournalVersionException if another release wrote an event, or a newer one a snapshot
     */
    public AuditFindings run(long from, ReplayProgress progress) {
        requireWholeTail();
        long lastEvent = journal.events().head();
        long lastOutput = journal.outputs().head();
        ReplayStart start = start(from);
        long tombstone = requireSnapshotOfTombstone(start, from);
        core = start.core();
        digest = start.digest();
        snapshots = new SnapshotAudit(journal, start.event());
        noteWhoWroteBefore();
        if (from == 1) {
            readOnly(journal.events(), journal.events().first() - 1, start.event());
            readOnly(journal.outputs(), journal.outputs().first() - 1, start.output());
        }
        long stands;
        long[] missing = {0};
        try (OutputComparer comparing = new OutputComparer(
                        journal.outputs(),
                        start.output(),
                        lastOutput,
                        (sequence, buffer, offset, length) -> missing[0]++);
                Replay replay = new Replay(journal.events(), start.event(), lastEvent, this::onEvent)) {
            comparer = comparing;
            replay.run(progress);
            stands = comparing.finish(lastEvent);
        }
        if (missing[0] > 0 && endsWithStop) {
            throw new JournalCorruptException(
                    "the output log ends before the clean stop that closes the event log: lastOutput=" + lastOutput
                            + " missing=" + missing[0] + "; restore it from a copy");
        }
        readOnly(journal.outputs(), stands, lastOutput);
        return new AuditFindings(
                start.event(),
                start.output(),
                tombstone,
                events.total(),
                stands - start.output(),
                lastOutput - stands,
                missing[0],
                digest.hex(),
                List.copyOf(coreLevels),
                List.copyOf(builds),
                events.byName(),
                outputs.byName(),
                snapshots.findings());
    }

    private ReplayStart start(long from) {
        Log events = journal.events();
        if (from < 1 || from > 1 && from < events.first() || from > events.head() + 1) {
            throw new IllegalArgumentException("expected an event of this journal to begin with: from=" + from
                    + " first=" + events.first() + " head=" + events.head());
        }
        SnapshotStore store = SnapshotStore.of(journal);
        Optional<ReplayStart> start = from == 1
                ? ReplayStart.oldest(events, journal.outputs(), store, this::newCore, passedOver::add)
                : ReplayStart.before(from, events, journal.outputs(), store, this::newCore, passedOver::add);
        return start.orElseThrow(() -> new JournalCorruptException(
                "nothing is kept with which a replay could begin: from=" + from + " firstEvent=" + events.first()
                        + " snapshots=" + store.sequences() + " passedOver=" + passedOver
                        + "; restore a snapshot from a copy"));
    }

    /**
     * The tombstone of what retention deleted names the snapshot with which the log then began; no later one takes its place,
     * for nobody signed for that.
     *
     * @return number of the tombstone whose snapshot the replay begins with; 0 for none
     */
    private long requireSnapshotOfTombstone(ReplayStart start, long from) {
        List<Tombstone> all = Tombstones.of(journal).all();
        Tombstone named = null;
        for (Tombstone tombstone : all) {
            named = tombstone.lastEvent() == start.event() ? tombstone : named;
        }
        if (named == null) {
            if (from == 1 && start.event() > 0 && !all.isEmpty()) {
                throw snapshotMissing(all.get(all.size() - 1), start);
            }
            return 0;
        }
        byte[] digest = start.snapshot().orElseThrow().digest();
        if (!Arrays.equals(digest, named.snapshotDigest())) {
            throw new JournalCorruptException("the snapshot with which the log begins is not the one that its tombstone"
                    + " names: event=" + start.event() + " tombstone=" + named.number() + " expected="
                    + HexFormat.of().formatHex(named.snapshotDigest()) + " found="
                    + HexFormat.of().formatHex(digest) + "; restore it from a copy");
        }
        return named.number();
    }

    private JournalCorruptException snapshotMissing(Tombstone newest, ReplayStart start) {
        return new JournalCorruptException("the log begins with the snapshot that tombstone=" + newest.number()
                + " names, and it cannot be used: event=" + newest.lastEvent() + " next=" + start.event()
                + " passedOver=" + passedOver
                + "; restore it from a copy, or begin behind it and trust another (--from)");
    }

    private SignalCore newCore() {
        return new SignalCore(this::onOutput);
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
        int refusal = core.onEvent(sequence, buffer, offset, length);
        if (sequence == snapshots.next()) {
            snapshots.compare(core, digest);
        }
        return refusal;
    }

    private void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        comparer.onOutput(sequence, buffer, offset, length);
        digest.onOutput(sequence, buffer, offset, length);
        outputs.count(buffer, offset, length);
    }

    private void noteWhoWroteBefore() {
        if (core.settings() != null) {
            coreLevels.add(core.settings().coreLevel());
        }
        if (core.lastStart() != null) {
            builds.add(core.lastStart().build());
        }
    }

    /** What cannot be replayed or compared must be whole too, though nothing can be said of what it holds. */
    private static void readOnly(Log log, long from, long through) {
        try (LogReader reader = log.openReader(from, () -> through)) {
            while (reader.position() < through) {
                if (reader.poll((sequence, epoch, buffer, offset, length, endOfCause) -> {}, BATCH) == 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
