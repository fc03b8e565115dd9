package io.heliograph.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A journal as it stood when it was looked at: identity, epochs, segments and both logs, each up to the head found then.
 *
 * <p>Takes no lock and changes no byte, so it works beside a running engine as well as without one: what the engine appends
 * afterwards is not in it. The events are looked at before the outputs; beside a running engine the outputs may therefore
 * go on for a little beyond the last event seen, or miss what the last group of events is about to cause.
 *
 * <p>Opened and closed on one thread; readers may be used on others, one thread each.
 */
public final class JournalView implements AutoCloseable {
    private final Path directory;
    private final Journal journal;
    private final long createdNs;
    private final DurableMark.Value mark;

    private JournalView(Path directory, Journal journal, long createdNs, DurableMark.Value mark) {
        this.directory = directory;
        this.journal = journal;
        this.createdNs = createdNs;
        this.mark = mark;
    }

    /**
     * A segment that counts: its place in the chain and what of it is valid.
     *
     * @param folder where it lies
     * @param ordinal place in the order of creation, from 1
     * @param createdNs nanoseconds since 1970
     * @param epoch in which all of it was written
     * @param first its first sequence
     * @param last its last valid sequence, or that of the head; {@code first - 1} where it holds nothing
     * @param fileBytes length of its data file, which grows by whole blocks and is sparse
     */
    public record SegmentRange(
            Path folder, long ordinal, long createdNs, long epoch, long first, long last, long fileBytes) {
        /** How many records of it count. */
        public long count() {
            return last - first + 1;
        }
    }

    /**
     * What one epoch kept of both logs; a log in which it kept nothing ends before it begins.
     *
     * @param epoch from 1
     * @param firstEvent its first event
     * @param lastEvent its last event, {@code firstEvent - 1} for none
     * @param firstOutput its first output
     * @param lastOutput its last output, {@code firstOutput - 1} for none
     */
    public record EpochRange(long epoch, long firstEvent, long lastEvent, long firstOutput, long lastOutput) {}

    /**
     * Looks at the journal in {@code directory} with this machine's clocks and the usual block size.
     *
     * @throws IllegalArgumentException if no journal is there
     * @throws JournalCorruptException if something at or before the durable mark is damaged or missing
     * @throws JournalVersionException if another release's format stands there
     */
    public static JournalView open(Path directory) {
        return open(directory, JournalOptions.defaults());
    }

    /** Looks at the journal in {@code directory}; as {@link #open(Path)}. */
    public static JournalView open(Path directory, JournalOptions options) {
        Journal journal = Journal.openReadOnly(directory, options);
        DurableMark.Value mark =
                DurableMark.read(directory.resolve(LogKind.EVENTS.folder()).resolve(DurableMark.FILE));
        return new JournalView(
                directory, journal, JournalIdentity.read(directory).createdNs(), mark);
    }

    /** Where it lies. */
    public Path directory() {
        return directory;
    }

    /** Who this journal is. */
    public UUID id() {
        return journal.id();
    }

    /** When it was created, in nanoseconds since 1970. */
    public long createdNs() {
        return createdNs;
    }

    /** The event log, up to the head found. */
    public Log events() {
        return journal.events();
    }

    /** The output log, up to the head found. */
    public Log outputs() {
        return journal.outputs();
    }

    /** Opens a reader whose first record is {@code first}, and whose last is the head found. */
    public LogReader readerFrom(LogKind kind, long first) {
        Log log = log(kind);
        return log.openReader(first - 1, log::head);
    }

    /** One of the two logs. */
    public Log log(LogKind kind) {
        return switch (kind) {
            case EVENTS -> events();
            case OUTPUTS -> outputs();
        };
    }

    /** The newest epoch of either log; 0 for a journal that was never started. */
    public long lastEpoch() {
        return journal.lastEpoch();
    }

    /** Last event that its durable file said to be forced. */
    public long markedEvent() {
        return mark.event();
    }

    /** Last output that its durable file said to be forced, its cause included. */
    public long markedOutput() {
        return mark.output();
    }

    /** What was found unreadable behind the valid ends; empty if nothing. */
    public String tailFindings() {
        return journal.tailFindings();
    }

    /** The segments of a log, oldest first. */
    public List<SegmentRange> segments(LogKind kind) {
        return journal.segments(kind);
    }

    /** The epochs that kept anything, oldest first. */
    public List<EpochRange> epochs() {
        List<EpochRange> epochs = new ArrayList<>();
        long event = events().first();
        long output = outputs().first();
        for (long epoch = oldestEpoch(); epoch <= lastEpoch(); epoch++) {
            long lastEvent = Math.max(event - 1, events().lastOf(epoch));
            long lastOutput = Math.max(output - 1, outputs().lastOf(epoch));
            if (lastEvent >= event || lastOutput >= output) {
                epochs.add(new EpochRange(epoch, event, lastEvent, output, lastOutput));
            }
            event = ((SegmentLog) events()).chain().nextKept(lastEvent + 1);
            output = lastOutput + 1;
        }
        return epochs;
    }

    @Override
    public void close() {
        journal.close();
    }

    private long oldestEpoch() {
        long oldest = Math.max(1, lastEpoch());
        for (LogKind kind : LogKind.values()) {
            SegmentChain chain = ((SegmentLog) log(kind)).chain();
            oldest = chain.isEmpty() ? oldest : Math.min(oldest, chain.get(0).epoch());
        }
        return oldest;
    }
}
