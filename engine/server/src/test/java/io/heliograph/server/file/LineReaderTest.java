package io.heliograph.server.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LineReaderTest {
    @Test
    void shouldFindTheLinesThatTheJdkFindsHoweverTheyArrive() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                text.append("ab\n\r".charAt(random.nextInt(4)));
            }

            List<String> expected = new BufferedReader(new StringReader(text.toString()))
                    .lines()
                    .toList();

            assertThat(lines(new Dripping(text.toString(), random)))
                    .as("seed=" + seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldGoOnBehindItsBuffer() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            expected.add("x".repeat(i % 90) + i);
        }

        assertThat(lines(new StringReader(String.join("\r\n", expected)))).isEqualTo(expected);
    }

    @Test
    void shouldRefuseALineThatIsNoLine() {
        assertThatThrownBy(() -> lines(new StringReader("x".repeat(2 * LineReader.LONGEST + 1))))
                .isInstanceOf(IOException.class)
                .hasMessage("expected lines of at most 65536 characters");
    }

    private static List<String> lines(Reader in) throws IOException {
        LineReader reader = new LineReader(in);
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(reader.text());
        }
        return lines;
    }

    /** Gives a few characters at a time. */
    private static final class Dripping extends Reader {
        private final StringReader in;
        private final SplittableRandom random;

        Dripping(String text, SplittableRandom random) {
            this.in = new StringReader(text);
            this.random = random;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            return in.read(into, from, Math.min(length, 1 + random.nextInt(3)));
        }

        @Override
        public void close() {
            in.close();
        }
    }
}
