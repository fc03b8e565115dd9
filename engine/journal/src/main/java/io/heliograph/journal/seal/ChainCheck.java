package io.heliograph.journal.seal;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogFrames;
import io.heliograph.journal.LogKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** One log against its chain, and the chain against the checkpoints. */
final class ChainCheck {
    private final JournalView journal;
    private final LogKind kind;
    private final Log log;
    private final List<SealBlock> blocks;
    private final RecordCheck signed;
    private final SealFindings findings;

    ChainCheck(JournalView journal, LogKind kind, List<SealBlock> blocks, RecordCheck signed, SealFindings findings) {
        this.journal = journal;
        this.kind = kind;
        this.log = journal.log(kind);
        this.blocks = blocks;
        this.signed = signed;
        this.findings = findings;
    }

    void run() {
        long sealed = sealedBy(signed.last());
        if (sealed > log.head()) {
            findings.found(
                    SealVerdict.TRUNCATED,
                    "the log ends before what was sealed: log=" + kind + " head=" + log.head() + " sealedThrough="
                            + sealed + " checkpoint=" + signed.last().number());
        }
        if (!isAsSigned()) {
            return;
        }
        if (!blocks.isEmpty()) {
            hash();
        }
    }

    private boolean isAsSigned() {
        for (Checkpoint checkpoint : signed.checkpoints()) {
            long count = kind == LogKind.EVENTS ? checkpoint.eventBlocks() : checkpoint.outputBlocks();
            if (count > blocks.size()) {
                findings.found(
                        SealVerdict.CORRUPT,
                        "the chain ends before what was signed: log=" + kind + " blocks=" + blocks.size()
                                + " signedBlocks=" + count + " checkpoint=" + checkpoint.number());
                return false;
            }
            SealBlock block = count == 0 ? null : blocks.get((int) count - 1);
            if (block != null
                    && (block.last() != sealedBy(checkpoint)
                            || !Arrays.equals(block.hash(), SealLedger.hashAt(checkpoint, kind)))) {
                findings.found(
                        SealVerdict.FORKED,
                        "the chain is not what was signed: log=" + kind + " sequence=" + block.last() + " checkpoint="
                                + checkpoint.number());
                return false;
            }
        }
        return true;
    }

    private void hash() {
        int from = blockAt(log.first());
        if (from < 0) {
            findings.found(
                    SealVerdict.FORKED,
                    "the log begins where no sealed block does: log=" + kind + " first=" + log.first() + " sealedFirst="
                            + blocks.get(0).first());
            return;
        }
        if (from > 0) {
            checkFront();
        }
        byte[] before = from == 0
                ? BlockChain.genesis(journal.id(), kind, log.first())
                : blocks.get(from - 1).hash();
        Hashing hashing = new Hashing(new BlockChain(before, log.first() - 1), from);
        long through = Math.min(log.head(), blocks.get(blocks.size() - 1).last());
        try (LogFrames frames = LogFrames.of(log, log.first() - 1, () -> through)) {
            while (!hashing.hasFailed && frames.position() < through) {
                if (frames.poll(hashing::onFrame, 1) == 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** Where a log no longer begins with what was sealed first, tombstones must say why. */
    private void checkFront() {
        long gone = blocks.get(0).first();
        if (gone < log.first()) {
            findings.found(
                    SealVerdict.TRUNCATED,
                    "the front is gone, and no tombstone says why: log=" + kind + " missing=" + gone + " to "
                            + (log.first() - 1));
        }
    }

    private int blockAt(long first) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = blocks.get(middle).first();
            if (found == first) {
                return middle;
            }
            if (found < first) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private long sealedBy(Checkpoint checkpoint) {
        return kind == LogKind.EVENTS ? checkpoint.event() : checkpoint.output();
    }

    /** Hashes frames along the blocks that are known. */
    private final class Hashing {
        private final BlockChain chain;

        private int place;
        private boolean hasFailed;

        Hashing(BlockChain chain, int place) {
            this.chain = chain;
            this.place = place;
        }

        void onFrame(long first, long last, long segment, ByteBuffer bytes, int length) {
            SealBlock block = blocks.get(place);
            chain.add(last, segment, bytes, length);
            if (last < block.last()) {
                return;
            }
            if (last > block.last() || !Arrays.equals(chain.close().hash(), block.hash())) {
                hasFailed = true;
                boolean isSigned = block.last() <= sealedBy(signed.last());
                findings.found(
                        isSigned ? SealVerdict.FORKED : SealVerdict.CORRUPT,
                        "the log is not what was sealed: log=" + kind + " between sequence=" + block.first() + " and "
                                + block.last() + ", everything before is");
            }
            place++;
        }
    }
}
