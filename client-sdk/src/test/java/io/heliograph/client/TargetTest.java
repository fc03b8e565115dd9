package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:50051",
                "127.8.9.1",
                "localhost:1",
                "[::1]:50051",
                "dns:///localhost:50051",
                "dns://8.8.8.8/127.0.0.1:1",
                "ipv4:127.0.0.1:50051"
            })
    void shouldKnowThisMachine(String target) {
        assertThat(Target.isLoopback(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine:50051",
                "10.0.0.1:50051",
                "127.0.0.1.example:50051",
                "localhost.example:50051",
                "dns://127.0.0.1/engine:50051",
                "[2001:db8::1]:50051",
                "1127.0.0.1",
                "ipv4:127.0.0.1:1,10.0.0.1:1",
                ""
            })
    void shouldTakeEverythingElseForAnotherMachine(String target) {
        assertThat(Target.isLoopback(target)).isFalse();
    }
}
