package io.heliograph.server.report;

import static io.heliograph.server.report.ReportFile.column;
import static io.heliograph.server.report.ReportFile.list;
import static io.heliograph.server.report.ReportFile.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.BarRow;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.backtest.StrategyStatistics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    @TempDir
    private static Path folder;

    private static BacktestResult usual;
    private static BacktestResult hostile;
    private static ReportFile report;

    @BeforeAll
    static void run() throws Exception {
        usual = SampleRuns.usual(folder);
        hostile = SampleRuns.hostile(folder);
        report = written(usual, "usual.html");
    }

    @Test
    void shouldHoldEveryBarToTheLastBit() {
        int found = 0;
        for (Object each : list(report.block.get("series"))) {
            List<BarRow> bars = usual.bars().stream()
                    .filter(bar -> isOf(each, bar.symbol(), bar.timeframe().toString()))
                    .toList();
            Map<String, Object> columns = object(object(each).get("columns"));

            assertThat(millisAndNanos(columns, "start"))
                    .isEqualTo(bars.stream().map(BarRow::startNs).toList());
            assertThat(millisAndNanos(columns, "end"))
                    .isEqualTo(bars.stream().map(BarRow::endNs).toList());
            assertSame(columns, "ordinal", bars, BarRow::ordinal);
            assertSame(columns, "open", bars, BarRow::open);
            assertSame(columns, "high", bars, BarRow::high);
            assertSame(columns, "low", bars, BarRow::low);
            assertSame(columns, "close", bars, BarRow::close);
            assertSame(columns, "volume", bars, BarRow::volume);
            assertSame(columns, "wap", bars, BarRow::wap);
            assertSame(columns, "trades", bars, BarRow::trades);
            assertSame(columns, "flags", bars, BarRow::flags);
            found += bars.size();
        }
        assertThat(found).isEqualTo(usual.bars().size()).isGreaterThan(2_000);
    }

    @Test
    void shouldHoldEverySignalOnItsBar() {
        int found = 0;
        for (Object each : list(report.block.get("series"))) {
            List<BarRow> bars = usual.bars().stream()
                    .filter(bar -> isOf(each, bar.symbol(), bar.timeframe().toString()))
                    .toList();
            List<SignalRow> signals = usual.signals().stream()
                    .filter(row -> isOf(each, row.symbol(), row.timeframe().toString()))
                    .toList();
            Map<String, Object> block = object(object(each).get("signals"));
            Map<String, Object> columns = object(block.get("columns"));

            assertThat(list(block.get("ids")))
                    .isEqualTo(signals.stream().map(SignalRow::signalId).toList());
            assertSame(columns, "confidence", signals, SignalRow::confidence);
            assertSame(columns, "reference", signals, SignalRow::referencePrice);
            assertSame(columns, "stop", signals, SignalRow::stop);
            assertSame(columns, "target", signals, SignalRow::target);
            assertSame(columns, "exit", signals, SignalRow::exitPrice);
            assertSame(columns, "return", signals, SignalRow::grossReturn);
            assertSame(columns, "mfe", signals, SignalRow::mfe);
            assertSame(columns, "mae", signals, SignalRow::mae);
            assertSame(columns, "win", signals, row -> row.isWin() ? 1 : 0);
            assertSame(columns, "converged", signals, row -> row.isConverged() ? 1 : 0);
            double[] places = column(columns.get("bar"));
            double[] statuses = column(columns.get("status"));
            double[] reasons = column(columns.get("reason"));
            double[] closes = column(columns.get("closes"));
            for (int i = 0; i < places.length; i++) {
                SignalRow signal = signals.get(i);
                assertThat(bars.get((int) places[i]).endNs()).isEqualTo(signal.barEndNs());
                assertThat(list(report.block.get("statuses")).get((int) statuses[i]))
                        .isEqualTo(signal.status());
                assertThat(list(report.block.get("reasons")).get((int) reasons[i]))
                        .isEqualTo(signal.reason().name());
                assertThat(closes[i] < 0 ? "" : signals.get((int) closes[i]).signalId())
                        .isEqualTo(signal.closes());
            }
            found += signals.size();
        }
        assertThat(found).isEqualTo(usual.signals().size()).isGreaterThan(500);
    }

    @Test
    void shouldTellFiguresQualityAndIdentityOfTheRun() {
        StrategyStatistics first = usual.statistics().get(0);
        Map<String, Object> figures =
                object(list(report.block.get("statistics")).get(0));

        assertThat(list(report.block.get("statistics"))).hasSameSizeAs(usual.statistics());
        assertThat(figures)
                .containsEntry("strategy", first.strategy())
                .containsEntry("entries", first.entries())
                .containsEntry("hitRate", first.hitRate())
                .containsEntry("meanReturn", first.meanReturn())
                .containsEntry("brier", first.brier())
                .containsEntry("constantBrier", first.constantBrier());
        assertThat(list(figures.get("reliability"))).hasSize(10);
        assertThat(object(report.block.get("quality")))
                .containsEntry("events", usual.quality().events())
                .containsEntry("late", 1L)
                .containsEntry("badRows", 1L)
                .containsEntry("rejected", Map.of("PRICE_INVALID", 1L, "LATE", 1L));
        assertThat(report.block)
                .containsEntry("contentDigest", usual.contentDigest())
                .containsEntry("buildVersion", usual.buildVersion())
                .containsEntry("coreLevel", (long) usual.coreLevel());
        assertThat(object(list(report.block.get("inputs")).get(1)))
                .containsEntry("sha256", usual.inputs().get(1).sha256())
                .containsEntry("bad", 1L);
        assertThat(object(list(report.block.get("strategies")).get(2)))
                .containsEntry("hash", usual.strategies().get(2).hash())
                .containsEntry("text", usual.strategies().get(2).text());
    }

    @Test
    void shouldHoldTheLinesOfEachStrategy() {
        List<ChartLines> lines = StrategyLines.of(usual);
        List<Object> columns = list(report.block.get("lineColumns"));
        Map<String, double[]> written = new HashMap<>();
        for (Object series : list(report.block.get("series"))) {
            for (Object line : list(object(series).get("lines"))) {
                Map<String, Object> parts = object(line);
                String strategy = usual.strategies()
                        .get(((Number) parts.get("strategy")).intValue())
                        .id();
                String key = object(series).get("symbol") + " " + strategy + " " + parts.get("name") + " "
                        + parts.get("overlay");
                written.put(key, column(columns.get(((Number) parts.get("column")).intValue())));
            }
        }

        Map<String, double[]> expected = new HashMap<>();
        for (ChartLines drawn : lines) {
            drawn.lines()
                    .forEach(line -> expected.put(
                            drawn.symbol() + " " + drawn.strategy() + " " + line.name() + " " + line.isOverlay(),
                            line.values()));
        }
        assertThat(written).hasSameSizeAs(expected);
        expected.forEach((key, values) -> assertThat(written.get(key)).as(key).isEqualTo(values));
        assertThat(columns).hasSizeLessThan(expected.size());
        assertThat(report.block).containsEntry("linesRounded", false);
    }

    @Test
    void shouldNotLetTextOfTheRunOutOfItsBlock() throws Exception {
        ReportFile file = written(hostile, "hostile.html");

        assertThat(file.data).doesNotContain("<", ">", "&", "\u2028");
        assertThat(file.page().split("<script", -1)).hasSize(3);
        assertThat(file.page().split("</script", -1)).hasSize(3);
        assertThat(object(list(file.block.get("strategies")).get(0)))
                .containsEntry(
                        "description", hostile.strategies().get(0).compiled().description())
                .containsEntry("text", hostile.strategies().get(0).text());
        assertThat(file.data).contains("\\u003C/script\\u003E");
        assertThat(object(list(file.block.get("inputs")).get(0))).containsEntry("name", "a<b>&'.csv");
    }

    @Test
    void shouldNameNothingThatABrowserWouldLoad() {
        assertThat(report.page())
                .doesNotContain(
                        "http:",
                        "https:",
                        "//cdn",
                        "src=",
                        "href=\"/",
                        "url(",
                        "@import",
                        "import(",
                        "fetch(",
                        "XMLHttp");
        assertThat(report.page().split("href=\"", -1)).hasSize(2);
        assertThat(report.page()).contains("href=\"#figures\"");
    }

    @Test
    void shouldAllowItsOwnScriptAndStyleAloneByTheirHashes() throws Exception {
        String style = report.text.substring(report.text.indexOf("<style>") + 7, report.text.indexOf("</style>"));

        assertThat(report.text)
                .contains("content=\"default-src 'none'; script-src '" + hash(report.script) + "'; style-src '"
                        + hash(style) + "'; base-uri 'none'; form-action 'none'\"");
    }

    @Test
    void shouldWriteTheSameBytesForTheSameResult() throws Exception {
        Path again = Files.createDirectory(folder.resolve("again"));

        HtmlReport.write(SampleRuns.usual(again), StrategyLines.of(usual), again.resolve("usual.html"));

        assertThat(again.resolve("usual.html")).hasSameBinaryContentAs(folder.resolve("usual.html"));
    }

    @Test
    void shouldWriteAReportOfNothing() throws Exception {
        ReportFile empty = written(SampleRuns.empty(folder), "empty.html");
        ReportFile silent = written(SampleRuns.silent(folder), "silent.html");

        assertThat(list(empty.block.get("series"))).isEmpty();
        assertThat(object(list(empty.block.get("statistics")).get(0))).containsEntry("hitRate", null);
        assertThat(object(silent.series(0).get("signals"))).containsEntry("count", 0L);
    }

    @Test
    void shouldKeepTheOldReportWhereTheNewOneCannotBeWritten() throws Exception {
        Path place = Files.createDirectory(folder.resolve("kept"));
        Path file = Files.writeString(place.resolve("report.html"), "old");
        SignalRow first = usual.signals().get(0);
        ChartLines.Line tooShort = new ChartLines.Line("x", false, new double[3]);
        ChartLines lines = new ChartLines(first.symbol(), first.timeframe(), first.strategy(), List.of(tooShort));

        assertThatThrownBy(() -> HtmlReport.write(usual, List.of(lines), file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a line needs a value of each bar: line=x, values=3, bars=1170");
        assertThat(file).hasContent("old");
        try (Stream<Path> left = Files.list(place)) {
            assertThat(left).containsExactly(file);
        }
    }

    private static ReportFile written(BacktestResult result, String name) throws Exception {
        Path file = folder.resolve(name);
        HtmlReport.write(result, StrategyLines.of(result), file);
        return ReportFile.read(file);
    }

    private static boolean isOf(Object series, String symbol, String timeframe) {
        return object(series).get("symbol").equals(symbol)
                && object(series).get("timeframe").equals(timeframe);
    }

    private static List<Long> millisAndNanos(Map<String, Object> columns, String name) {
        double[] millis = column(columns.get(name));
        double[] nanos = column(columns.get(name + "Nanos"));
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < millis.length; i++) {
            times.add((long) millis[i] * 1_000_000 + (long) nanos[i]);
        }
        return times;
    }

    private static <R> void assertSame(
            Map<String, Object> columns, String name, List<R> rows, ToDoubleFunction<R> value) {
        assertThat(column(columns.get(name)))
                .as(name)
                .isEqualTo(rows.stream().mapToDouble(value).toArray());
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
