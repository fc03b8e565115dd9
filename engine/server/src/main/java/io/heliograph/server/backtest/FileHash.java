package io.heliograph.server.backtest;

import io.heliograph.server.file.MarketFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The fingerprint of an input. */
final class FileHash {
    private static final int BLOCK = 1 << 16;

    private FileHash() {}

    /** SHA-256 of a file's bytes, 64 hex digits; empty for standard input and pipes, which cannot be read twice. */
    static String sha256(String path) throws IOException {
        if (!MarketFile.isRepeatable(path)) {
            return "";
        }
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                sha256.update(block, 0, count);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
