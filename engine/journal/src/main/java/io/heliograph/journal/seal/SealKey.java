package io.heliograph.journal.seal;

import io.heliograph.journal.TombstoneSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The key that signs seals: Ed25519, from a PEM file (PKCS#8) that only its owner may read and that lies outside the data
 * directory. Whoever has it can make seals that nobody tells from ours. Immutable; {@link #sign} may be used on any thread.
 *
 * <p>PKCS#8 holds the private half alone, and the JDK does not derive the public one; a second block of the file says it.
 */
public final class SealKey {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final PrivateKey secret;
    private final SealPublicKey publicKey;

    private SealKey(PrivateKey secret, SealPublicKey publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /** A new key, in memory. */
    public static SealKey generate() {
        KeyPair pair = newPair();
        return new SealKey(pair.getPrivate(), SealPublicKey.of(pair.getPublic().getEncoded()));
    }

    /**
     * Makes a new key in a file that is not there yet, 0600.
     *
     * @throws UncheckedIOException if the file is there, or cannot be written
     */
    public static SealKey generate(Path file) {
        SealKey key = generate();
        byte[] text = (pem(PRIVATE, key.secret.getEncoded()) + pem(PUBLIC, key.publicKey.encoded()))
                .getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key;
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException if others may read the file, or it holds something else
     * @throws UncheckedIOException if it cannot be read
     */
    public static SealKey read(Path file) {
        String text;
        try {
            Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
            open.retainAll(Files.getPosixFilePermissions(file));
            if (!open.isEmpty()) {
                throw new IllegalArgumentException("expected a key that only its owner may read (chmod 600), found "
                        + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + ": file=" + file);
            }
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            PrivateKey secret = KeyFactory.getInstance(SealPublicKey.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE, file)));
            SealKey key = new SealKey(secret, SealPublicKey.of(block(text, PUBLIC, file)));
            byte[] probe = "heliograph".getBytes(StandardCharsets.US_ASCII);
            if (!key.publicKey.hasSigned(probe, key.sign(probe))) {
                throw new IllegalArgumentException("expected two halves of one key, found others: file=" + file);
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "expected an Ed25519 key in PEM (PKCS#8) as `heliograph seal keygen` makes it: file=" + file, e);
        }
    }

    /** The signature over some bytes, 64 bytes. */
    byte[] sign(byte[] bytes) {
        try {
            Signature signer = Signature.getInstance(SealPublicKey.ALGORITHM);
            signer.initSign(secret);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime of ours signs with Ed25519", e);
        }
    }

    /** Signs tombstones; they begin otherwise than anything else that is signed. */
    public TombstoneSigner tombstoneSigner() {
        return this::sign;
    }

    /** The half that may be known. */
    public SealPublicKey publicKey() {
        return publicKey;
    }

    /** Names the public half alone. */
    @Override
    public String toString() {
        return "SealKey[" + publicKey + "]";
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance(SealPublicKey.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime of ours has Ed25519", e);
        }
    }

    private static String pem(String name, byte[] bytes) {
        return "-----BEGIN " + name + "-----\n" + Base64.getEncoder().encodeToString(bytes) + "\n-----END " + name
                + "-----\n";
    }

    private static byte[] block(String text, String name, Path file) {
        String begin = "-----BEGIN " + name + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + name + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("expected a PEM block " + name
                    + " (`heliograph seal keygen` writes both halves), found none: file=" + file);
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }
}
