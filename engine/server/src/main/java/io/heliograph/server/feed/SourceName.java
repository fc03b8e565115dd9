package io.heliograph.server.feed;

import io.heliograph.server.file.MarketFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name under which a file publishes: {@code file:<base name>:<8 hex digits of the SHA-256 of its first row>}.
 *
 * <p>A file that only grew keeps its name, and its line numbers go on; another file under the same base name is another
 * source.
 */
final class SourceName {
    private static final int HEX_DIGITS = 8;
    private static final int LONGEST = 64;

    private SourceName() {}

    /** The name of an open file whose first row was read. */
    static String of(MarketFile file) {
        String row = file.firstRow() == null ? "" : file.firstRow();
        String tail = ":" + HexFormat.of().formatHex(sha256(row)).substring(0, HEX_DIGITS);
        String base = printable(file.name());
        int room = LONGEST - "file:".length() - tail.length();
        return "file:" + base.substring(0, Math.min(room, base.length())) + tail;
    }

    private static String printable(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            text.append(c > ' ' && c < 0x7f && c != ',' ? c : '_');
        }
        return text.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
