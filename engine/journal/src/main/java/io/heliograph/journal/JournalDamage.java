package io.heliograph.journal;

import io.heliograph.journal.frame.FrameLayout;
import io.heliograph.journal.frame.FrameReader;
import io.heliograph.journal.segment.SegmentTailer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * What is damaged of a journal that cannot be opened or read on, and how its logs go on once that was accepted.
 *
 * <p>Looking changes nothing and takes no lock; {@link #cut} is for who holds the directory's lock.
 */
public final class JournalDamage {
    private final Path directory;
    private final JournalOptions options;
    private final UUID journalId;
    private final LogKind log;
    private final DamageSearch.Result result;

    private JournalDamage(
            Path directory, JournalOptions options, UUID journalId, LogKind log, DamageSearch.Result result) {
        this.directory = directory;
        this.options = options;
        this.journalId = journalId;
        this.log = log;
        this.result = result;
    }

    /**
     * Looks through one log of the journal in {@code directory}.
     *
     * @param known last sequence that the log is known to have had, by what is known outside of it
     * @param from last record that need not be read
     * @throws JournalVersionException where a newer release wrote it
     */
    public static JournalDamage search(Path directory, JournalOptions options, LogKind log, long known, long from) {
        UUID id = JournalIdentity.read(directory).id();
        DurableMark.Value mark =
                DurableMark.read(directory.resolve(LogKind.EVENTS.folder()).resolve(DurableMark.FILE));
        long durable = log == LogKind.EVENTS ? mark.event() : mark.output();
        return new JournalDamage(
                directory,
                options,
                id,
                log,
                DamageSearch.search(log, directory, id, options.blockSize(), durable, known, from));
    }

    /** What is damaged; empty where nothing is. */
    public Optional<Damage> found() {
        return Optional.ofNullable(result.damage());
    }

    /** Last sequence before the damage, or of the log where nothing is damaged. */
    public long lastWhole() {
        return result.last();
    }

    /** The last record of the whole part; null where there is none to read. */
    public byte[] lastRecord() {
        Segment base = result.base();
        if (base == null || result.lastIndex() == Segment.NO_FRAME) {
            return null;
        }
        FrameReader frame = new FrameReader(FrameLayout.DATA, log.number());
        try (SegmentTailer tailer = SegmentTailer.open(base.folder(), options.blockSize())) {
            if (!tailer.moveTo(result.lastIndex()) || frame.check(tailer.read(frame.bytes())) != null) {
                return null;
            }
            while (frame.next() && frame.sequence() < result.last()) {
                // on to the last
            }
            byte[] record = new byte[frame.recordLength()];
            frame.buffer().getBytes(frame.recordOffset(), record);
            return record;
        }
    }

    /** The highest epoch that a segment of this log was written in. */
    public long newestEpoch() {
        return result.newestEpoch();
    }

    /**
     * Cuts the log off behind its whole part and lets it go on.
     *
     * @param first sequence with which it goes on
     * @param epoch above that of every segment
     * @param record its first record; null for none
     */
    public void cut(long first, long epoch, byte[] record) {
        if (log == LogKind.OUTPUTS) {
            lowerMark();
        }
        CutSegment.write(log, directory.resolve(log.folder()), journalId, options, result, first, epoch, record);
    }

    /** Outputs that are computed again are not forced yet. */
    private void lowerMark() {
        Path file = directory.resolve(LogKind.EVENTS.folder()).resolve(DurableMark.FILE);
        DurableMark.Value value = DurableMark.read(file);
        try (DurableMark mark = DurableMark.open(file)) {
            mark.write(value.event(), Math.min(value.output(), result.last()));
            mark.force(options.forcer());
        }
    }
}
