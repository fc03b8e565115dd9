package io.heliograph.server.query;

import io.heliograph.journal.Forcer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes tokens that only this engine can have made: their content, then the first 16 bytes of its HMAC-SHA-256, as text.
 *
 * <p>The key lies in the data directory, so a token outlives a restart and is worth nothing elsewhere. Any thread.
 */
public final class TokenSealer {
    private static final int KEY_BYTES = 32;
    private static final int SEAL_BYTES = 16;
    private static final int LONGEST_TOKEN = 1_024;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private TokenSealer(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Reads the key from the file, or makes one that only its owner can read. */
    public static TokenSealer at(Path file) throws IOException {
        return at(file, Forcer.FSYNC);
    }

    /** The same, with another way to the device: a key that a power cut halves would keep the engine from starting. */
    static TokenSealer at(Path file, Forcer forcer) throws IOException {
        try {
            return new TokenSealer(checked(file, Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            byte[] made = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(made);
            Path half = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(made));
                forcer.force(channel, half);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            Path folder = file.toAbsolutePath().getParent();
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                forcer.force(channel, folder);
            }
            return new TokenSealer(made);
        }
    }

    private static byte[] checked(Path file, byte[] key) throws IOException {
        if (key.length != KEY_BYTES) {
            throw new IOException("not a key for tokens: file=" + file + " expected=" + KEY_BYTES + " found="
                    + key.length + "; delete it: tokens given out before will be refused");
        }
        return key;
    }

    /**
     * Seals a content.
     *
     * @param purpose what the token is for; a token of one purpose is no token of another
     */
    public String seal(byte purpose, byte[] content) {
        byte[] token = Arrays.copyOf(content, content.length + SEAL_BYTES);
        System.arraycopy(mac(purpose, content), 0, token, content.length, SEAL_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The content of a token; empty if this engine did not make it for this purpose. */
    public Optional<byte[]> open(byte purpose, String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // The decoder forgives bits that no encoder writes.
        if (bytes.length < SEAL_BYTES
                || !Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .equals(token)) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(bytes, bytes.length - SEAL_BYTES);
        byte[] seal = Arrays.copyOfRange(bytes, content.length, bytes.length);
        byte[] expected = Arrays.copyOf(mac(purpose, content), SEAL_BYTES);
        return MessageDigest.isEqual(expected, seal) ? Optional.of(content) : Optional.empty();
    }

    private byte[] mac(byte purpose, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
