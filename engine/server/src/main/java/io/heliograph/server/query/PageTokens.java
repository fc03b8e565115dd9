package io.heliograph.server.query;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Page tokens: sealed positions, bound to the request that they continue.
 *
 * <pre>
 * version int8 = 1 | first 8 bytes of SHA-256 of the request | as of int64 | key int64 | sequence int64
 * </pre>
 */
public final class PageTokens {
    private static final byte PURPOSE = 'p';
    private static final byte VERSION = 1;
    private static final int REQUEST_BYTES = 8;
    private static final int LENGTH = 1 + REQUEST_BYTES + 3 * Long.BYTES;

    private final TokenSealer sealer;

    public PageTokens(TokenSealer sealer) {
        this.sealer = sealer;
    }

    /**
     * Makes a token.
     *
     * @param request everything that the next request must repeat
     */
    public String write(PagePosition position, String... request) {
        ByteBuffer content = ByteBuffer.allocate(LENGTH).put(VERSION).put(digest(request));
        content.putLong(position.asOf()).putLong(position.key()).putLong(position.sequence());
        return sealer.seal(PURPOSE, content.array());
    }

    /**
     * Reads a token.
     *
     * @throws Rejection PAGE_TOKEN_INVALID if it is damaged, of another engine, or of another request
     */
    public PagePosition read(String token, String... request) {
        byte[] content = sealer.open(PURPOSE, token)
                .filter(bytes -> bytes.length == LENGTH && bytes[0] == VERSION)
                .orElseThrow(() -> refusal("expected a next_page_token of this engine, found another text"));
        ByteBuffer bytes = ByteBuffer.wrap(content);
        bytes.get();
        byte[] of = new byte[REQUEST_BYTES];
        bytes.get(of);
        if (!Arrays.equals(of, digest(request))) {
            throw refusal("expected the request of the page before, found another");
        }
        return new PagePosition(bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    private static Rejection refusal(String message) {
        return new Rejection(ErrorReason.ERROR_REASON_PAGE_TOKEN_INVALID, "the page token is not valid: " + message)
                .withField("page_token", message);
    }

    /** Each part with its length, so that no two requests read the same. */
    private static byte[] digest(String... request) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : request) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                sha.update(bytes);
            }
            return Arrays.copyOf(sha.digest(), REQUEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
