package io.heliograph.journal.seal;

import io.heliograph.journal.LogKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a journal's seals lie: its folder {@code seals}. Reading changes nothing and needs no lock; any thread. */
public final class SealFolder {
    private static final String FOLDER = "seals";

    private final Path folder;

    private SealFolder(Path folder) {
        this.folder = folder;
    }

    /** The seals of the journal in {@code directory}; they need not be there. */
    public static SealFolder in(Path directory) {
        return new SealFolder(directory.resolve(FOLDER));
    }

    /**
     * Records of a file, and what lies behind them.
     *
     * @param records whole ones, from the start of the file
     * @param end length of those, in bytes
     * @param rest bytes behind them
     * @param isDamaged whether those are more than a record whose writing was broken off
     */
    record Records(List<SealRecord> records, long end, long rest, boolean isDamaged) {
        SealRecord last() {
            return records.isEmpty() ? null : records.get(records.size() - 1);
        }
    }

    /** The signed records, in order, up to the first that is not whole. */
    Records records() {
        return recordsOf(recordFile());
    }

    /** The signed records of a file, such as a witness, all of them in memory. */
    static Records recordsOf(Path file) {
        List<SealRecord> records = new ArrayList<>();
        try (RecordReader reader = RecordReader.open(file)) {
            for (SealRecord next = reader.next(); next != null; next = reader.next()) {
                records.add(next);
            }
            return new Records(records, reader.end(), reader.rest(), reader.isDamaged());
        }
    }

    /** The signed records one after the other, in bounded memory. */
    RecordReader reader() {
        return RecordReader.open(recordFile());
    }

    /**
     * Reads what a witness kept: records one after the other, as the engine's witness file holds them.
     *
     * @throws IllegalArgumentException if something else stands there
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<SealRecord> witness(Path file) {
        Records found = recordsOf(file);
        if (found.isDamaged() || !Files.exists(file)) {
            throw new IllegalArgumentException("expected records of seals, found "
                    + (Files.exists(file) ? "something else behind byte " + found.end() : "nothing") + ": file="
                    + file);
        }
        return found.records();
    }

    /** The first checkpoint that covers an event and an output; empty where nothing was sealed so far. */
    public Optional<SealRecord> covering(long event, long output) {
        try (RecordReader reader = reader()) {
            for (SealRecord record = reader.next(); record != null; record = reader.next()) {
                if (record.kind() == SealRecord.Kind.CHECKPOINT && covers(Checkpoint.of(record), event, output)) {
                    return Optional.of(record);
                }
            }
            return Optional.empty();
        }
    }

    private static boolean covers(Checkpoint checkpoint, long event, long output) {
        return checkpoint.event() >= event && checkpoint.output() >= output;
    }

    /** Signed records behind a number, oldest first, at most so many; for copies. */
    public List<SealRecord> after(long number, int most) {
        List<SealRecord> some = new ArrayList<>();
        try (RecordReader reader = reader()) {
            SealRecord record = reader.next();
            while (record != null && some.size() < most) {
                if (record.number() > number) {
                    some.add(record);
                }
                record = reader.next();
            }
            return some;
        }
    }

    /** A block by its place from 0; null where no whole one stands. */
    SealBlock block(LogKind log, long place) {
        Path file = chainFile(log);
        if (!Files.exists(file)) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(SealBlock.LENGTH);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = place * SealBlock.LENGTH;
            while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
                // read on: a read may give less than was asked for
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.hasRemaining() ? null : SealBlock.decode(bytes.array());
    }

    /** The blocks of a log, in order, up to the first that is not whole or does not follow the one before. */
    List<SealBlock> blocks(LogKind log) {
        byte[] bytes = read(chainFile(log));
        List<SealBlock> blocks = new ArrayList<>();
        long next = -1;
        for (int at = 0; at + SealBlock.LENGTH <= bytes.length; at += SealBlock.LENGTH) {
            SealBlock block = SealBlock.decode(Arrays.copyOfRange(bytes, at, at + SealBlock.LENGTH));
            if (block == null || block.last() < block.first() || (next >= 0 && block.first() != next)) {
                break;
            }
            blocks.add(block);
            next = block.last() + 1;
        }
        return blocks;
    }

    Path folder() {
        return folder;
    }

    Path recordFile() {
        return folder.resolve("RECORDS");
    }

    Path chainFile(LogKind log) {
        return folder.resolve(log == LogKind.EVENTS ? "events.chain" : "outputs.chain");
    }

    private static byte[] read(Path file) {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
