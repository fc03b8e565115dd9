package io.heliograph.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a file, read one after the other, as if it were read whole. */
class RecordReaderTest {
    private static final SealKey KEY = SealKey.generate();

    /** More than the reader's room holds, so that records lie across its end. */
    private static final int MANY = 700;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveEveryRecordAndSayWhereTheyEnd() throws IOException {
        List<SealRecord> written = records(MANY);
        Path file = write(written, new byte[0]);

        try (RecordReader reader = RecordReader.open(file)) {
            for (SealRecord record : written) {
                assertThat(reader.next().bytes()).isEqualTo(record.bytes());
            }
            assertThat(reader.next()).isNull();
            assertThat(reader.end()).isEqualTo(Files.size(file));
            assertThat(reader.rest()).isZero();
            assertThat(reader.isDamaged()).isFalse();
        }
    }

    @Test
    void shouldTellARecordThatWasBrokenOffFromSomethingElse() throws IOException {
        List<SealRecord> written = records(MANY);
        byte[] next = written.get(MANY - 1).bytes();

        for (int length : new int[] {1, 15, 16, 100, next.length - 1}) {
            assertEnd(written, Arrays.copyOf(next, length), false);
        }
        assertEnd(written, new byte[SealRecord.MOST_LENGTH], false);
        assertEnd(written, new byte[SealRecord.MOST_LENGTH + 1], true);
        byte[] damaged = next.clone();
        damaged[20] ^= 1;
        assertEnd(written, damaged, true);
        assertEnd(written, new byte[200_000], true);
    }

    @Test
    void shouldHaveNothingToReadWhereNoFileIs() {
        try (RecordReader reader = RecordReader.open(folder.resolve("none"))) {
            assertThat(reader.next()).isNull();
            assertThat(reader.rest()).isZero();
            assertThat(reader.isDamaged()).isFalse();
        }
    }

    @Test
    void shouldStopAtADamagedRecordInTheMiddle() throws IOException {
        List<SealRecord> written = records(MANY);
        Path file = write(written, new byte[0]);
        byte[] bytes = Files.readAllBytes(file);
        int length = written.get(1).bytes().length;
        int at = written.get(0).bytes().length + 9 * length;
        bytes[at + 30] ^= 1;
        Files.write(file, bytes);

        try (RecordReader reader = RecordReader.open(file)) {
            int count = 0;
            while (reader.next() != null) {
                count++;
            }
            assertThat(count).isEqualTo(10);
            assertThat(reader.end()).isEqualTo(at);
            assertThat(reader.rest()).isEqualTo(bytes.length - at);
            assertThat(reader.isDamaged()).isTrue();
        }
    }

    private void assertEnd(List<SealRecord> records, byte[] behind, boolean isDamaged) throws IOException {
        try (RecordReader reader = RecordReader.open(write(records, behind))) {
            int count = 0;
            while (reader.next() != null) {
                count++;
            }
            assertThat(count).isEqualTo(records.size());
            assertThat(reader.rest()).isEqualTo(behind.length);
            assertThat(reader.isDamaged()).as("length=" + behind.length).isEqualTo(isDamaged);
        }
    }

    private static List<SealRecord> records(int count) {
        List<SealRecord> records = new ArrayList<>();
        SealRecord before = null;
        for (int i = 0; i < count; i++) {
            before = SealRecord.sign(
                    SealRecord.Kind.KEY,
                    new UUID(1, 2),
                    i + 1,
                    i,
                    before,
                    KEY.publicKey().encoded(),
                    KEY);
            records.add(before);
        }
        return records;
    }

    private Path write(List<SealRecord> records, byte[] behind) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (SealRecord record : records) {
            bytes.write(record.bytes());
        }
        bytes.write(behind);
        return Files.write(folder.resolve("records"), bytes.toByteArray());
    }
}
