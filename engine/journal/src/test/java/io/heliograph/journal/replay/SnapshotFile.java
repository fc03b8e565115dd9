package io.heliograph.journal.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The bytes of a snapshot, for tests that change them; places as FORMAT.md has them. */
public final class SnapshotFile {
    private static final int FORMAT = 4;
    private static final int STATE_VERSION = 12;
    private static final int DIGEST = 72;
    private static final int BUILD = 104;
    private static final int STATE = 128;

    private final Path file;
    private final byte[] original;

    public SnapshotFile(Path directory, long event) throws IOException {
        this.file = directory.resolve("snapshots").resolve(String.format("%020d.snapshot", event));
        this.original = Files.readAllBytes(file);
    }

    int stateLongs() {
        return (original.length - STATE) / Long.BYTES;
    }

    void flip(int offset, int bit) throws IOException {
        byte[] bytes = original.clone();
        bytes[offset] ^= (byte) (1 << bit);
        Files.write(file, bytes);
    }

    /** Changes the lowest bit of a long of the state and makes the digest right again, as one would who knows the format. */
    void forge(int stateLong) throws IOException {
        byte[] bytes = original.clone();
        bytes[STATE + stateLong * Long.BYTES] ^= 1;
        write(bytes);
    }

    /** Says another format, with the digest that fits, as another release would. */
    void writeAs(byte format) throws IOException {
        byte[] bytes = original.clone();
        bytes[FORMAT] = format;
        write(bytes);
    }

    /** Makes it one of a release that wrote another state. */
    public void setStateVersion(int version) throws IOException {
        byte[] bytes = original.clone();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(STATE_VERSION, version);
        write(bytes);
    }

    private void write(byte[] bytes) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
        sha256.update(bytes, 0, DIGEST);
        sha256.update(bytes, BUILD, bytes.length - BUILD);
        System.arraycopy(sha256.digest(), 0, bytes, DIGEST, 32);
        Files.write(file, bytes);
    }

    void restore() throws IOException {
        Files.write(file, original);
    }
}
