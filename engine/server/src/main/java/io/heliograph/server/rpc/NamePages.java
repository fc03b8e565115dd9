package io.heliograph.server.rpc;

import io.heliograph.v1.ErrorReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Pages over things sorted by name; a token holds the last name, and a checksum over journal and question, so that a
 * damaged one, one of another engine or of another question is recognised. It holds no secret.
 */
public final class NamePages {
    private static final int DEFAULT_SIZE = 50;
    private static final int MOST = 1_000;

    private final String journalId;
    private final String question;

    /**
     * @param question what must be the same from page to page
     */
    public NamePages(String journalId, String question) {
        this.journalId = journalId;
        this.question = question;
    }

    /** A page, and the token of the next one, empty after the last. */
    public record Page<T>(List<T> items, String nextToken) {}

    /** 0 = 50, above 1,000 = 1,000. */
    public static int size(int asked) {
        if (asked < 0) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_PAGE_SIZE_INVALID,
                            "expected page_size of 0 to 1000, found page_size=" + asked)
                    .with("expected", "0 to 1000")
                    .with("found", asked);
        }
        return asked == 0 ? DEFAULT_SIZE : Math.min(asked, MOST);
    }

    /** Cuts a page out of everything, which is sorted by name. */
    public <T> Page<T> cut(List<T> sorted, Function<T, String> name, int size, String token) {
        String after = token.isEmpty() ? "" : lastName(token);
        List<T> rest = sorted.stream()
                .filter(item -> name.apply(item).compareTo(after) > 0)
                .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, "");
        }
        List<T> page = rest.subList(0, size);
        return new Page<>(page, token(name.apply(page.get(size - 1))));
    }

    private String token(String lastName) {
        byte[] name = lastName.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + name.length)
                .putInt(checksum(name))
                .put(name)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String lastName(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        if (bytes.length <= Integer.BYTES) {
            throw invalid();
        }
        byte[] name = new byte[bytes.length - Integer.BYTES];
        System.arraycopy(bytes, Integer.BYTES, name, 0, name.length);
        if (ByteBuffer.wrap(bytes).getInt() != checksum(name)) {
            throw invalid();
        }
        return new String(name, StandardCharsets.UTF_8);
    }

    private int checksum(byte[] name) {
        CRC32C crc = new CRC32C();
        crc.update((journalId + '\n' + question + '\n').getBytes(StandardCharsets.UTF_8));
        crc.update(name);
        return (int) crc.getValue();
    }

    private static Rejection invalid() {
        return new Rejection(
                ErrorReason.ERROR_REASON_PAGE_TOKEN_INVALID,
                "expected a token of this engine and this question, found another or a damaged one");
    }
}
