package io.heliograph.core.signal;

import org.agrona.DirectBuffer;

/** The name of a signal, the same in every run: 80 bits, printed as 16 characters of lower-case base32 (RFC 4648). */
public final class SignalId {
    /** Bytes of an id in a record. */
    public static final int LENGTH = 10;

    /** Characters of an id in print. */
    public static final int TEXT_LENGTH = 16;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private SignalId() {}

    /** The 16 characters of the id at {@code offset}. */
    public static String text(DirectBuffer buffer, int offset) {
        byte[] id = new byte[LENGTH];
        buffer.getBytes(offset, id);
        return text(id);
    }

    /** The 16 characters of an id. */
    public static String text(byte[] id) {
        if (id.length != LENGTH) {
            throw new IllegalArgumentException("a signal id has 10 bytes: length=" + id.length);
        }
        StringBuilder text = new StringBuilder(TEXT_LENGTH);
        int bits = 0;
        int held = 0;
        for (byte b : id) {
            bits = bits << 8 | b & 0xff;
            held += 8;
            while (held >= 5) {
                held -= 5;
                text.append(ALPHABET.charAt(bits >> held & 31));
            }
            bits &= (1 << held) - 1;
        }
        return text.toString();
    }

    /**
     * The 10 bytes of an id as printed.
     *
     * @throws IllegalArgumentException where the text is not 16 characters of {@code a-z2-7}
     */
    public static byte[] parse(CharSequence text) {
        if (text.length() != TEXT_LENGTH) {
            throw unreadable(text);
        }
        byte[] id = new byte[LENGTH];
        int bits = 0;
        int held = 0;
        int next = 0;
        for (int i = 0; i < TEXT_LENGTH; i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw unreadable(text);
            }
            bits = bits << 5 | digit;
            held += 5;
            if (held >= 8) {
                held -= 8;
                id[next++] = (byte) (bits >> held);
                bits &= (1 << held) - 1;
            }
        }
        return id;
    }

    private static IllegalArgumentException unreadable(CharSequence text) {
        return new IllegalArgumentException("expected a signal id of 16 characters a-z and 2-7: signal_id=" + text);
    }
}
