package io.heliograph.core.signal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.agrona.ExpandableArrayBuffer;

/**
 * Computes signal ids: the first 80 bits of SHA-256 over what makes a signal this one.
 *
 * <p>Hashed are six texts in ASCII, separated by line feeds, none after the last: strategy hash (64 characters of
 * lower-case hex), arm (empty without one), symbol, timeframe ({@code 1m}), bar (its end in nanoseconds, or its ordinal
 * for tick and volume bars, decimal), state ({@code FINAL}). Allocates nothing when warm. Belongs to the core's thread.
 */
final class SignalIdentity {
    private static final String HEX = "0123456789abcdef";
    private static final int DIGEST_LENGTH = 32;

    private final MessageDigest sha256;
    private final ExpandableArrayBuffer text = new ExpandableArrayBuffer(256);
    private final byte[] digest = new byte[DIGEST_LENGTH];

    SignalIdentity() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Writes the id of the signal that {@code origin} gives on this bar. */
    void compute(SignalOrigin origin, Moment at, byte[] id) {
        int length = hex(origin.strategyHash());
        length = line(length, origin.arm());
        length = line(length, origin.symbol());
        length = line(length, origin.timeframeText());
        text.putByte(length++, (byte) '\n');
        length += text.putLongAscii(length, at.place(origin.timeframe().isTime()));
        length = line(length, "FINAL");
        sha256.update(text.byteArray(), 0, length);
        try {
            sha256.digest(digest, 0, DIGEST_LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        System.arraycopy(digest, 0, id, 0, SignalId.LENGTH);
    }

    private int hex(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            text.putByte(2 * i, (byte) HEX.charAt(bytes[i] >> 4 & 15));
            text.putByte(2 * i + 1, (byte) HEX.charAt(bytes[i] & 15));
        }
        return 2 * bytes.length;
    }

    private int line(int at, String word) {
        text.putByte(at, (byte) '\n');
        return at + 1 + text.putStringWithoutLengthAscii(at + 1, word);
    }
}
