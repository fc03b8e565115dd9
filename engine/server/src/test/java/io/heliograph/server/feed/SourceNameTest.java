package io.heliograph.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.file.FileFormat;
import io.heliograph.server.file.MarketFile;
import io.heliograph.server.file.RowException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceNameTest {
    private static final String HEADER = "symbol,time,price,size\n";
    private static final String ROW = "SPY,2024-01-02T14:30:00Z,100,10\n";
    private static final String ROW_TOO = "SPY,2024-01-02T14:30:01Z,101,10\n";

    @TempDir
    private Path folder;

    @Test
    void shouldBeMadeOfTheFilesNameAndItsFirstRow() throws Exception {
        // The hash: printf %s 'SPY,2024-01-02T14:30:00Z,100,10' | sha256sum | cut -c1-8
        assertThat(name("day.csv", HEADER + ROW)).isEqualTo("file:day.csv:f258a411");
    }

    @Test
    void shouldStayWhereTheFileGrewOrWasPacked() throws Exception {
        String before = name("day.csv", HEADER + ROW);

        assertThat(name("day.csv", HEADER + ROW + ROW_TOO)).isEqualTo(before);
        assertThat(name("day.csv", HEADER.replace("\n", "\r\n") + ROW.replace("\n", "\r\n")))
                .isEqualTo(before);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((HEADER + ROW).getBytes(StandardCharsets.US_ASCII));
        }
        Files.write(folder.resolve("day.csv"), packed.toByteArray());
        assertThat(nameOf(folder.resolve("day.csv"))).isEqualTo(before);
    }

    @Test
    void shouldDifferForAnotherFileOfTheSameName() throws Exception {
        String before = name("day.csv", HEADER + ROW);

        assertThat(name("day.csv", HEADER + ROW_TOO)).isNotEqualTo(before).startsWith("file:day.csv:");
    }

    @Test
    void shouldBeTakenFromTheFirstRowEvenIfItCannotBeRead() throws Exception {
        String name = name("day.csv", HEADER + "\nnonsense\n" + ROW);

        assertThat(name).isEqualTo(name("day.csv", HEADER + "nonsense\n" + ROW_TOO));
    }

    @Test
    void shouldFitTheSixtyFourBytesOfASourceId() throws Exception {
        int room = 64 - "file:".length() - ":12345678".length();

        String fitting = name("n".repeat(room), HEADER + ROW);
        String tooLong = name("n".repeat(room) + "_2024.csv", HEADER + ROW);

        assertThat(fitting).hasSize(64).contains(":" + "n".repeat(room) + ":");
        assertThat(tooLong).hasSize(64).endsWith(fitting.substring(64 - 9));
    }

    @Test
    void shouldHoldOnlyWhatASourceIdMay() throws Exception {
        for (String odd : List.of("a b.csv", "a,b.csv", "\u20ac\u00e9\ud83d\ude00.csv", "tab\there", "nl\nhere", "-")) {
            String name = name(odd, HEADER + ROW);

            assertThat(name).as(odd).matches("file:[!-~&&[^,]]+:[0-9a-f]{8}").hasSizeLessThanOrEqualTo(64);
        }
        assertThat(name("a b.csv", HEADER + ROW)).startsWith("file:a_b.csv:");
    }

    private String name(String file, String text) throws Exception {
        return nameOf(Files.writeString(folder.resolve(file), text));
    }

    private static String nameOf(Path path) throws IOException {
        try (MarketFile file = MarketFile.open(path.toString(), FileFormat.PLAIN)) {
            firstRow(file);
            return SourceName.of(file);
        } catch (RowException e) {
            throw new AssertionError(e);
        }
    }

    private static void firstRow(MarketFile file) throws IOException {
        try {
            file.next();
        } catch (RowException e) {
            assertThat(e).hasMessageContaining("cells");
        }
    }
}
