package io.heliograph.journal.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The half of a sealing key that anybody may know: it tells whether a record was signed with the other half. Immutable. */
public final class SealPublicKey {
    static final int ENCODED_LENGTH = 44;
    static final String ALGORITHM = "Ed25519";

    private static final String PEM_BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String PEM_END = "-----END PUBLIC KEY-----";

    private final byte[] encoded;
    private final PublicKey key;

    private SealPublicKey(byte[] encoded, PublicKey key) {
        this.encoded = encoded;
        this.key = key;
    }

    /**
     * A key from its X.509 form of 44 bytes.
     *
     * @throws IllegalArgumentException if it is none of Ed25519
     */
    static SealPublicKey of(byte[] encoded) {
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            return new SealPublicKey(encoded.clone(), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "expected the public half of an Ed25519 key in X.509 form, found bytes=" + encoded.length, e);
        }
    }

    /**
     * A key from its text: base64 on one line as {@code heliograph seal keygen} prints it, or PEM.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static SealPublicKey parse(String text) {
        String base64 = text.replace(PEM_BEGIN, "").replace(PEM_END, "").replaceAll("\\s", "");
        try {
            return of(Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected a public key as `heliograph seal keygen` prints it, or PEM, found characters="
                            + text.length(),
                    e);
        }
    }

    /** Whether {@code signature} is over these bytes and made with the other half. */
    boolean hasSigned(byte[] bytes, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // bytes that cannot be a signature are none
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime of ours has Ed25519", e);
        }
    }

    byte[] encoded() {
        return encoded.clone();
    }

    /** SHA-256 of its X.509 form: how records name it. */
    byte[] id() {
        return Sha256.of(encoded);
    }

    /** The first 16 hex digits of its id, for people. */
    public String shortId() {
        return shortId(id());
    }

    static String shortId(byte[] id) {
        return HexFormat.of().formatHex(id, 0, 8);
    }

    /** Its X.509 form in base64, on one line. */
    public String text() {
        return Base64.getEncoder().encodeToString(encoded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealPublicKey that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return shortId();
    }
}
