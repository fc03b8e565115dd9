package io.heliograph.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.server.engine.EngineTest;
import io.heliograph.server.engine.RandomMarket;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.ApplyStrategyRequest;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.LatestSignals;
import io.heliograph.v1.Readiness;
import io.heliograph.v1.Side;
import io.heliograph.v1.Signal;
import io.heliograph.v1.StrategyEvaluation;
import io.heliograph.v1.Truth;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations over a real port, against the signals that were given out. */
final class StrategyEvaluationsTest {
    private static final long SEED = 20_131_012;
    private static final List<String> SYMBOLS = List.of("SPY", "BAC", "IBM");

    @TempDir
    private static Path folder;

    private static RunningEngine engine;
    private static HeliographClient client;

    @BeforeAll
    static void publish() {
        engine = RunningEngine.start(folder);
        client = HeliographClient.builder()
                .target("127.0.0.1:" + engine.engine().grpcPort())
                .build();
        engine.strategies()
                .applyStrategy(ApplyStrategyRequest.newBuilder()
                        .setText("id = spy-alone\ntimeframe = 1m\nsymbols = [\"SPY\"]\n"
                                + "buy = \"close > 0\"\nsell = \"close < 0\"\nstop = \"close + side\"\n"
                                + "confidence = \"1.5\"\n")
                        .build());
        EngineTest.publish(engine, RandomMarket.batches(SEED, 20_000));
    }

    @AfterAll
    static void stop() {
        client.close();
        engine.close();
    }

    @Test
    void shouldAgreeWithTheLatestSignalOfEachPair() {
        EngineStatus before = engine.status();
        List<StrategyEvaluation> evaluations = client.signals().evaluate(SYMBOLS, HouseStrategies.names());
        Map<String, Signal> latest = new HashMap<>();
        for (LatestSignals ofSymbol : client.signals().latest(SYMBOLS)) {
            ofSymbol.getSignalsList()
                    .forEach(signal -> latest.put(signal.getSymbol() + " " + signal.getStrategyId(), signal));
        }

        assertThat(evaluations).hasSize(SYMBOLS.size() * HouseStrategies.names().size());
        assertThat(evaluations).extracting(StrategyEvaluation::getStance).contains(Side.SIDE_HOLD);
        assertThat(evaluations).anyMatch(each -> each.getStance() != Side.SIDE_HOLD);
        for (StrategyEvaluation evaluation : evaluations) {
            Signal signal = latest.get(evaluation.getSymbol() + " " + evaluation.getStrategyId());
            assertThat(evaluation.getStatus().getCode()).isZero();
            assertThat(evaluation.getStance())
                    .as("%s %s", evaluation.getSymbol(), evaluation.getStrategyId())
                    .isEqualTo(signal == null ? Side.SIDE_HOLD : signal.getSide());
            if (evaluation.getStance() != Side.SIDE_HOLD) {
                assertThat(evaluation.getSignalId()).isEqualTo(signal.getSignalId());
                assertThat(evaluation.getSinceTime()).isEqualTo(signal.getBarEndTime());
                assertThat(evaluation.getEntryPrice()).isEqualTo(signal.getReferencePrice());
                assertThat(evaluation.getSignalSequence()).isEqualTo(signal.getSequence());
                assertThat(evaluation.getStrategyHash()).isEqualTo(signal.getStrategyHash());
            }
        }
        assertThat(engine.status().getEventSequence())
                .as("nothing is journaled")
                .isEqualTo(before.getEventSequence());
        assertThat(engine.status().getContentDigest()).isEqualTo(before.getContentDigest());
    }

    @Test
    void shouldSayWhatConditionsHoldAndWhatASignalWouldClaim() {
        StrategyEvaluation evaluation =
                client.signals().evaluate(List.of("SPY"), List.of("spy-alone")).get(0);

        assertThat(evaluation.getBuy()).isEqualTo(Truth.TRUTH_TRUE);
        assertThat(evaluation.getSell()).isEqualTo(Truth.TRUTH_FALSE);
        assertThat(evaluation.getExitBuy()).isEqualTo(Truth.TRUTH_FALSE);
        assertThat(evaluation.getIfBought().getFault()).isEqualTo("stop: not below the close");
        assertThat(evaluation.getIfBought().hasConfidence()).isFalse();
        assertThat(evaluation.getReadiness()).isEqualTo(Readiness.READINESS_CONVERGED);
        assertThat(evaluation.getBarsNeeded()).isEqualTo(1);
        assertThat(evaluation.getBarsSeen()).isGreaterThan(100);
        assertThat(evaluation.getTimeframe()).isEqualTo("1m");
        assertThat(evaluation.getBarEndTime().getSeconds() % 60).isZero();
    }

    @Test
    void shouldAnswerEachPairForItselfAndSayWhyOneHasNoAnswer() {
        List<StrategyEvaluation> named =
                client.signals().evaluate(List.of("NOBODY", "BAC"), List.of("spy-alone", "missing"));
        List<StrategyEvaluation> ofBac = client.signals().evaluate(List.of("BAC"), List.of());
        List<StrategyEvaluation> ofSpy = client.signals().evaluate(List.of("SPY"), List.of());

        assertThat(named)
                .extracting(evaluation -> evaluation.getError().getReason())
                .containsExactly(
                        "INSTRUMENT_NOT_FOUND",
                        "INSTRUMENT_NOT_FOUND",
                        "STRATEGY_NOT_APPLICABLE",
                        "STRATEGY_NOT_FOUND");
        assertThat(named.get(2).getError().getMetadataMap())
                .containsEntry("strategy_id", "spy-alone")
                .containsEntry("symbol", "BAC");
        assertThat(ofBac)
                .extracting(StrategyEvaluation::getStrategyId)
                .doesNotContain("spy-alone")
                .hasSize(HouseStrategies.names().size());
        assertThat(ofSpy).extracting(StrategyEvaluation::getStrategyId).contains("spy-alone");
    }

    @Test
    void shouldRefuseMoreThanItsBounds() {
        assertThat(refused(1_001, 1)).hasMessageContaining("symbols=1001");
        assertThat(refused(0, 1)).hasMessageContaining("symbols=0");
        assertThat(refused(1, 257)).hasMessageContaining("strategy_ids=257");
        assertThat(refused(101, 100)).hasMessageContaining("at most 10000 pairs");
        assertThat(client.signals().evaluate(Collections.nCopies(1_000, "SPY"), Collections.nCopies(10, "spy-alone")))
                .hasSize(10_000);
    }

    private static HeliographException refused(int symbols, int strategies) {
        HeliographException refused = catchThrowableOfType(
                HeliographException.class,
                () -> client.signals()
                        .evaluate(Collections.nCopies(symbols, "SPY"), Collections.nCopies(strategies, "spy-alone")));
        assertThat(refused.reason()).isEqualTo("REQUEST_INVALID");
        return refused;
    }
}
