package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
    @TempDir
    Path directory;

    @Test
    void shouldBeTheSameAfterEveryOpen() {
        Journal.open(directory, Fixture.options()).close();

        try (Journal journal = Journal.open(directory, Fixture.options().withIds(UUID::randomUUID))) {
            assertThat(journal.id()).isEqualTo(Fixture.ID);
        }
    }

    @Test
    void shouldLieInItsFileAsDrawn() throws IOException {
        Journal.open(directory, Fixture.options()).close();

        byte[] bytes = Files.readAllBytes(directory.resolve("JOURNAL"));

        assertThat(bytes).hasSize(48).startsWith('H', 'L', 'G', 'J', 1, 0, 0, 0, 0x00, 0x11, 0x22, 0x33);
        assertThat(bytes[23]).isEqualTo((byte) 0xff);
    }

    @Test
    void shouldRefuseABrokenFile() throws IOException {
        Journal.open(directory, Fixture.options()).close();
        Path file = directory.resolve("JOURNAL");
        byte[] bytes = Files.readAllBytes(file);

        bytes[10] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> Journal.open(directory, Fixture.options()))
                .isInstanceOf(JournalCorruptException.class);
        Files.write(file, Arrays.copyOf(bytes, 20));
        assertThatThrownBy(() -> Journal.open(directory, Fixture.options()))
                .isInstanceOf(JournalCorruptException.class);
    }

    @Test
    void shouldRefuseAnotherFormat() throws IOException {
        Journal.open(directory, Fixture.options()).close();
        Path file = directory.resolve("JOURNAL");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        CRC32C crc = new CRC32C();

        bytes.putInt(4, 2);
        crc.update(bytes.array(), 0, 32);
        bytes.putInt(32, (int) crc.getValue());
        Files.write(file, bytes.array());

        assertThatThrownBy(() -> Journal.open(directory, Fixture.options()))
                .isInstanceOf(JournalVersionException.class)
                .hasMessageContaining("expected=1 found=2")
                .extracting(e -> ((JournalException) e).exitCode())
                .isEqualTo(9);
    }

    @Test
    void shouldRefuseSegmentsWithoutAnIdentity() throws IOException {
        try (Journal journal = Journal.open(directory, Fixture.options())) {
            journal.start(1, 0);
        }

        Files.delete(directory.resolve("JOURNAL"));

        assertThatThrownBy(() -> Journal.open(directory, Fixture.options()))
                .isInstanceOf(JournalCorruptException.class);
        assertThat(directory.resolve("JOURNAL")).doesNotExist();
    }

    @Test
    void shouldRefuseASegmentOfAnotherJournalAndOfTheOtherLog() throws IOException {
        Path ours = directory.resolve("ours");
        Path other = directory.resolve("other");
        for (Path each : new Path[] {ours, other}) {
            UUID id = each.equals(ours) ? Fixture.ID : new UUID(1, 2);
            try (Journal journal = Journal.open(each, Fixture.options().withIds(() -> id))) {
                journal.start(1, 0);
            }
        }
        Path segment = ours.resolve("events/00000000000000000001");

        Directories.delete(segment);
        Directories.copy(other.resolve("events/00000000000000000001"), segment);
        assertThatThrownBy(() -> Journal.open(ours, Fixture.options()))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("another journal");
        Directories.delete(segment);
        Directories.copy(ours.resolve("outputs/00000000000000000001"), segment);
        assertThatThrownBy(() -> Journal.open(ours, Fixture.options()))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("belongs to the other log");
    }
}
