package io.heliograph.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealRecordTest {
    private static final SealKey KEY = SealKey.generate();
    private static final UUID JOURNAL = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @Test
    void shouldReadWhatItWrote() {
        long seed = 20261120;
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            Checkpoint made = checkpoint(random);
            SealRecord record = signed(made, 1 + random.nextInt(1000));

            SealRecord read = SealRecord.read(ByteBuffer.wrap(record.bytes()));

            assertThat(read.bytes()).as("seed=" + seed + " i=" + i).isEqualTo(record.bytes());
            assertThat(read.isSignedBy(KEY.publicKey())).isTrue();
            assertThat(read.journalId()).isEqualTo(JOURNAL);
            assertThat(Checkpoint.of(read).encode()).isEqualTo(made.encode());
            assertThat(Checkpoint.of(read).sealsSameAs(made)).isTrue();
        }
    }

    @Test
    void shouldRefuseEveryFlippedBit() {
        byte[] bytes = signed(checkpoint(new Random(1)), 7).bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(SealRecord.read(ByteBuffer.wrap(flipped)))
                    .as("bit=" + bit)
                    .isNull();
        }
    }

    @Test
    void shouldWaitForAWholeRecord() {
        byte[] bytes = signed(checkpoint(new Random(1)), 7).bytes();
        for (int length = 0; length < bytes.length; length++) {
            ByteBuffer part = ByteBuffer.wrap(Arrays.copyOf(bytes, length));

            assertThat(SealRecord.read(part)).as("length=" + length).isNull();
            assertThat(part.position()).isZero();
        }
    }

    @Test
    void shouldKnowWhatFollowsWhat() {
        SealRecord first = signed(checkpoint(new Random(1)), 1);
        SealRecord second = SealRecord.sign(
                SealRecord.Kind.CHECKPOINT,
                JOURNAL,
                2,
                5,
                first,
                checkpoint(new Random(2)).encode(),
                KEY);

        assertThat(first.follows(null)).isTrue();
        assertThat(second.follows(first)).isTrue();
        assertThat(second.follows(null)).isFalse();
        assertThat(first.follows(second)).isFalse();
        assertThat(second.follows(signed(checkpoint(new Random(3)), 1))).isFalse();
    }

    private static SealRecord signed(Checkpoint checkpoint, long number) {
        return SealRecord.sign(SealRecord.Kind.CHECKPOINT, JOURNAL, number, 5, null, checkpoint.encode(), KEY);
    }

    private static Checkpoint checkpoint(Random random) {
        return new Checkpoint(
                0,
                0,
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                bytes(random),
                bytes(random),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                Checkpoint.Reason.values()[random.nextInt(3)],
                bytes(random),
                "build " + random.nextInt(),
                new VoidedSeal(random.nextInt(1000), bytes(random)));
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
