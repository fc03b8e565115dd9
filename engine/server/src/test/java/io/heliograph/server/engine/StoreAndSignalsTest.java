package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.HeliographClient;
import io.heliograph.v1.Bar;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.ComputeIndicatorsRequest;
import io.heliograph.v1.ComputeIndicatorsResponse;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.Instrument;
import io.heliograph.v1.ListBarsRequest;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.ListSignalsResponse;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.StoreState;
import io.heliograph.v1.StreamSignalsRequest;
import io.heliograph.v1.StreamSignalsResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreAndSignalsTest {
    private static final long SEED = 20_131_009;

    @TempDir
    private Path folder;

    @Test
    void shouldStreamAndListTheSignalsOfABatchThatIsStored() {
        try (RunningEngine engine = RunningEngine.start(RunningEngine.config(folder, Map.of("store", "embedded")))) {
            List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 20_000);
            EngineTest.publish(engine, batches.subList(0, batches.size() - 1));
            BatchPublishMarketDataRequest last = batches.get(batches.size() - 1).toBuilder()
                    .setWaitFor(DurabilityLevel.DURABILITY_LEVEL_STORED)
                    .build();
            long stored = engine.market()
                    .withDeadlineAfter(120, TimeUnit.SECONDS)
                    .batchPublishMarketData(last)
                    .getAck()
                    .getStoredSequence();
            EngineStatus status = engine.status();

            assertThat(stored).isEqualTo(status.getEventSequence());
            assertThat(status.getStore().getState()).isEqualTo(StoreState.STORE_STATE_UP);
            assertThat(status.getStore().getStoredOutputSequence()).isEqualTo(status.getOutputSequence());
            assertThat(status.getSignals()).as("seed=" + SEED).isPositive();
            assertThat(listed(engine)).hasSize((int) status.getSignals());
            for (DurabilityLevel level : List.of(
                    DurabilityLevel.DURABILITY_LEVEL_JOURNALED,
                    DurabilityLevel.DURABILITY_LEVEL_DURABLE,
                    DurabilityLevel.DURABILITY_LEVEL_STORED)) {
                assertThat(streamed(engine, level, status.getSignals()))
                        .as(level.name())
                        .isEqualTo(listed(engine));
            }
            assertThat(listedBars(engine, status.getOutputSequence())).hasSize((int) status.getBars());
            computesOverStoredBars(engine);
            assertThat(engine.fatal()).isNull();
        }
    }

    /** Stored bars give what the same bars give in a request; a range gives its part of it, once it is warm. */
    private static void computesOverStoredBars(RunningEngine engine) {
        try (HeliographClient client = HeliographClient.builder()
                .target("127.0.0.1:" + engine.engine().grpcPort())
                .build()) {
            String symbol = client.market().instruments("").iterator().next().getSymbol();
            List<Bar> bars = new ArrayList<>();
            client.market().bars(symbol, "1m").forEach(bars::add);
            List<String> expressions = List.of("sma(5)", "wap", "donchian(3)", "close @ 5m", "trades > 0");
            ComputeIndicatorsResponse given = client.indicators().compute("1m", bars, expressions);
            ComputeIndicatorsRequest.Builder all =
                    ComputeIndicatorsRequest.newBuilder().addAllExpressions(expressions);
            all.getStoredBuilder().setSymbol(symbol).setTimeframe("1m");
            ComputeIndicatorsRequest.Builder range = all.build().toBuilder();
            range.getStoredBuilder()
                    .setFromTime(bars.get(20).getStartTime())
                    .setMaxBars(10)
                    .setWarmUpBars(20);

            ComputeIndicatorsResponse stored = client.indicators().compute(all.build());
            ComputeIndicatorsResponse part = client.indicators().compute(range.build());
            range.getStoredBuilder().clearWarmUpBars();
            ComputeIndicatorsResponse warm = client.indicators().compute(range.build());

            assertThat(bars).hasSizeGreaterThan(40);
            assertThat(stored.getBarsList()).isEqualTo(given.getBarsList());
            assertThat(stored.getAsOf()).isPositive();
            assertThat(stored.hasNextTime()).isFalse();
            assertThat(part.getBarsList()).isEqualTo(given.getBarsList().subList(20, 30));
            assertThat(part.getWarmUpBars()).isEqualTo(20);
            assertThat(part.getNextTime()).isEqualTo(bars.get(30).getStartTime());
            assertThat(warm.getWarmUpBars()).as("close @ 5m needs a whole one").isEqualTo(4);
            assertThat(warm.getBarsList()).isEqualTo(part.getBarsList());
        }
    }

    private static Set<String> listed(RunningEngine engine) {
        Set<String> ids = new HashSet<>();
        String token = "";
        do {
            ListSignalsResponse page = SignalServiceGrpc.newBlockingStub(engine.channel())
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .listSignals(ListSignalsRequest.newBuilder()
                            .setPageSize(1_000)
                            .setPageToken(token)
                            .build());
            page.getSignalsList().forEach(signal -> ids.add(signal.getSignalId()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return ids;
    }

    /** The sequences of all bars of all series, as the client walks their pages. */
    private static Set<Long> listedBars(RunningEngine engine, long output) {
        Set<Long> sequences = new HashSet<>();
        try (HeliographClient client = HeliographClient.builder()
                .target("127.0.0.1:" + engine.engine().grpcPort())
                .build()) {
            for (Instrument instrument : client.market().instruments("")) {
                for (String timeframe : instrument.getTimeframesList()) {
                    ListBarsRequest request = ListBarsRequest.newBuilder()
                            .setSymbol(instrument.getSymbol())
                            .setTimeframe(timeframe)
                            .setPageSize(100)
                            .setMinSequence(output)
                            .build();
                    client.market().bars(request).forEach(bar -> sequences.add(bar.getSequence()));
                    assertThat(client.market().bars(instrument.getSymbol(), timeframe))
                            .hasSameElementsAs(client.market().bars(request));
                    assertThat(client.market().listBars(request).getAsOf()).isEqualTo(output);
                }
            }
        }
        return sequences;
    }

    private static Set<String> streamed(RunningEngine engine, DurabilityLevel level, long count) {
        StreamSignalsRequest.Builder request = StreamSignalsRequest.newBuilder().setMinLevel(level);
        request.setEarliest(com.google.protobuf.Empty.getDefaultInstance());
        Iterator<StreamSignalsResponse> responses = SignalServiceGrpc.newBlockingStub(engine.channel())
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .streamSignals(request.build());
        Set<String> ids = new HashSet<>();
        while (ids.size() < count) {
            responses.next().getBatch().getSignalsList().forEach(signal -> ids.add(signal.getSignalId()));
        }
        return ids;
    }
}
