package io.heliograph.server.publish;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in the output log as text: {journal id, epoch, output sequence} and a seal that shows damage.
 *
 * <p>The seal is no secret; whoever makes a token of his own gets what {@code after_sequence} gives anyone.
 */
record ResumeToken(UUID journalId, long epoch, long sequence) {
    private static final byte VERSION = 1;
    private static final int CONTENT = 1 + 16 + 8 + 8;
    private static final int SEAL = 8;

    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(CONTENT + SEAL);
        bytes.put(VERSION)
                .putLong(journalId.getMostSignificantBits())
                .putLong(journalId.getLeastSignificantBits())
                .putLong(epoch)
                .putLong(sequence);
        bytes.put(seal(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Reads a token.
     *
     * @throws Rejection RESUME_TOKEN_INVALID where it is damaged
     */
    static ResumeToken parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw damaged("it is no base64url");
        }
        if (bytes.length != CONTENT + SEAL) {
            throw damaged("bytes=" + bytes.length);
        }
        if (!Arrays.equals(seal(bytes), Arrays.copyOfRange(bytes, CONTENT, bytes.length))) {
            throw damaged("its seal does not fit");
        }
        ByteBuffer content = ByteBuffer.wrap(bytes);
        byte version = content.get();
        ResumeToken token =
                new ResumeToken(new UUID(content.getLong(), content.getLong()), content.getLong(), content.getLong());
        if (version != VERSION
                || token.epoch < 1
                || token.sequence < 0
                || !token.text().equals(text)) {
            throw damaged("version=" + version + " epoch=" + token.epoch + " sequence=" + token.sequence);
        }
        return token;
    }

    private static byte[] seal(byte[] bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update("heliograph resume".getBytes(StandardCharsets.US_ASCII));
            sha256.update(bytes, 0, CONTENT);
            return Arrays.copyOf(sha256.digest(), SEAL);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static Rejection damaged(String found) {
        return new Rejection(
                        ErrorReason.ERROR_REASON_RESUME_TOKEN_INVALID,
                        "resume_token: expected a token as it was given out, found one that is damaged: " + found)
                .withField("resume_token", "expected a token as it was given out, found " + found);
    }
}
