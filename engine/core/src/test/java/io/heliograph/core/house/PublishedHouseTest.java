package io.heliograph.core.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.testkit.SharedData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house strategies in a core to which the table's bars are published: 1m, 5m and 1d ones, with base 1m. */
class PublishedHouseTest {
    static List<HouseTable.Row> rows() {
        return HouseTable.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void shouldConcludeWhatTheTableSaysWhenTheBarsArePublished(HouseTable.Row row) {
        SharedData.assumePresent();
        HouseTally tally = new HouseTally();

        for (HouseSeries series : HouseSeries.all()) {
            CoreHarness harness = CoreHarness.started();
            apply(harness, row.name(), series);
            publish(harness, series);
            tally(harness, tally);
        }

        assertThat(tally.row()).isEqualTo(row.counted());
        assertThat(tally.faults()).isZero();
    }

    private static void apply(CoreHarness harness, String name, HouseSeries series) {
        CompiledStrategy strategy = StrategyCompiler.compile(
                        HouseStrategies.text(name), Map.of(), Optional.of(series.timeframe()))
                .strategy();
        assertThat(harness.applyStrategy(strategy.hash(), name, strategy.canonical(), ""))
                .isEqualTo(Refusal.ACCEPTED);
    }

    private static void publish(CoreHarness harness, HouseSeries series) {
        int instrument = harness.instrument(series.symbol());
        long length = series.timeframe().length();
        for (ClosedBar bar : series.bars()) {
            assertThat(harness.publishedBar(
                            instrument,
                            0,
                            bar.start(),
                            length,
                            bar.open(),
                            bar.high(),
                            bar.low(),
                            bar.close(),
                            bar.volume()))
                    .isEqualTo(Refusal.ACCEPTED);
        }
    }

    private static void tally(CoreHarness harness, HouseTally tally) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        long sequence = 0;
        for (byte[] record : harness.outputs()) {
            sequence++;
            UnsafeBuffer output = new UnsafeBuffer(record);
            if (header.wrap(output, 0).templateId() != BarClosedDecoder.TEMPLATE_ID) {
                tally.onOutput(sequence, output, 0, record.length);
            }
        }
    }
}
