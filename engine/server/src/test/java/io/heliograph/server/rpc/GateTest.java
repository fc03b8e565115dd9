package io.heliograph.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.v1.ErrorReason;
import org.junit.jupiter.api.Test;

final class GateTest {
    private final Gate gate = new Gate(new Gate.Progress() {
        @Override
        public long eventsDone() {
            return 0;
        }

        @Override
        public long eventsTotal() {
            return 0;
        }
    });

    @Test
    void shouldStayFailedWhereTheEngineFailedWhileItStarted() {
        gate.become(Gate.State.FAILED);
        gate.become(Gate.State.SERVING);

        assertThat(gate.state()).isEqualTo(Gate.State.FAILED);
        assertThat(gate.apply("heliograph.v1.MarketDataService/PublishMarketData")
                        .reason())
                .isEqualTo(ErrorReason.ERROR_REASON_ENGINE_FAILED);
    }
}
