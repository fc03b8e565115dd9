package io.heliograph.core;

import static io.heliograph.core.CoreHarness.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.FaultCode;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.core.FailingNodes.Place;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.StrategyCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CoreFailureTest {
    private static final double BAD = 13;

    @Test
    void shouldFailEveryStrategyOfTheInstrumentWhenSharedNodesThrow() {
        CoreHarness harness = run(Place.NODES);

        assertThat(faults(harness))
                .containsExactly(
                        "A one PIPELINE_FAILED pipeline: A: java.lang.ArithmeticException",
                        "A two PIPELINE_FAILED pipeline: A: java.lang.ArithmeticException");
        assertThat(harness.core().failedInstrumentsOf("one")).isEqualTo(1);
        assertThat(harness.core().instrumentsOf("one")).isEqualTo(2);
        assertThat(harness.bars("A", Timeframe.ONE_MINUTE)).hasSize(6);
        assertThat(harness.core().counters().faults()).isEqualTo(2);
    }

    @Test
    void shouldFailOneStrategyWhenItsDecisionThrows() {
        CoreHarness harness = run(Place.CONDITION);

        assertThat(faults(harness))
                .containsExactly("A two PIPELINE_FAILED pipeline: A: java.lang.IllegalStateException");
        assertThat(harness.core().failedInstrumentsOf("one")).isZero();
        assertThat(harness.core().failedInstrumentsOf("two")).isEqualTo(1);
    }

    @Test
    void shouldRunAgainWhenTheStrategyIsAppliedAgain() {
        CoreHarness harness = run(Place.NODES);
        long signals = harness.core().counters().signals();

        assertThat(apply(harness, "one")).isEqualTo(Refusal.ACCEPTED);
        assertThat(apply(harness, "one")).isEqualTo(Refusal.UNCHANGED);
        close(harness, "A", 6, 5);
        close(harness, "A", 7, 20);

        assertThat(harness.core().failedInstrumentsOf("one")).isZero();
        assertThat(harness.core().failedInstrumentsOf("two")).isEqualTo(1);
        assertThat(harness.core().counters().signals()).isEqualTo(signals + 1);
    }

    @Test
    void shouldFailInTheSameWayInEveryRun() {
        for (Place place : Place.values()) {
            List<byte[]> first = run(place).outputs();
            List<byte[]> second = run(place).outputs();

            assertThat(second).hasSameSizeAs(first);
            for (int i = 0; i < first.size(); i++) {
                assertThat(second.get(i)).isEqualTo(first.get(i));
            }
        }
    }

    @Test
    void shouldLetFailuresOfTheOutputThrough() {
        SignalCore core = new SignalCore((sequence, buffer, offset, length) -> {
            throw new IllegalStateException("disk full");
        });
        EventEncoder encoder = new EventEncoder();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        core.onEvent(1, buffer, 0, encoder.coreSettings(buffer, 0, MONDAY, CoreSettings.defaults()));
        core.onEvent(2, buffer, 0, encoder.instrumentAdded(buffer, 0, MONDAY, 0, "A"));
        core.onEvent(3, buffer, 0, encoder.trade(buffer, 0, MONDAY, 0, MONDAY, 1, 1, 0, 0));
        int length = encoder.watermark(buffer, 0, MONDAY, MONDAY + Timeframe.MINUTE, 0, 0);

        assertThatThrownBy(() -> core.onEvent(4, buffer, 0, length)).hasMessage("disk full");
    }

    @Test
    void shouldStopWhenASequenceIsMissing() {
        SignalCore core = new SignalCore((sequence, buffer, offset, length) -> {});
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        int length = new EventEncoder().engineStopped(buffer, 0, MONDAY);
        core.onEvent(1, buffer, 0, length);

        assertThatThrownBy(() -> core.onEvent(3, buffer, 0, length)).hasMessageContaining("sequence=3 last=1");
    }

    @Test
    void shouldGoOnBehindLostEventsThatAreNamedExactly() {
        SignalCore core = new SignalCore((sequence, buffer, offset, length) -> {});
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        EventEncoder encoder = new EventEncoder();
        core.onEvent(1, buffer, 0, encoder.engineStopped(buffer, 0, MONDAY));

        for (long[] wrong : new long[][] {{3, 9}, {1, 9}, {2, 8}, {2, 10}}) {
            int length = encoder.eventsLost(buffer, 0, MONDAY, wrong[0], wrong[1], "", "");
            assertThatThrownBy(() -> core.onEvent(10, buffer, 0, length)).hasMessageContaining("sequence=10 last=1");
        }
        core.onEvent(10, buffer, 0, encoder.eventsLost(buffer, 0, MONDAY, 2, 9, "", ""));
        core.onEvent(11, buffer, 0, encoder.eventVoided(buffer, 0, MONDAY));

        assertThat(core.eventSequence()).isEqualTo(11);
    }

    @Test
    void shouldStopWhenAnEpochFalls() {
        CoreHarness harness = CoreHarness.started();
        harness.start(3);
        harness.start(3);

        assertThat(harness.core().epoch()).isEqualTo(3);
        assertThatThrownBy(() -> harness.start(2)).hasMessageContaining("epoch=2 inForce=3");
    }

    /** Strategies one and two on A, which meets the planted bug, and on B, which does not. */
    private static CoreHarness run(Place place) {
        CoreHarness harness = CoreHarness.started(CoreSettings.defaults(), () -> new FailingNodes(place, "two", BAD));
        apply(harness, "one");
        apply(harness, "two");
        double[] closes = {10, 9, 12, BAD, 8, 14};
        for (int i = 0; i < closes.length; i++) {
            close(harness, "A", i, closes[i]);
            close(harness, "B", i, closes[i] + 100);
        }
        return harness;
    }

    private static void close(CoreHarness harness, String symbol, int minute, double close) {
        long start = MONDAY + minute * Timeframe.MINUTE;
        harness.trade(symbol, start, close, 1);
        harness.watermark(symbol, start + Timeframe.MINUTE);
    }

    private static Refusal apply(CoreHarness harness, String id) {
        String text = "id = " + id + "\ntimeframe = 1m\nbuy = \"close > ema(2)\"\nsell = \"close < ema(2)\"\n";
        CompiledStrategy strategy =
                StrategyCompiler.compile(text, Map.of(), Optional.empty()).strategy();
        return harness.applyStrategy(strategy.hash(), id, strategy.canonical(), text);
    }

    private static List<String> faults(CoreHarness harness) {
        List<String> faults = new ArrayList<>();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        FaultRecordedDecoder fault = new FaultRecordedDecoder();
        for (byte[] record : harness.outputs()) {
            UnsafeBuffer output = new UnsafeBuffer(record);
            if (header.wrap(output, 0).templateId() == FaultRecordedDecoder.TEMPLATE_ID) {
                fault.wrapAndApplyHeader(output, 0, header);
                assertThat(fault.barEnd()).isEqualTo(MONDAY + 4 * Timeframe.MINUTE);
                FaultCode code = fault.code();
                String symbol = fault.symbol();
                String strategy = fault.strategy();
                fault.skipArm();
                faults.add(symbol + " " + strategy + " " + code + " " + fault.detail());
            }
        }
        return faults;
    }
}
