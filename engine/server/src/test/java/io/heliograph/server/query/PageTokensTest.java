package io.heliograph.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTokensTest {
    private static final PagePosition POSITION = new PagePosition(Long.MAX_VALUE, -7, 1234);

    @TempDir
    Path directory;

    @Test
    void shouldReadWhatItWroteAlsoAfterARestart() throws IOException {
        String token = tokens("key").write(POSITION, "side = BUY", "sequence desc");

        assertThat(tokens("key").read(token, "side = BUY", "sequence desc")).isEqualTo(POSITION);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldForceAKeyBeforeItHasItsNameAndItsFolderAfterwards() throws IOException {
        Path key = directory.resolve("key");
        List<String> forced = new ArrayList<>();
        TokenSealer.at(key, (channel, path) -> forced.add(path.getFileName() + " named=" + Files.exists(key)));

        assertThat(forced).containsExactly("key.new named=false", directory.getFileName() + " named=true");
    }

    @Test
    void shouldRefuseATokenChangedAnywhere() throws IOException {
        PageTokens tokens = tokens("key");
        String token = tokens.write(POSITION, "filter");

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            refused(tokens, token.substring(0, i) + other + token.substring(i + 1), "filter");
            refused(tokens, token.substring(0, i), "filter");
        }
        refused(tokens, token + "A", "filter");
        refused(tokens, token + "=", "filter");
        refused(tokens, "hello", "filter");
        refused(tokens, "*".repeat(10), "filter");
        refused(tokens, "A".repeat(100_000), "filter");
    }

    @Test
    void shouldRefuseATokenOfAnotherRequestEngineOrPurpose() throws IOException {
        PageTokens tokens = tokens("key");
        String token = tokens.write(POSITION, "ab", "c");

        refused(tokens, token, "a", "bc");
        refused(tokens, token, "ab", "c", "");
        refused(tokens("other"), token, "ab", "c");
        refused(tokens, TokenSealer.at(directory.resolve("key")).seal((byte) 'r', new byte[33]), "ab", "c");
        assertThat(TokenSealer.at(directory.resolve("key")).open((byte) 'r', token))
                .isEmpty();
    }

    @Test
    void shouldRefuseAKeyOfAnotherLength() throws IOException {
        Files.write(directory.resolve("key"), new byte[5]);

        assertThatThrownBy(() -> TokenSealer.at(directory.resolve("key")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected=32 found=5");
    }

    private PageTokens tokens(String key) throws IOException {
        return new PageTokens(TokenSealer.at(directory.resolve(key)));
    }

    private static void refused(PageTokens tokens, String token, String... request) {
        assertThatThrownBy(() -> tokens.read(token, request))
                .as(token)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(ErrorReason.ERROR_REASON_PAGE_TOKEN_INVALID));
    }
}
