package io.heliograph.journal.seal;

import io.heliograph.journal.LogKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The signed records of a file, such as a witness. */
    static Records recordsOf(Path file) {
        ByteBuffer bytes = ByteBuffer.wrap(read(file));
        List<SealRecord> records = new ArrayList<>();
        SealRecord next = SealRecord.read(bytes);
        while (next != null) {
            records.add(next);
            next = SealRecord.read(bytes);
        }
        return new Records(
                records, bytes.position(), bytes.remaining(), bytes.hasRemaining() && !SealRecord.isHalf(bytes));
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
        return records().records().stream()
                .filter(record -> record.kind() == SealRecord.Kind.CHECKPOINT)
                .filter(record -> {
                    Checkpoint checkpoint = Checkpoint.of(record);
                    return checkpoint.event() >= event && checkpoint.output() >= output;
                })
                .findFirst();
    }

    /** Signed records behind a number, oldest first; for copies. */
    public List<SealRecord> after(long number) {
        return records().records().stream()
                .filter(record -> record.number() > number)
                .toList();
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
