package io.heliograph.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class AwaitedBytesTest {
    @Test
    void shouldReadAllPartsOfAGzipThatComeOneAfterTheOther() throws IOException {
        InputStream parts = new Slow(new SequenceInputStream(packed("first\n"), packed("second\n")));

        InputStream unpacked = MarketFile.unpacked(new BufferedInputStream(parts));

        assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("first\nsecond\n");
    }

    @Test
    void shouldHaveNothingMoreAtTheEnd() throws IOException {
        AwaitedBytes bytes = new AwaitedBytes(new BufferedInputStream(new ByteArrayInputStream(new byte[] {7})));

        assertThat(bytes.available()).isEqualTo(1);
        assertThat(bytes.read()).isEqualTo(7);
        assertThat(bytes.available()).isZero();
    }

    private static InputStream packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** A pipe whose writer has never written ahead. */
    private static final class Slow extends FilterInputStream {
        Slow(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
