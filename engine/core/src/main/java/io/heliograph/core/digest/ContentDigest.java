package io.heliograph.core.digest;

import io.heliograph.core.OutputHandler;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/**
 * The content digest: says whether two runs concluded the same, whatever the interleaving of instruments, the batching
 * or the number of crashes.
 *
 * <p>A chain per key (symbol, timeframe, strategy id or {@code bar}): {@code d = SHA-256(d | canonical(output))}, at
 * first 32 zero bytes. The engine digest runs over key, count and d of every chain, sorted by key. Bytes and exclusions
 * stand in {@code engine/core/DIGEST.md}. Belongs to one thread, whichever feeds it; allocates nothing when warm.
 */
public final class ContentDigest implements OutputHandler {
    /** The least that a chain takes in a saved state. */
    private static final int CHAIN_LONGS = 6;

    private final MessageDigest sha256;
    private final CanonicalOutput canonical = new CanonicalOutput();

    private final ChainTable chains = new ChainTable();
    private long outputs;

    public ContentDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        canonical.read(buffer, offset);
        Chain chain = chains.chain(canonical.key(), canonical.keyLength());
        sha256.update(chain.digest, 0, Chain.LENGTH);
        sha256.update(canonical.bytes(), 0, canonical.length());
        try {
            sha256.digest(chain.digest, 0, Chain.LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        chain.count++;
        outputs++;
    }

    /** Outputs digested: all from the first on, so this is also the sequence of the last. */
    public long outputs() {
        return outputs;
    }

    /** Keys seen. */
    public int keys() {
        return chains.count();
    }

    /** The digest over all chains, 32 bytes; that of no output is the SHA-256 of nothing. */
    public byte[] engineDigest() {
        byte[] count = new byte[Long.BYTES];
        for (Chain chain : chains.sorted()) {
            for (int i = 0; i < Long.BYTES; i++) {
                count[i] = (byte) (chain.count >> 8 * i);
            }
            sha256.update(chain.key);
            sha256.update((byte) '\n');
            sha256.update(count);
            sha256.update(chain.digest);
        }
        return sha256.digest();
    }

    /** The engine digest as 64 characters of lower-case hex. */
    public String hex() {
        return HexFormat.of().formatHex(engineDigest());
    }

    /** Longs that {@link #save} puts. */
    public long savedLongs() {
        return 2 + chains.savedLongs();
    }

    /** Another that says the same and goes its own way. */
    public ContentDigest copy() {
        ContentDigest copy = new ContentDigest();
        for (Chain chain : chains.sorted()) {
            Chain twin = copy.chains.chain(chain.key, chain.key.length);
            twin.count = chain.count;
            System.arraycopy(chain.digest, 0, twin.digest, 0, Chain.LENGTH);
        }
        copy.outputs = outputs;
        return copy;
    }

    /** Saves the chains, sorted by key, so that equal digests save equal states. */
    public void save(StateSink sink) {
        sink.putLong(outputs);
        sink.putLong(chains.count());
        for (Chain chain : chains.sorted()) {
            sink.putLong(chain.key.length);
            putBytes(sink, chain.key);
            sink.putLong(chain.count);
            putBytes(sink, chain.digest);
        }
    }

    /**
     * Goes on from a saved state, forgetting its own.
     *
     * @throws IllegalStateException where that is none; this digest is of no use then
     */
    public void restore(StateSource source) {
        chains.clear();
        outputs = source.getLong();
        int count = source.getCount(CHAIN_LONGS);
        long chained = 0;
        for (int i = 0; i < count; i++) {
            byte[] key = new byte[keyLength(source)];
            getBytes(source, key);
            Chain chain = chains.chain(key, key.length);
            chain.count = source.getLong();
            chained += chain.count;
            getBytes(source, chain.digest);
        }
        if (chains.count() != count || chained != outputs) {
            throw new IllegalStateException("expected chains of different keys with all outputs: outputs=" + outputs
                    + " chained=" + chained + " chains=" + count + " keys=" + chains.count());
        }
    }

    private static int keyLength(StateSource source) {
        long length = source.getLong();
        if (length < 0 || length > Math.min(Integer.MAX_VALUE, source.remaining() * Long.BYTES)) {
            throw new IllegalStateException("expected a key that the rest of the state holds: length=" + length
                    + " remaining=" + source.remaining());
        }
        return (int) length;
    }

    private static void putBytes(StateSink sink, byte[] bytes) {
        for (int at = 0; at < bytes.length; at += Long.BYTES) {
            long packed = 0;
            for (int i = at; i < Math.min(bytes.length, at + Long.BYTES); i++) {
                packed |= (bytes[i] & 0xffL) << 8 * (i - at);
            }
            sink.putLong(packed);
        }
    }

    private static void getBytes(StateSource source, byte[] bytes) {
        for (int at = 0; at < bytes.length; at += Long.BYTES) {
            long packed = source.getLong();
            for (int i = at; i < Math.min(bytes.length, at + Long.BYTES); i++) {
                bytes[i] = (byte) (packed >> 8 * (i - at));
            }
        }
    }
}
