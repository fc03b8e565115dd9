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

    /** Outputs digested. */
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

    /** Goes on from a saved state, forgetting its own. */
    public void restore(StateSource source) {
        chains.clear();
        outputs = source.getLong();
        long count = source.getLong();
        for (long i = 0; i < count; i++) {
            byte[] key = new byte[(int) source.getLong()];
            getBytes(source, key);
            Chain chain = chains.chain(key, key.length);
            chain.count = source.getLong();
            getBytes(source, chain.digest);
        }
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
