package io.heliograph.journal;

import io.heliograph.journal.segment.SegmentFiles;
import io.heliograph.journal.segment.SegmentWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.agrona.concurrent.status.AtomicLongPosition;

/**
 * A log as a chain of segments in a folder.
 *
 * <p>Its writer's thread starts it and rolls it, and one thread beside it takes segments away at its beginning; any thread
 * reads chain, head and durable, which are published in that order.
 */
final class SegmentLog implements Log, AutoCloseable {
    /** A segment is nearly full when a sixteenth of its size is left, and nearly of age at a sixty-fourth of its age. */
    private static final int BYTES_AHEAD = 16;

    private static final int AGE_AHEAD = 64;

    /** Chronicle's own header and first pages of its index, and more. */
    private static final long USED_BEFORE_FRAMES = 256 * 1024;

    private final LogKind kind;
    private final Path folder;
    private final UUID journalId;
    private final JournalOptions options;

    private final AtomicLongPosition head = new AtomicLongPosition();
    private final AtomicLongPosition durable = new AtomicLongPosition();
    private final TailScan.Result tail;
    private final VoidedEvents voided;
    private final Set<SegmentLogReader> readers = ConcurrentHashMap.newKeySet();
    private volatile SegmentChain chain;
    private volatile SegmentSpace space;
    private volatile boolean isRollDue;
    private volatile boolean mayRoll = true;
    private volatile boolean isRollNear;
    private SegmentAppender appender;

    private SegmentLog(
            LogKind kind,
            Path folder,
            UUID journalId,
            JournalOptions options,
            SegmentChain chain,
            TailScan.Result tail,
            VoidedEvents voided) {
        this.kind = kind;
        this.folder = folder;
        this.journalId = journalId;
        this.options = options;
        this.chain = chain;
        this.tail = tail;
        this.voided = voided;
        head.setOrdered(tail.last());
        durable.setOrdered(tail.durable());
    }

    /** Finds the valid end of the log in {@code folder}; changes nothing. */
    static SegmentLog open(LogKind kind, Path folder, UUID journalId, JournalOptions options) {
        SegmentChain chain = SegmentChain.load(folder, kind, journalId);
        TailScan.Result tail =
                chain.isEmpty() ? TailScan.Result.NOTHING : TailScan.scan(kind, chain.newest(), options.blockSize());
        VoidedEvents voided = kind == LogKind.EVENTS ? VoidedEvents.read(folder) : VoidedEvents.NONE;
        return new SegmentLog(kind, folder, journalId, options, chain, tail, voided);
    }

    /** What was found at the end of the newest segment when the log was opened. */
    TailScan.Result tail() {
        return tail;
    }

    /** Raises the durable mark; refuses a journal that ends before it. */
    void requireThrough(long mark) {
        long promised = Math.max(mark, durable.getVolatile());
        if (tail.last() < promised) {
            throw new JournalCorruptException("the log ends before what was forced: log=" + kind.folder()
                    + " validThrough=" + tail.last() + " durable=" + promised + " segment="
                    + (chain.isEmpty() ? folder : chain.newest().folder()) + " found="
                    + (tail.isDamaged() ? tail.finding() : "the segment is cut off")
                    + "; restore it from a copy");
        }
        durable.setOrdered(promised);
    }

    /**
     * Opens the log for appending behind {@code through}, always in a new segment; what lies behind is cut off.
     *
     * <p>No file that another process wrote to is written to again: after a power cut Chronicle's own table may say that more
     * was written than reached the disk, and appending behind that leaves a hole.
     */
    void start(long epoch, long through) {
        if (appender != null) {
            throw new IllegalStateException("the log was started already: log=" + kind.folder());
        }
        if (through > tail.last() || through < durable.getVolatile()) {
            throw new IllegalArgumentException("a log is continued between its durable mark and its end: through="
                    + through + " durable=" + durable.getVolatile() + " end=" + tail.last());
        }
        SegmentAppender started = new SegmentAppender(this, epoch, through);
        if (!chain.isEmpty() && !tail.isDamaged()) {
            // What a killed process had set aside; behind damage lies evidence.
            space(chain.newest().folder(), usedAtMost(tail.bytes())).release();
        }
        started.beginIn(newSegment(epoch, through, started.frameBytes()));
        head.setOrdered(through);
        appender = started;
    }

    /** Seals the newest segment at its last frame and opens the next; on the writer's thread. */
    SegmentWriter roll(long epoch, long through, long index, ByteBuffer frame) {
        Segment sealed = chain.newest();
        return newSegment(epoch, through, sealed.ordinal(), index, frame);
    }

    private SegmentWriter newSegment(long epoch, long through, ByteBuffer frame) {
        SegmentChain now = chain;
        int place = through < now.first() ? -1 : now.holding(through);
        if (place < 0) {
            return newSegment(epoch, through, 0, Segment.NO_FRAME, frame);
        }
        long ordinal = now.get(place).ordinal();
        long index = through == tail.last() && now.isNewest(place) ? tail.lastIndex() : indexOf(through);
        return newSegment(epoch, through, ordinal, index, frame);
    }

    private SegmentWriter newSegment(long epoch, long through, long previous, long previousIndex, ByteBuffer frame) {
        if (!chain.isEmpty()) {
            forceAll(chain.newest().folder());
        }
        long ordinal = chain.nextOrdinal();
        Path next = folder(through + 1, ordinal);
        while (Files.exists(next)) {
            ordinal++; // a folder that was begun twice and never used
            next = folder(through + 1, ordinal);
        }
        SegmentSpace begun = space(next, usedAtMost(0));
        SegmentWriter writer;
        try {
            Files.createDirectories(next);
            writer = writer(next, frame);
            writer.createFile();
            begun.reserveFirst();
        } catch (IOException e) {
            throw SafeFile.failed(next, e);
        }
        Segment segment = new Segment(
                next,
                journalId,
                ordinal,
                options.epochClock().nanoTime(),
                epoch,
                through + 1,
                previous,
                through,
                previousIndex);
        segment.write(kind, options.forcer());
        SafeFile.force(folder, options.forcer());
        isRollDue = false;
        isRollNear = false;
        synchronized (this) {
            chain = chain.with(segment);
        }
        space = begun;
        return writer;
    }

    private SegmentSpace space(Path segment, long used) {
        return new SegmentSpace(SegmentFiles.data(segment), options.reserver(), used);
    }

    /** What frames of so many bytes take up at most with what Chronicle puts between them, until the next says exactly. */
    private static long usedAtMost(long frames) {
        return frames + frames / 4 + USED_BEFORE_FRAMES;
    }

    private SegmentWriter writer(Path segment, ByteBuffer frame) {
        return SegmentWriter.open(segment, options.blockSize(), frame);
    }

    private Path folder(long first, long ordinal) {
        Path plain = folder.resolve(String.format("%020d", first));
        return Files.exists(plain) ? folder.resolve(String.format("%020d-%d", first, ordinal)) : plain;
    }

    private long indexOf(long sequence) {
        try (SegmentLogReader reader = new SegmentLogReader(this, options, sequence - 1, () -> sequence)) {
            return reader.indexOfNext();
        }
    }

    /** Forces everything of a segment: its frames, Chronicle's table, the folder. */
    void forceAll(Path segment) {
        for (Path file : new Path[] {SegmentFiles.data(segment), SegmentFiles.metadata(segment), segment}) {
            if (Files.exists(file)) {
                SafeFile.force(file, options.forcer());
            }
        }
    }

    /** Lets the next frame begin a new segment if the newest has come of age; called by the force agent. */
    void noteTime(long epochNs) {
        SegmentChain now = chain;
        if (now.isEmpty()) {
            return;
        }
        long age = epochNs - now.newest().createdNs();
        long limit = options.segmentAgeNs();
        if (age >= limit) {
            isRollDue = true;
        }
        if (age >= limit - limit / AGE_AHEAD) {
            isRollNear = true;
        }
    }

    /** Notes how long the newest segment has become; on the writer's thread. */
    void noteLength(long bytes) {
        if (bytes >= options.segmentBytes()) {
            isRollDue = true;
        }
        if (!isRollNear && bytes >= options.segmentBytes() - options.segmentBytes() / BYTES_AHEAD) {
            isRollNear = true;
        }
    }

    /** Whether the newest segment holds something, and will soon make way for the next; not once that was asked for. */
    boolean isRollNear() {
        return isRollNear && !isRollDue && head() >= chain.newest().first();
    }

    /** Lets the next frame begin a new segment, where the newest holds something; on the writer's thread. */
    void rollWithNextFrame() {
        if (head() >= chain.newest().first()) {
            isRollDue = true;
        }
    }

    /** Whether there is room to begin a segment; said by who keeps space ahead. */
    void mayRoll(boolean may) {
        mayRoll = may;
    }

    /** Up to which byte of the newest segment's file is used; said by the writer. */
    void noteUsed(long bytes) {
        space.used(bytes);
    }

    /** Of the newest segment, once the log is started. */
    SegmentSpace space() {
        return space;
    }

    boolean isRollDue() {
        return isRollDue && mayRoll;
    }

    /** Leaves out the segments up to an ordinal; readers that stand in them are told so. Beside the writer's thread. */
    synchronized void compact(long ordinal) {
        chain = chain.without(ordinal);
    }

    /** The lowest position of a reader that is open; any thread. */
    long lowestReader() {
        long lowest = Long.MAX_VALUE;
        for (SegmentLogReader reader : readers) {
            lowest = Math.min(lowest, reader.reached());
        }
        return lowest;
    }

    /** Whether a segment was deleted while it was read: by a tombstone that this chain does not know. */
    boolean isDeleted(Segment segment) {
        return new Tombstones(folder.toAbsolutePath().getParent(), journalId).through(kind) >= segment.ordinal();
    }

    /** The first sequence that is kept, as the disk says; for who has an old chain. */
    long firstKept() {
        return SegmentChain.load(folder, kind, journalId).first();
    }

    Path folder() {
        return folder;
    }

    boolean isStarted() {
        return appender != null;
    }

    SegmentChain chain() {
        return chain;
    }

    /** Forgets that what lies behind {@code through} was forced; only for what is void. */
    void lowerDurable(long through) {
        durable.setOrdered(Math.min(through, durable.getVolatile()));
    }

    void publishHead(long sequence) {
        head.setOrdered(sequence);
    }

    void publishDurable(long sequence) {
        durable.setOrdered(sequence);
    }

    @Override
    public LogKind kind() {
        return kind;
    }

    @Override
    public LogAppender appender() {
        if (appender == null) {
            throw new IllegalStateException("the log was not started for appending: log=" + kind.folder());
        }
        return appender;
    }

    @Override
    public LogReader openReader(long position, LongSupplier bound) {
        SegmentLogReader reader = new SegmentLogReader(this, options, position, bound);
        readers.add(reader);
        return reader;
    }

    void closed(SegmentLogReader reader) {
        readers.remove(reader);
    }

    @Override
    public long head() {
        return head.getVolatile();
    }

    @Override
    public long durable() {
        return durable.getVolatile();
    }

    @Override
    public long first() {
        return chain.first();
    }

    @Override
    public long epoch() {
        SegmentChain now = chain;
        return now.isEmpty() ? 0 : now.newest().epoch();
    }

    @Override
    public long lastOf(long epoch) {
        return chain.lastOf(epoch, head());
    }

    @Override
    public List<LostRange> lost() {
        return chain.lost();
    }

    @Override
    public VoidedEvents voided() {
        return voided;
    }

    @Override
    public void close() {
        if (appender != null) {
            appender.close();
            appender = null;
            space.release();
        }
    }
}
