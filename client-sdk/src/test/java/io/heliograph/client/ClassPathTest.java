package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client needs the contract and gRPC, and nothing of the engine. */
class ClassPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/agrona/DirectBuffer.class",
                "net/openhft/chronicle/queue/ChronicleQueue.class",
                "io/heliograph/core/SignalCore.class",
                "org/postgresql/Driver.class",
                "org/slf4j/Logger.class"
            })
    void shouldNotBringWhatCallersDoNotNeed(String file) {
        assertThat(getClass().getClassLoader().getResource(file)).isNull();
        assertThat(getClass().getClassLoader().getResource("io/heliograph/v1/Signal.class"))
                .isNotNull();
    }
}
