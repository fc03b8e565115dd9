package io.heliograph.journal.seal;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogFrames;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.Tombstone;
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
    private final TombstoneCheck tombstones;
    private final SealFindings findings;

    ChainCheck(
            JournalView journal,
            LogKind kind,
            List<SealBlock> blocks,
            RecordCheck signed,
            TombstoneCheck tombstones,
            SealFindings findings) {
        this.journal = journal;
        this.kind = kind;
        this.log = journal.log(kind);
        this.blocks = blocks;
        this.signed = signed;
        this.tombstones = tombstones;
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
        int from = placeOf(log.first());
        if (from < 0) {
            findings.found(
                    SealVerdict.FORKED,
                    "the log begins where no sealed block does: log=" + kind + " first=" + log.first() + " sealedFirst="
                            + blocks.get(0).first());
            return;
        }
        if (from > 0) {
            checkFront();
        } else if (log.first() > 1) {
            findings.note("the front was gone before it could be sealed: log=" + kind + " first=" + log.first()
                    + "; nobody signed for it, nor for the snapshot with which the log then began");
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

    /** Where a log no longer begins with what was sealed first, a signed tombstone must say why. */
    private void checkFront() {
        String gone = "log=" + kind + " missing=" + blocks.get(0).first() + " to " + (log.first() - 1);
        Tombstone named = tombstones.reaching(kind, log.first());
        if (named == null) {
            findings.found(SealVerdict.TRUNCATED, "the front is gone, and no tombstone says why: " + gone);
            return;
        }
        String problem = tombstones.problem();
        if (problem.isEmpty()) {
            findings.note("retention deleted the front: " + gone + " tombstone=" + named.number() + " policy=["
                    + named.policy() + "] actor=" + named.actor());
        } else {
            findings.found(SealVerdict.TRUNCATED, "the front is gone, and " + problem + " " + gone);
        }
    }

    /** Which block begins the log; behind the last one where all of them were deleted, -1 where none does. */
    private int placeOf(long first) {
        int behind = blocks.size();
        return first == blocks.get(behind - 1).last() + 1 ? behind : blockAt(first);
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
