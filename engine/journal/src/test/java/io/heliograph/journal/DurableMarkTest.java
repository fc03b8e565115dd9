package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableMarkTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("DURABLE");
    }

    @Test
    void shouldSayNothingWhereThereIsNoFile() {
        assertThat(DurableMark.read(file)).isEqualTo(DurableMark.Value.NONE);
    }

    @Test
    void shouldAnswerWhatWasWrittenLast() {
        write(10, 4);
        write(20, 9);

        assertThat(DurableMark.read(file)).isEqualTo(new DurableMark.Value(2, 20, 9));
    }

    @Test
    void shouldAnswerTheSlotBeforeWhereTheLastIsTornAtAnyByte() throws IOException {
        write(10, 4);
        byte[] before = Files.readAllBytes(file);
        write(20, 9);
        byte[] after = Files.readAllBytes(file);

        for (int written = 0; written < 36; written++) {
            byte[] torn = before.length == after.length ? before.clone() : Arrays.copyOf(before, after.length);
            System.arraycopy(after, 0, torn, 0, written);
            Files.write(file, torn);
            assertThat(DurableMark.read(file).event()).as("written=" + written).isIn(10L, 20L);
        }
    }

    @Test
    void shouldSayNothingWhereBothSlotsAreBroken() throws IOException {
        write(10, 4);
        write(20, 9);
        byte[] bytes = Files.readAllBytes(file);

        bytes[16] ^= 1;
        bytes[512 + 16] ^= 1;
        Files.write(file, bytes);

        assertThat(DurableMark.read(file)).isEqualTo(DurableMark.Value.NONE);
    }

    private void write(long event, long output) {
        try (DurableMark mark = DurableMark.open(file)) {
            mark.write(event, output);
            mark.force(Forcer.FSYNC);
        }
    }
}
