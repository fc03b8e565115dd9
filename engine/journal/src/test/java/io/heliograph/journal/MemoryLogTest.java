package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryLogTest extends LogContract {
    private final MemoryLog log = new MemoryLog(LogKind.EVENTS, 7);

    private final MemoryLog outputs = new MemoryLog(LogKind.OUTPUTS, 7);

    @Override
    Log log() {
        return log;
    }

    @Override
    Log outputs() {
        return outputs;
    }

    @Test
    void shouldMoveItsDurableMarkOnlyForwardAndUpToTheHead() {
        Records.append(log.appender(), "a", "b");

        log.publishDurable(1);

        assertThat(log.durable()).isEqualTo(1);
        assertThatThrownBy(() -> log.publishDurable(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.publishDurable(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
