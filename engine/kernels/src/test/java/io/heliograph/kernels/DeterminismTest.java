package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.DeterminismRule;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeterminismTest {

    @Test
    void shouldReferToNothingThatDiffersBetweenRuns() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Kernel.class.getProtectionDomain().getCodeSource().getLocation().toURI());

        assertThat(DeterminismRule.breaches(classes, Map.of())).isEmpty();
    }
}
