package io.heliograph.journal.seal;

import io.heliograph.journal.Forcer;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogFrames;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Chains one log as far as it is forced, and keeps the blocks in its chain file; one thread. */
final class LogSealer implements AutoCloseable {
    private final Log log;
    private final LogFrames frames;
    private final BlockChain chain;
    private final AppendFile file;

    private long blocks;
    private boolean hasRolled;

    /** One that goes on behind {@code blocks} blocks, the last of which ends with {@code hash} at {@code position}. */
    LogSealer(Log log, byte[] hash, long position, long blocks, Path chainFile, Forcer forcer) {
        this.log = log;
        this.chain = new BlockChain(hash, position);
        this.blocks = blocks;
        this.frames = LogFrames.of(log, position, log::durable);
        try {
            this.file = AppendFile.open(chainFile, blocks * SealBlock.LENGTH, forcer);
        } catch (RuntimeException e) {
            frames.close();
            throw e;
        }
    }

    /** Takes up to {@code limit} frames; answers how many. */
    int poll(int limit) {
        return frames.poll(this::onFrame, limit);
    }

    private void onFrame(long first, long last, long segment, ByteBuffer bytes, int length) {
        if (first != chain.position() + 1) {
            throw new JournalCorruptException("a frame begins where the seals expect none to: log=" + log.kind()
                    + " expected=" + (chain.position() + 1) + " found=" + first
                    + "; restore the directory from a copy, or move its folder seals away to begin new ones");
        }
        hasRolled |= chain.segment() != 0 && chain.segment() != segment;
        if (chain.needsCloseBefore(last, segment)) {
            closeBlock();
        }
        chain.add(last, segment, bytes, length);
        if (chain.isFull()) {
            closeBlock();
        }
    }

    /** Ends the open block, if there is one. */
    void closeBlock() {
        if (chain.isOpen()) {
            file.append(chain.close().encode());
            blocks++;
        }
    }

    void force() {
        file.force();
    }

    /** Whether a frame of another segment was taken since this was asked last. */
    boolean hasRolled() {
        boolean rolled = hasRolled;
        hasRolled = false;
        return rolled;
    }

    boolean hasAllForced() {
        return chain.position() >= log.durable();
    }

    long closedThrough() {
        return chain.closedThrough();
    }

    long position() {
        return chain.position();
    }

    byte[] hash() {
        return chain.hash();
    }

    long blocks() {
        return blocks;
    }

    @Override
    public void close() {
        frames.close();
        file.close();
    }
}
