package io.heliograph.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealKeyTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadWhatItMade() throws IOException {
        SealKey made = SealKey.generate(folder.resolve("key.pem"));

        SealKey read = SealKey.read(folder.resolve("key.pem"));

        assertThat(read.publicKey()).isEqualTo(made.publicKey());
        assertThat(made.publicKey().hasSigned(new byte[] {1, 2}, read.sign(new byte[] {1, 2})))
                .isTrue();
        assertThat(made.publicKey().hasSigned(new byte[] {1, 3}, read.sign(new byte[] {1, 2})))
                .isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldNotWriteOverAFile() {
        SealKey.generate(folder.resolve("key.pem"));

        assertThatThrownBy(() -> SealKey.generate(folder.resolve("key.pem"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void shouldRefuseAKeyThatOthersMayRead() throws IOException {
        SealKey.generate(folder.resolve("key.pem"));
        Files.setPosixFilePermissions(folder.resolve("key.pem"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> SealKey.read(folder.resolve("key.pem")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageContaining("rw-r-----");
    }

    @Test
    void shouldRefuseHalvesOfTwoKeys() throws IOException {
        SealKey.generate(folder.resolve("a.pem"));
        SealKey.generate(folder.resolve("b.pem"));
        String a = Files.readString(folder.resolve("a.pem"));
        String b = Files.readString(folder.resolve("b.pem"));
        String mixed = a.substring(0, a.indexOf("-----BEGIN PUBLIC")) + b.substring(b.indexOf("-----BEGIN PUBLIC"));
        Files.writeString(folder.resolve("a.pem"), mixed);

        assertThatThrownBy(() -> SealKey.read(folder.resolve("a.pem")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two halves of one key");
    }

    @Test
    void shouldRefuseWhatIsNoKey() throws IOException {
        Path file = Files.writeString(folder.resolve("no.pem"), "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> SealKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PEM")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldShowThePublicHalfAlone() {
        SealKey key = SealKey.generate();

        assertThat(key.toString()).isEqualTo("SealKey[" + key.publicKey().shortId() + "]");
        assertThat(SealPublicKey.parse(key.publicKey().text())).isEqualTo(key.publicKey());
        assertThat(SealPublicKey.parse(
                        "-----BEGIN PUBLIC KEY-----\n" + key.publicKey().text() + "\n-----END PUBLIC KEY-----\n"))
                .isEqualTo(key.publicKey());
    }
}
