package io.heliograph.journal.seal;

import io.heliograph.journal.Journal;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogFrames;
import io.heliograph.journal.LogKind;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Whether a log still ends its last sealed block with what was sealed: outputs that were cut off and concluded again, because
 * an event was voided or outputs were given up, reach as far as before and are others.
 */
final class SealedEnd {
    private final BlockChain chain;
    private final SealBlock block;

    private SealedEnd(BlockChain chain, SealBlock block) {
        this.chain = chain;
        this.block = block;
    }

    /**
     * Hashes the frames of the last block again.
     *
     * @param count blocks that are signed, at least 1, of which the log keeps the last at least
     */
    static boolean isIn(Journal journal, SealFolder folder, LogKind kind, long count) {
        SealBlock block = folder.block(kind, count - 1);
        byte[] before = count > 1
                ? folder.block(kind, count - 2).hash()
                : BlockChain.genesis(journal.id(), kind, block.first());
        Log log = kind == LogKind.EVENTS ? journal.events() : journal.outputs();
        SealedEnd end = new SealedEnd(new BlockChain(before, block.first() - 1), block);
        try (LogFrames frames = LogFrames.of(log, block.first() - 1, block::last)) {
            while (frames.position() < block.last()) {
                if (frames.poll(end::onFrame, 1) == 0) {
                    Thread.onSpinWait();
                }
            }
        }
        return Arrays.equals(end.chain.close().hash(), block.hash());
    }

    private void onFrame(long first, long last, long segment, ByteBuffer bytes, int length) {
        chain.add(Math.min(last, block.last()), segment, bytes, length);
    }
}
