package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.MarketEvents;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.Numbering;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} that is asked to end, beside one that is killed. */
final class ServeStopTest {
    @TempDir
    private Path folder;

    @Test
    void shouldEndCleanlyWithZeroWhenAskedToAndTheNextStartGoesOn() throws Exception {
        EngineStatus before;
        try (ServedEngine engine = ServedEngine.start(folder, "--store", "none")) {
            engine.client()
                    .publishBatch(BatchPublishMarketDataRequest.newBuilder()
                            .setSourceId("stop")
                            .setNumbering(Numbering.NUMBERING_DENSE)
                            .addEvents(MarketEvents.numbered(
                                    1, MarketEvents.trade("STP", 1_704_205_800_000_000_000L, 10, 1)))
                            .build());
            before = engine.status();
            assertThat(engine.stop()).isZero();
        }

        EngineStatus stopped;
        try (ServedEngine engine = ServedEngine.start(folder, "--store", "none")) {
            stopped = engine.status();
            engine.kill();
        }
        EngineStatus killed;
        try (ServedEngine engine = ServedEngine.start(folder, "--store", "none")) {
            killed = engine.status();
        }

        assertThat(stopped.getEpoch()).as("a clean end begins no epoch").isEqualTo(before.getEpoch());
        assertThat(stopped.getEventSequence())
                .as("a stop and a start, nothing else")
                .isEqualTo(before.getEventSequence() + 2);
        assertThat(stopped.getContentDigest()).isEqualTo(before.getContentDigest());
        assertThat(killed.getEpoch()).as("a kill does").isEqualTo(before.getEpoch() + 1);
    }
}
