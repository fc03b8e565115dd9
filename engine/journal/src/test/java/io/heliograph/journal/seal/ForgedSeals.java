package io.heliograph.journal.seal;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogFrames;
import io.heliograph.journal.LogKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Seals in the hands of somebody who may write and knows the format, but not the key. */
final class ForgedSeals {
    private ForgedSeals() {}

    /** Cuts the seals back to a checkpoint, as if nothing had been sealed after it. */
    static void cutBehind(Path directory, Checkpoint last) throws IOException {
        SealFolder folder = SealFolder.in(directory);
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (SealRecord record : folder.records().records()) {
            if (record.number() <= last.number()) {
                records.write(record.bytes());
            }
        }
        Files.write(folder.recordFile(), records.toByteArray());
        cutChain(folder.chainFile(LogKind.EVENTS), last.eventBlocks());
        cutChain(folder.chainFile(LogKind.OUTPUTS), last.outputBlocks());
    }

    private static void cutChain(Path file, long blocks) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, (int) (blocks * SealBlock.LENGTH)));
    }

    /** Hashes the logs again as they are now, and signs every checkpoint anew with a key of one's own. */
    static void makeAgain(Path directory, SealKey own, long seed) {
        SealFolder folder = SealFolder.in(directory);
        List<SealRecord> records = folder.records().records();
        try (JournalView journal = JournalView.open(directory, SealedJournal.options(seed))) {
            List<SealBlock> events = chainAgain(journal, LogKind.EVENTS, folder);
            List<SealBlock> outputs = chainAgain(journal, LogKind.OUTPUTS, folder);
            Files.write(folder.chainFile(LogKind.EVENTS), bytesOf(events));
            Files.write(folder.chainFile(LogKind.OUTPUTS), bytesOf(outputs));
            ByteArrayOutputStream forged = new ByteArrayOutputStream();
            SealRecord before = null;
            for (SealRecord record : records) {
                byte[] body = record.kind() == SealRecord.Kind.KEY
                        ? own.publicKey().encoded()
                        : forge(Checkpoint.of(record), events, outputs).encode();
                before = SealRecord.sign(
                        record.kind(), record.journalId(), record.number(), record.timeNs(), before, body, own);
                forged.write(before.bytes());
            }
            Files.write(folder.recordFile(), forged.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Checkpoint forge(Checkpoint was, List<SealBlock> events, List<SealBlock> outputs) {
        return new Checkpoint(
                was.number(),
                was.timeNs(),
                was.epoch(),
                was.event(),
                was.output(),
                events.get((int) was.eventBlocks() - 1).hash(),
                outputs.get((int) was.outputBlocks() - 1).hash(),
                was.eventBlocks(),
                was.outputBlocks(),
                was.durableEvent(),
                was.durableOutput(),
                was.reason(),
                was.configHash(),
                was.build(),
                was.voided());
    }

    private static List<SealBlock> chainAgain(JournalView journal, LogKind kind, SealFolder folder) {
        Log log = journal.log(kind);
        List<SealBlock> blocks = folder.blocks(kind);
        List<SealBlock> forged = new ArrayList<>();
        BlockChain chain = new BlockChain(BlockChain.genesis(journal.id(), kind, log.first()), log.first() - 1);
        long through = blocks.get(blocks.size() - 1).last();
        try (LogFrames frames = LogFrames.of(log, log.first() - 1, () -> through)) {
            while (forged.size() < blocks.size()) {
                int polled = frames.poll(
                        (first, last, segment, bytes, length) -> {
                            chain.add(last, segment, bytes, length);
                            if (last == blocks.get(forged.size()).last()) {
                                forged.add(chain.close());
                            }
                        },
                        1);
                if (polled == 0) {
                    throw new AssertionError("the forged log ends at " + frames.position());
                }
            }
        }
        return forged;
    }

    private static byte[] bytesOf(List<SealBlock> blocks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        blocks.forEach(block -> bytes.writeBytes(block.encode()));
        return bytes.toByteArray();
    }
}
