package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.heliograph.testkit.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of 100 events, one per frame, forced up to 60; then its bytes are damaged. */
class DamageTest {
    private static final int EVENTS = 100;
    private static final int DURABLE = 60;

    @TempDir
    Path directory;

    private FrameFile file;

    @BeforeEach
    void write() throws IOException {
        ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
        try (Journal journal = Journal.open(directory, Fixture.options(clock))) {
            journal.start(1, 0);
            ForceAgent agent = new ForceAgent(journal, clock::nowNs, 0, Forcer.FSYNC);
            Records.appendNumbers(journal.events().appender(), DURABLE);
            agent.doWork();
            agent.onClose();
            Records.appendNumbers(journal.events().appender(), EVENTS - DURABLE);
        }
        file = new FrameFile(directory.resolve("events/00000000000000000001"));
    }

    @Test
    void shouldFindEveryFrameWhole() {
        assertThat(file.count()).isEqualTo(EVENTS);
        expectValidThrough(EVENTS, false);
    }

    @Test
    void shouldEndBeforeAFlippedByteBehindTheDurableMark() throws IOException {
        file.flip(file.frame(EVENTS - 1) + 52, 3);

        expectValidThrough(EVENTS - 1, true);
    }

    @Test
    void shouldEndBeforeAFlippedByteWithGoodFramesBehindIt() throws IOException {
        file.flip(file.frame(79) + 50, 0);

        expectValidThrough(79, true);
    }

    @Test
    void shouldRefuseAFlippedByteAtTheDurableMark() throws IOException {
        file.flip(file.frame(DURABLE - 1) + 52, 1);

        expectRefused(DURABLE - 1);
    }

    @Test
    void shouldRefuseAFlippedByteBeforeTheDurableMarkEvenWithoutItsFile() throws IOException {
        Files.delete(directory.resolve("events/DURABLE"));

        file.flip(file.frame(10) + 52, 1);

        expectRefused(10);
    }

    @Test
    void shouldEndBeforeAHeaderThatSaysIncomplete() throws IOException {
        int header = file.frame(85) - 4;

        file.write(header + 3, (byte) (file.at(header + 3) | 0x80));

        expectValidThrough(85, true);
    }

    @Test
    void shouldRefuseAZeroedHeaderBeforeTheDurableMark() throws IOException {
        file.write(file.frame(30) - 4, new byte[4]);

        expectRefused(30);
    }

    @Test
    void shouldEndBeforeAHeaderThatSaysTooMuch() throws IOException {
        int header = file.frame(90) - 4;

        file.write(header, (byte) 0xff, (byte) 0xff, (byte) 0x0f, (byte) 0);

        expectValidThrough(90, true);
    }

    @Test
    void shouldEndWhereTheTailWasZeroed() throws IOException {
        file.write(file.frame(70) - 4, new byte[file.frame(EVENTS - 1) + 100 - file.frame(70)]);

        try (Journal journal = Journal.openReadOnly(directory, Fixture.options())) {
            assertThat(journal.events().head()).isEqualTo(70);
        }
    }

    @Test
    void shouldEndWhereTheFileWasCutBehindTheDurableMark() throws IOException {
        file.truncate(file.frame(75) + 20);

        try (Journal journal = Journal.openReadOnly(directory, Fixture.options())) {
            assertThat(journal.events().head()).isEqualTo(75);
        }
    }

    @Test
    void shouldRefuseAFileCutBeforeTheDurableMark() throws IOException {
        file.truncate(file.frame(20));

        expectRefused(20);
    }

    @Test
    void shouldRefuseAMissingFile() throws IOException {
        Files.delete(directory.resolve("events/00000000000000000001/19700101F.cq4"));

        expectRefused(0);
    }

    @Test
    void shouldRefuseSegmentsWithoutTheJournalsIdentityToReadersToo() throws IOException {
        Files.delete(directory.resolve("JOURNAL"));

        assertThatThrownBy(() -> Journal.openReadOnly(directory, Fixture.options()))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("JOURNAL");
    }

    @Test
    void shouldRefuseChroniclesFilesWithoutAHeaderInsteadOfWaitingForOne() throws IOException {
        for (String name : new String[] {"metadata.cq4t", "19700101F.cq4"}) {
            Path damaged = directory.resolve("events/00000000000000000001").resolve(name);
            byte[] whole = Files.readAllBytes(damaged);
            for (int place : new int[] {0, 3, 7}) {
                byte[] bytes = whole.clone();
                bytes[place] ^= 0x40;
                Files.write(damaged, bytes);
                expectRefused(0);
            }
            Files.write(damaged, Arrays.copyOf(whole, 100));
            expectRefused(0);
            Files.write(damaged, whole);
        }
        expectValidThrough(EVENTS, false);
    }

    @Test
    void shouldRefuseATableOfChroniclesWithALongHeaderInsteadOfWaitingForItsLock() throws IOException {
        Path damaged = directory.resolve("events/00000000000000000001/metadata.cq4t");
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[2] ^= 1; // 64 KiB longer, which is still within the file
        Files.write(damaged, bytes);

        assertTimeout(Duration.ofSeconds(8), () -> expectRefused(0));
    }

    @Test
    void shouldSaySoWhereChroniclesTableNamesACycleThatNeverWas() throws IOException {
        Path damaged = directory.resolve("events/00000000000000000001/metadata.cq4t");
        byte[] bytes = Files.readAllBytes(damaged);
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("listing.highestCycle");
        int value = name + 1;
        while (bytes[value - 1] != (byte) 0xa7) {
            value++; // up to the mark of a number of 8 bytes
        }
        bytes[value + 3] = 1; // from which Chronicle walks back to 0, each step a call within the last
        Files.write(damaged, bytes);

        expectValidThrough(EVENTS, true);
    }

    @Test
    void shouldLetNoFaultOfMappedMemoryComeOutLater() throws IOException {
        for (int cut = file.frame(0) - 40_000; cut < file.frame(DURABLE - 1); cut += 97) {
            file.truncate(cut);
            assertThatThrownBy(() -> Journal.openReadOnly(directory, Fixture.options()))
                    .as("cut=%d", cut)
                    .isInstanceOf(JournalCorruptException.class);
            Files.exists(directory);
        }
    }

    @Test
    void shouldGoOnBehindTheValidEndInANewSegmentAndKeepTheEvidence() throws IOException {
        file.flip(file.frame(79) + 50, 0);
        byte[] evidence = Files.readAllBytes(directory.resolve("events/00000000000000000001/19700101F.cq4"));

        try (Journal journal = Journal.open(directory, Fixture.options())) {
            assertThat(journal.isTailDamaged()).isTrue();
            assertThat(journal.tailFindings()).contains("validThrough=79");
            journal.start(2, 0);
            Records.appendNumbers(journal.events().appender(), 3);
            assertThat(Records.countNumbers(journal.events())).isEqualTo(82);
        }

        try (Journal journal = Journal.open(directory, Fixture.options())) {
            assertThat(journal.isTailDamaged()).isFalse();
            assertThat(Records.countNumbers(journal.events())).isEqualTo(82);
        }
        assertThat(Files.readAllBytes(directory.resolve("events/00000000000000000001/19700101F.cq4")))
                .isEqualTo(evidence);
    }

    @Test
    void shouldRefuseDamageInASealedSegmentWhenItIsRead() throws IOException {
        try (Journal journal = Journal.open(directory, Fixture.options())) {
            journal.start(2, 0);
            Records.appendNumbers(journal.events().appender(), 3);
        }
        file.flip(file.frame(79) + 50, 0);

        try (Journal journal = Journal.open(directory, Fixture.options())) {
            assertThatThrownBy(() -> Records.countNumbers(journal.events()))
                    .isInstanceOf(JournalCorruptException.class)
                    .hasMessageContaining("sequence=80")
                    .hasMessageContaining("00000000000000000001");
        }
    }

    @Test
    void shouldEndBeforeAFrameThatIsThereTwice() throws IOException {
        int length = file.frame(86) - file.frame(85);

        file.copy(file.frame(84), file.frame(85), length - 4);

        expectValidThrough(85, true);
    }

    @Test
    void shouldRefuseFramesInAnotherOrderInASealedSegment() throws IOException {
        try (Journal journal = Journal.open(directory, Fixture.options())) {
            journal.start(2, 0);
        }
        int length = file.frame(86) - file.frame(85) - 4;

        file.copy(file.frame(85), file.frame(84), length);
        file.copy(file.frame(84), file.frame(85), length);

        try (Journal journal = Journal.open(directory, Fixture.options())) {
            assertThatThrownBy(() -> Records.countNumbers(journal.events()))
                    .isInstanceOf(JournalCorruptException.class)
                    .hasMessageContaining("sequence=85")
                    .hasMessageContaining("firstSequence=86");
        }
    }

    @Test
    void shouldDetectOrSurviveAnyFlippedBit() throws IOException {
        long seed = 20261120;
        Random random = new Random(seed);
        int from = file.frame(0) - 4;
        int length = file.frame(EVENTS - 1) + 64 - from;

        for (int i = 0; i < 400; i++) {
            int offset = from + random.nextInt(length);
            int bit = random.nextInt(8);
            file.flip(offset, bit);
            expectDetectedOrHarmless("seed=" + seed + " i=" + i + " offset=" + offset + " bit=" + bit);
            file.restore(offset, 1);
        }
    }

    @Test
    void shouldDetectOrSurviveAnyFlippedBitOfChroniclesOwn() throws IOException {
        long seed = 20261121;
        Random random = new Random(seed);
        int length = file.frame(0);

        for (int i = 0; i < 150; i++) {
            int offset = random.nextInt(length);
            int bit = random.nextInt(8);
            file.flip(offset, bit);
            expectDetectedOrHarmless("seed=" + seed + " i=" + i + " offset=" + offset + " bit=" + bit);
            file.restore(offset, 1);
        }
    }

    @Test
    void shouldDetectOrSurviveACutAtAnyPlace() throws IOException {
        int end = file.frame(EVENTS - 1) + 64;

        for (int cut = end; cut > file.frame(EVENTS - 4) - 8; cut--) {
            file.truncate(cut);
            expectDetectedOrHarmless("cut=" + cut);
            file.restore(0, end);
        }
    }

    private void expectDetectedOrHarmless(String what) {
        try (Journal journal = Journal.openReadOnly(directory, Fixture.options())) {
            long head = journal.events().head();
            assertThat(head).as(what).isBetween((long) DURABLE, (long) EVENTS);
            assertThat(Records.countNumbers(journal.events())).as(what).isEqualTo(head);
        } catch (JournalCorruptException e) {
            assertThat(e.exitCode()).as(what).isEqualTo(4);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what, e);
        }
    }

    private void expectValidThrough(long sequence, boolean isDamaged) {
        try (Journal journal = Journal.openReadOnly(directory, Fixture.options())) {
            assertThat(journal.isTailDamaged()).isEqualTo(isDamaged);
            assertThat(journal.events().head()).isEqualTo(sequence);
            assertThat(Records.countNumbers(journal.events())).isEqualTo(sequence);
        }
    }

    private void expectRefused(long validThrough) {
        assertThatThrownBy(() -> Journal.openReadOnly(directory, Fixture.options()))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("log=events")
                .hasMessageContaining("validThrough=" + validThrough)
                .hasMessageContaining("durable=" + DURABLE)
                .hasMessageContaining("00000000000000000001");
    }
}
