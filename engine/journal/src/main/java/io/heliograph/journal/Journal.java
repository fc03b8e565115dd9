package io.heliograph.journal;

import io.heliograph.journal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The two logs in one directory, held by one engine at a time.
 *
 * <p>{@link #open} takes the directory's lock, finds the valid end of both logs and refuses what cannot be trusted; it
 * changes no record. {@link #start} then opens them for appending. Who only looks takes a {@link JournalView}.
 *
 * <p>Opened, started and closed on one thread; the logs say themselves who may use them.
 */
public final class Journal implements AutoCloseable {
    private final Path directory;
    private final JournalIdentity identity;
    private final JournalOptions options;
    private final DirectoryLock lock;
    private final DurableMark mark;
    private final SegmentLog events;
    private final SegmentLog outputs;
    private final Log eventsSeen;
    private final Log outputsSeen;

    private Journal(
            Path directory,
            JournalIdentity identity,
            JournalOptions options,
            DirectoryLock lock,
            DurableMark mark,
            SegmentLog events,
            SegmentLog outputs) {
        this.directory = directory;
        this.identity = identity;
        this.options = options;
        this.lock = lock;
        this.mark = mark;
        this.events = events;
        this.outputs = outputs;
        this.eventsSeen = options.around().apply(events);
        this.outputsSeen = options.around().apply(outputs);
    }

    /**
     * Opens the journal in {@code directory}, which is created (0700) if absent.
     *
     * @throws DirectoryLockedException if another engine, or this process, holds it; no byte was changed
     * @throws JournalCorruptException if something at or before the durable mark is damaged or missing
     * @throws JournalVersionException if another release's format stands there
     * @throws IllegalStateException if the JVM was started without the flags that Chronicle needs
     */
    public static Journal open(Path directory, JournalOptions options) {
        return open(directory, options, UnderLock.NOTHING);
    }

    /** Opens the journal in {@code directory}, after something was done to its files under its lock. */
    public static Journal open(Path directory, JournalOptions options, UnderLock before) {
        JdkDoors.check();
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw SafeFile.failed(directory, e);
        }
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            return openLocked(directory, options, lock, before);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static Journal openLocked(Path directory, JournalOptions options, DirectoryLock lock, UnderLock before) {
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(directory.resolve(LogKind.EVENTS.folder()));
            Files.createDirectories(directory.resolve(LogKind.OUTPUTS.folder()));
        } catch (IOException e) {
            throw SafeFile.failed(directory, e);
        }
        if (!JournalIdentity.exists(directory)) {
            create(directory, options);
        }
        before.run(directory, JournalIdentity.read(directory).id());
        return logsOf(directory, options, lock, true);
    }

    /** Opens an existing journal for reading: no lock, no byte changed, beside a running engine or without one. */
    static Journal openReadOnly(Path directory, JournalOptions options) {
        JdkDoors.check();
        if (!JournalIdentity.exists(directory)) {
            requireNoSegments(directory);
            throw new IllegalArgumentException("no journal is there: directory=" + directory);
        }
        return logsOf(directory, options, null, false);
    }

    /** The id of the journal in {@code directory}; opens no log. */
    public static UUID idOf(Path directory) {
        return JournalIdentity.read(directory).id();
    }

    private static void create(Path directory, JournalOptions options) {
        requireNoSegments(directory);
        UUID id = options.ids().get();
        new JournalIdentity(id, options.epochClock().nanoTime()).write(directory, options.forcer());
    }

    private static void requireNoSegments(Path directory) {
        for (LogKind log : LogKind.values()) {
            Path folder = directory.resolve(log.folder());
            if (!SegmentChain.described(folder).isEmpty()) {
                throw new JournalCorruptException("segments stand there without the journal's identity: folder="
                        + folder + " missing=" + directory.resolve(JournalIdentity.FILE) + "; restore it from a copy");
            }
        }
    }

    private static Journal logsOf(Path directory, JournalOptions options, DirectoryLock lock, boolean marks) {
        JournalIdentity identity = JournalIdentity.read(directory);
        Path eventFolder = directory.resolve(LogKind.EVENTS.folder());
        Path markFile = eventFolder.resolve(DurableMark.FILE);
        DurableMark.Value durable = DurableMark.read(markFile);
        SegmentLog events = SegmentLog.open(LogKind.EVENTS, eventFolder, identity.id(), options);
        SegmentLog outputs =
                SegmentLog.open(LogKind.OUTPUTS, directory.resolve(LogKind.OUTPUTS.folder()), identity.id(), options);
        events.requireThrough(durable.event());
        outputs.requireThrough(durable.output());
        DurableMark mark = marks ? DurableMark.open(markFile) : null;
        return new Journal(directory, identity, options, lock, mark, events, outputs);
    }

    /**
     * Opens both logs for appending, in an epoch. A new epoch, a damaged tail or a cut begins a new segment; the old epoch
     * with both tails whole goes on where it stood.
     *
     * @param epoch at least the newest epoch found
     * @param outputsThrough last output to keep; what lies behind it is void, cut off by a new segment
     */
    public void start(long epoch, long outputsThrough) {
        if (lock == null) {
            throw new IllegalStateException("the journal was opened to read only");
        }
        if (epoch < Math.max(1, lastEpoch())) {
            throw new IllegalArgumentException("an epoch never falls: epoch=" + epoch + " last=" + lastEpoch());
        }
        events.start(epoch, events.head());
        outputs.start(epoch, outputsThrough);
    }

    /**
     * Lets outputs that were forced be cut off by {@link #start}, because what caused them was lost or voided. Until then
     * nothing is changed but the durable mark.
     *
     * @param outputsThrough last output to keep
     */
    public void voidOutputs(long outputsThrough) {
        mark.write(events.durable(), Math.min(outputsThrough, outputs.durable()));
        mark.force(options.forcer());
        outputs.lowerDurable(outputsThrough);
    }

    /** Keeps a list of voided events, whole or not at all; replays that are opened from now on go by it. */
    public void write(VoidedEvents voided) {
        voided.write(events.folder(), options.forcer());
    }

    /** Whether both logs are open for appending. */
    public boolean isStarted() {
        return events.isStarted() && outputs.isStarted();
    }

    /** The event log. */
    public Log events() {
        return eventsSeen;
    }

    /** The output log. */
    public Log outputs() {
        return outputsSeen;
    }

    /** Who this journal is. */
    public UUID id() {
        return identity.id();
    }

    /** The newest epoch of either log; 0 for a journal that was never started. */
    public long lastEpoch() {
        return Math.max(events.epoch(), outputs.epoch());
    }

    /** Whether something unreadable lies behind the valid end of a log, as found when opened. */
    public boolean isTailDamaged() {
        return events.tail().isDamaged() || outputs.tail().isDamaged();
    }

    /** What was found behind the valid ends, for diagnostics; empty if nothing. */
    public String tailFindings() {
        StringBuilder text = new StringBuilder();
        for (SegmentLog log : new SegmentLog[] {events, outputs}) {
            if (log.tail().isDamaged()) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append(log.kind().folder())
                        .append(": validThrough=")
                        .append(log.tail().last())
                        .append(" found=")
                        .append(log.tail().finding());
            }
        }
        return text.toString();
    }

    /** Closes both logs and gives the lock back; what was not forced stays so. */
    @Override
    public void close() {
        events.close();
        outputs.close();
        if (mark != null) {
            mark.close();
        }
        if (lock != null) {
            lock.close();
        }
    }

    void noteTime() {
        long now = options.epochClock().nanoTime();
        events.noteTime(now);
        outputs.noteTime(now);
    }

    /** Whether the newest segment of a log is nearly full or of age, and holds something. Any thread. */
    public boolean isRollNear() {
        return isStarted() && (events.isRollNear() || outputs.isRollNear());
    }

    /**
     * Lets both logs begin new segments with what is appended next, where the newest hold something; so that both are cut
     * between the same two events. On the thread that appends, between two groups.
     */
    public void rollWithNextGroup() {
        events.rollWithNextFrame();
        outputs.rollWithNextFrame();
    }

    /** The first events of the segments kept, oldest first. Any thread. */
    public List<Long> segmentStarts() {
        SegmentChain chain = events.chain();
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            starts.add(chain.get(i).first());
        }
        return starts;
    }

    /** The segments of a log that count, oldest first. Any thread. */
    public List<JournalView.SegmentRange> segments(LogKind kind) {
        SegmentLog log = log(kind);
        SegmentChain chain = log.chain();
        List<JournalView.SegmentRange> ranges = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            Segment segment = chain.get(i);
            ranges.add(new JournalView.SegmentRange(
                    segment.folder(),
                    segment.ordinal(),
                    segment.createdNs(),
                    segment.epoch(),
                    segment.first(),
                    chain.isNewest(i) ? log.head() : chain.end(i),
                    fileBytes(segment.folder())));
        }
        return ranges;
    }

    private static long fileBytes(Path segment) {
        Path file = SegmentFiles.data(segment);
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw SafeFile.failed(file, e);
        }
    }

    /** The lowest position of a reader that this process has open on a log; the largest long for none. Any thread. */
    public long lowestReader(LogKind kind) {
        return log(kind).lowestReader();
    }

    /** What was deleted of this journal. */
    public Tombstones tombstones() {
        return new Tombstones(directory, identity.id());
    }

    /**
     * Lets both logs begin where a tombstone says: it is forced, then readers see nothing before. The files of what it
     * names are still there. On one thread, beside the one that appends.
     *
     * @throws StorageFailedException if the disk refuses the tombstone; it may stand nonetheless, and then counts
     */
    public void compact(Tombstone tombstone) {
        tombstones().write(tombstone, options.forcer());
        events.compact(tombstone.eventOrdinal());
        outputs.compact(tombstone.outputOrdinal());
    }

    /**
     * What of a tombstone's segments is still on the disk, and of those cut off before the last of them, in the order in
     * which it may be deleted.
     */
    public List<Path> leftOf(Tombstone tombstone) {
        Set<Path> left = new LinkedHashSet<>();
        for (Tombstone.DeletedSegment segment : tombstone.segments()) {
            for (String name : segment.folders()) {
                left.addAll(SegmentRemains.in(log(segment.log()).folder().resolve(name), segment, identity.id()));
            }
        }
        for (LogKind kind : LogKind.values()) {
            left.addAll(
                    SegmentRemains.through(tombstone.ordinal(kind), log(kind).folder(), kind, identity.id()));
        }
        return List.copyOf(left);
    }

    private SegmentLog log(LogKind kind) {
        return switch (kind) {
            case EVENTS -> events;
            case OUTPUTS -> outputs;
        };
    }

    /** Folder of the newest segment; null where there is none. */
    Path eventSegment() {
        return newest(events);
    }

    /** Folder of the newest segment; null where there is none. */
    Path outputSegment() {
        return newest(outputs);
    }

    private static Path newest(SegmentLog log) {
        SegmentChain chain = log.chain();
        return chain.isEmpty() ? null : chain.newest().folder();
    }

    SegmentSpace space(LogKind log) {
        return log == LogKind.EVENTS ? events.space() : outputs.space();
    }

    void mayRoll(boolean may) {
        events.mayRoll(may);
        outputs.mayRoll(may);
    }

    DurableMark mark() {
        return mark;
    }

    void publishDurable(long event, long output) {
        events.publishDurable(event);
        outputs.publishDurable(output);
    }
}
