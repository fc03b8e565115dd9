package io.heliograph.journal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private final FrameWriter writer = new FrameWriter(1);
    private final FrameReader reader = new FrameReader(FrameLayout.DATA, 1);

    @Test
    void shouldGiveBackWhatWasWritten() {
        long seed = 7;
        Random random = new Random(seed);

        for (int round = 0; round < 200; round++) {
            List<String> written = new ArrayList<>();
            writer.begin();
            int count = 1 + random.nextInt(FrameLayout.MAX_RECORDS);
            for (int i = 0; i < count; i++) {
                byte[] record = new byte[1 + random.nextInt(900)];
                random.nextBytes(record);
                writer.add(new UnsafeBuffer(record), 0, record.length);
                boolean isLast = random.nextBoolean();
                if (isLast) {
                    writer.endCause();
                }
                written.add(written.size() + 100 + " " + new String(record, StandardCharsets.ISO_8859_1) + isLast);
            }

            FrameProblem problem = check(reader, writer.finish(FrameLayout.DATA, 3, 100, 42));

            assertThat(problem).as("seed=" + seed + " round=" + round).isNull();
            assertThat(reader.epoch()).isEqualTo(3);
            assertThat(reader.durable()).isEqualTo(42);
            assertThat(reader.lastSequence()).isEqualTo(99 + count);
            assertThat(records()).as("seed=" + seed + " round=" + round).isEqualTo(written);
        }
    }

    @Test
    void shouldNameWhatIsWrong() {
        int length = frameOf("abc");

        assertThat(check(reader, 47)).isEqualTo(FrameProblem.TOO_SHORT);
        assertThat(reader.check(FrameLayout.MAX_LENGTH + 1)).isEqualTo(FrameProblem.TOO_LONG);
        assertThat(check(reader, length - 1)).isEqualTo(FrameProblem.LENGTH);
        assertThat(check(new FrameReader(FrameLayout.DATA, 2), length)).isEqualTo(FrameProblem.LOG);
        assertThat(check(new FrameReader(FrameLayout.SEGMENT, 1), length)).isEqualTo(FrameProblem.KIND);
        writer.begin();
        assertThat(check(reader, writer.finish(FrameLayout.DATA, 1, 1, 0))).isEqualTo(FrameProblem.COUNT);
        frameOf("abc");
        assertThat(check(reader, writer.finish(FrameLayout.DATA, 0, 1, 0))).isEqualTo(FrameProblem.SEQUENCE);
        assertThat(check(reader, writer.finish(FrameLayout.DATA, 1, 0, 0))).isEqualTo(FrameProblem.SEQUENCE);
    }

    @Test
    void shouldDetectEveryFlippedBit() {
        int length = frameOf("abc", "defg");
        writer.bytes().clear();

        for (int bit = 0; bit < length * 8; bit++) {
            byte right = writer.bytes().get(bit / 8);
            writer.bytes().put(bit / 8, (byte) (right ^ (1 << (bit % 8))));
            assertThat(check(reader, length)).as("bit=" + bit).isNotNull();
            assertThat(reader.next()).isFalse();
            writer.bytes().put(bit / 8, right);
        }
    }

    @Test
    void shouldAnswerAnyBytesWithoutAnException() {
        long seed = 11;
        Random random = new Random(seed);
        byte[] noise = new byte[600];

        for (int round = 0; round < 100_000; round++) {
            random.nextBytes(noise);
            reader.bytes().clear().put(0, noise);
            assertThat(reader.check(random.nextInt(noise.length)))
                    .as("seed=" + seed + " round=" + round)
                    .isNotNull();
        }
    }

    @Test
    void shouldFillAFrameToItsLimitsAndNoFurther() {
        writer.begin();
        for (int i = 0; i < FrameLayout.MAX_RECORDS; i++) {
            assertThat(writer.fits(1)).isTrue();
            writer.add(new UnsafeBuffer(new byte[1]), 0, 1);
        }
        assertThat(writer.fits(1)).isFalse();

        writer.begin();
        assertThat(writer.fits(FrameLayout.MAX_RECORD_LENGTH)).isTrue();
        assertThat(writer.fits(FrameLayout.MAX_RECORD_LENGTH + 1)).isFalse();
        writer.add(new UnsafeBuffer(new byte[FrameLayout.MAX_RECORD_LENGTH]), 0, FrameLayout.MAX_RECORD_LENGTH);
        assertThat(writer.fits(1)).isFalse();
        assertThat(writer.finish(FrameLayout.DATA, 1, 1, 0)).isEqualTo(FrameLayout.MAX_LENGTH);
    }

    private int frameOf(String... records) {
        writer.begin();
        for (String record : records) {
            writer.add(new UnsafeBuffer(record.getBytes(StandardCharsets.ISO_8859_1)), 0, record.length());
        }
        return writer.finish(FrameLayout.DATA, 1, 1, 0);
    }

    private FrameProblem check(FrameReader checking, int length) {
        checking.bytes().clear();
        writer.bytes().clear();
        for (int i = 0; i < length; i++) {
            checking.bytes().put(i, writer.bytes().get(i));
        }
        return checking.check(length);
    }

    private List<String> records() {
        List<String> records = new ArrayList<>();
        while (reader.next()) {
            byte[] record = new byte[reader.recordLength()];
            reader.buffer().getBytes(reader.recordOffset(), record);
            records.add(
                    reader.sequence() + " " + new String(record, StandardCharsets.ISO_8859_1) + reader.isLastOfCause());
        }
        return records;
    }
}
