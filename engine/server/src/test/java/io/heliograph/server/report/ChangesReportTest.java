package io.heliograph.server.report;

import static io.heliograph.server.report.ReportFile.column;
import static io.heliograph.server.report.ReportFile.list;
import static io.heliograph.server.report.ReportFile.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.whatif.Change;
import io.heliograph.server.whatif.ChangeKind;
import io.heliograph.server.whatif.WhatIf;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesReportTest {
    @TempDir
    private static Path folder;

    private static WhatIf whatIf;
    private static ReportFile report;

    @BeforeAll
    static void write() throws Exception {
        whatIf = SampleRuns.whatIf(folder);
        Path file = folder.resolve("whatif.html");
        HtmlReport.write(whatIf, file);
        report = ReportFile.read(file);
    }

    @Test
    void shouldHoldEveryChangeOnTheBarsOfBothRuns() {
        Map<String, Object> changes = object(report.block.get("changes"));
        Map<String, Object> columns = object(changes.get("columns"));
        List<Object> kinds = list(changes.get("kinds"));
        List<Change> expected = whatIf.diff().changes();

        assertThat(changes.get("count")).isEqualTo((long) expected.size());
        assertThat(expected).extracting(Change::kind).contains(ChangeKind.values());
        for (int i = 0; i < expected.size(); i++) {
            Change change = expected.get(i);
            Map<String, Object> series = report.series(at(columns, "series", i));
            assertThat(kinds.get(at(columns, "kind", i)))
                    .isEqualTo(change.kind().name());
            assertThat(series).containsEntry("symbol", change.signal().symbol());
            assertEnd(series, at(columns, "fromBar", i), change.journaled());
            assertEnd(series, at(columns, "toBar", i), change.other());
            assertThat(column(columns.get("fromConfidence"))[i])
                    .isEqualTo(change.journaled().map(SignalRow::confidence).orElse(Double.NaN));
            assertThat(column(columns.get("toStop"))[i])
                    .isEqualTo(change.other().map(SignalRow::stop).orElse(Double.NaN));
        }
    }

    @Test
    void shouldHoldTheFiguresOfBothRuns() {
        Map<String, Object> changes = object(report.block.get("changes"));

        assertThat(entries(list(changes.get("journalStatistics")))).isEqualTo(entries(whatIf.journaled()));
        assertThat(entries(list(report.block.get("statistics")))).isEqualTo(entries(whatIf.other()));
        assertThat(changes).containsEntry("journalDigest", whatIf.journaled().contentDigest());
        assertThat(report.block).containsEntry("contentDigest", whatIf.other().contentDigest());
    }

    @Test
    void shouldSayNothingOfChangesInTheReportOfABacktest() throws Exception {
        BacktestResult plain = SampleRuns.silent(folder);
        Path file = folder.resolve("plain.html");

        HtmlReport.write(plain, List.of(), file);

        assertThat(ReportFile.read(file).block).doesNotContainKey("changes");
    }

    private static int at(Map<String, Object> columns, String name, int row) {
        return (int) column(columns.get(name))[row];
    }

    private static void assertEnd(Map<String, Object> series, int bar, Optional<SignalRow> signal) {
        assertThat(bar >= 0).isEqualTo(signal.isPresent());
        signal.ifPresent(row -> assertThat(column(object(series.get("columns")).get("end"))[bar])
                .isEqualTo(row.barEndNs() / 1e6));
    }

    private static List<Long> entries(List<Object> statistics) {
        return statistics.stream()
                .map(each -> (Long) object(each).get("entries"))
                .toList();
    }

    private static List<Long> entries(BacktestResult result) {
        return result.statistics().stream().map(each -> each.entries()).toList();
    }
}
