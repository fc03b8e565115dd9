package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class NamedStringsTest {
    private static final long BIG = 0x1234_5678_9ABCL;
    private static final String NAMED = "a string that nothing else names, with ä and \0";

    @Test
    void shouldFindTheStringsOfAClassAndNoOtherText() throws IOException {
        List<String> strings = new ArrayList<>();

        try (InputStream file = NamedStringsTest.class.getResourceAsStream("NamedStringsTest.class")) {
            NamedStrings.add(file, strings);
        }

        assertThat(strings).contains(NAMED).doesNotContain(String.join("/", "java", "io", "InputStream"));
        assertThat(strings.get(strings.indexOf(NAMED))).as("interned").isSameAs(NAMED);
        assertThat(BIG).as("a constant of two places").isPositive();
    }

    @Test
    void shouldReadFoldersAndJars() {
        assertThat(NamedStrings.beside(List.of(NamedStringsTest.class)).count()).isGreaterThan(1_000);
        assertThat(NamedStrings.beside(List.of(UnsafeBuffer.class)).count()).isGreaterThan(100);
        assertThat(NamedStrings.onTheWayOfAnEvent().count()).isGreaterThan(5_000);
    }

    @Test
    void shouldRefuseWhatIsNoClass() {
        assertThatThrownBy(() -> NamedStrings.add(new ByteArrayInputStream(new byte[64]), new ArrayList<>()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("class file");
    }
}
