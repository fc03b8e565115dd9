package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.store.StoredBar;
import io.heliograph.server.store.StoredRows;
import io.heliograph.server.text.TimeText;
import io.heliograph.testkit.Csv;
import io.heliograph.testkit.SharedData;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.EventKind;
import io.heliograph.v1.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three days of real trades through {@code serve}, {@code ingest}, {@code tail} and {@code query}. */
final class IngestEndToEndTest {
    private static final List<String> DAYS = List.of("SPY_2013-10-07", "BAC_2013-10-08", "IBM_2013-10-10");
    private static final long TRADES = 250_601 + 125_872 + 22_415;
    private static final double WAP_TOLERANCE = 1e-9;

    @TempDir
    private Path folder;

    @Test
    void shouldTakeRealTradesOnceAndHaveTheirBarsAndSignalsTheSameEverywhere() throws Exception {
        SharedData.assumePresent();
        Path data = folder.resolve("data");

        try (ServedEngine engine = ServedEngine.start(data)) {
            Shell.Answer first = ingest(engine);
            EngineStatus once = engine.awaitStored();
            assertTaken(first, once);
            try (StoredRows rows = StoredRows.open(data)) {
                for (String day : DAYS) {
                    assertBarsOfTheOracle(rows, day);
                }
                assertSignalsEverywhereTheSame(engine, rows, once);
            }

            Shell.Answer again = ingest(engine);
            assertNothingAdded(again, once, engine.awaitStored());
            assertThat(engine.stop()).isZero();
        }
        assertThat(StoredRows.server(data))
                .as("the database that serve started")
                .isEmpty();
    }

    private static Shell.Answer ingest(ServedEngine engine) {
        List<String> arguments = new ArrayList<>(List.of("ingest", "--json", "--target", engine.target()));
        DAYS.forEach(day ->
                arguments.add(SharedData.path("trades/" + day + ".csv.gz").toString()));
        return Shell.run(arguments.toArray(String[]::new));
    }

    private static void assertTaken(Shell.Answer ingested, EngineStatus status) {
        assertThat(ingested.exitCode()).as(ingested.said()).isZero();
        assertThat(ingested.out().get(0))
                .contains("\"sent\":" + TRADES + ",\"acknowledged\":" + TRADES + ",\"repeated\":0,\"bad\":0")
                .doesNotContain("refused");
        assertThat(ServedEngine.count(status, EventKind.EVENT_KIND_TRADE)).isEqualTo(TRADES);
        assertThat(status.getRefusedList()).isEmpty();
        assertThat(status.getSignals()).isPositive();
        assertThat(status.getContentDigest()).hasSize(64);
        System.out.println(
                "ingest: " + ingested.out().get(0) + " bars=" + status.getBars() + " signals=" + status.getSignals());
    }

    private static void assertBarsOfTheOracle(StoredRows rows, String day) throws SQLException {
        Csv oracle = SharedData.csv("oracle/bars_from_trades/" + day + "_1m.csv");
        List<StoredBar> bars = rows.bars(day.substring(0, day.indexOf('_')), "1m");

        assertThat(bars).as(day).hasSize(oracle.rows());
        for (int i = 0; i < bars.size(); i++) {
            StoredBar bar = bars.get(i);
            String where = day + " " + oracle.get(i, "open_time");
            assertThat(bar.startNs()).as(where).isEqualTo(TimeText.parse(oracle.get(i, "open_time")));
            assertThat(List.of(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()))
                    .as(where)
                    .isEqualTo(List.of(
                            oracle.number(i, "open"),
                            oracle.number(i, "high"),
                            oracle.number(i, "low"),
                            oracle.number(i, "close"),
                            oracle.number(i, "volume")));
            assertThat((double) bar.trades()).as(where).isEqualTo(oracle.number(i, "trades"));
            assertThat(Math.abs(bar.wap() - oracle.number(i, "vwap")))
                    .as(where + " wap=" + bar.wap() + " vwap=" + oracle.number(i, "vwap"))
                    .isLessThan(WAP_TOLERANCE);
        }
    }

    private static void assertSignalsEverywhereTheSame(ServedEngine engine, StoredRows rows, EngineStatus status)
            throws IOException, SQLException {
        Shell.Answer tailed =
                Shell.run("tail", "--from", "earliest", "--no-follow", "--json", "--target", engine.target());
        Shell.Answer queried = Shell.run("query", "--all", "--oldest-first", "--json", "--target", engine.target());

        assertThat(tailed.exitCode()).as(tailed.said()).isZero();
        assertThat(queried.exitCode()).as(queried.said()).isZero();
        List<Signal> stored = signals(queried);
        assertThat(stored).hasSize((int) status.getSignals());
        assertThat(signals(tailed)).isEqualTo(stored);
        assertThat(rows.signals())
                .isEqualTo(stored.stream().map(StoredRows::line).toList());
    }

    /** The signals printed, without what moves after a signal was sent. */
    private static List<Signal> signals(Shell.Answer answer) throws InvalidProtocolBufferException {
        List<Signal> signals = new ArrayList<>();
        for (String line : answer.out()) {
            Signal.Builder signal = Signal.newBuilder();
            JsonFormat.parser().merge(line, signal);
            signals.add(signal.clearStatus().build());
        }
        return signals;
    }

    private static void assertNothingAdded(Shell.Answer again, EngineStatus before, EngineStatus after) {
        assertThat(again.exitCode()).as(again.said()).isZero();
        assertThat(again.out().get(0)).contains("\"sent\":0,\"acknowledged\":0,\"repeated\":" + TRADES + ",\"bad\":0");
        assertThat(after.getEventsList()).isEqualTo(before.getEventsList());
        assertThat(after.getEventSequence()).isEqualTo(before.getEventSequence());
        assertThat(after.getOutputSequence()).isEqualTo(before.getOutputSequence());
        assertThat(after.getContentDigest()).isEqualTo(before.getContentDigest());
    }
}
