package io.heliograph.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import io.heliograph.client.HeliographClient;
import io.heliograph.codec.event.BarsFrom;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.file.FileFormat;
import io.heliograph.server.file.RowException;
import io.heliograph.server.file.TimeFormat;
import io.heliograph.server.text.TimeText;
import io.heliograph.testkit.ManualClock;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.EventCount;
import io.heliograph.v1.EventKind;
import io.heliograph.v1.Instrument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files into a real engine; each test has symbols of its own. */
final class FileFeedTest {
    private static final String TRADES = "symbol,time,price,size\n";
    private static final String QUOTES = "symbol,time,bid,bid_size,ask,ask_size\n";

    @TempDir
    private static Path data;

    private static RunningEngine engine;
    private static HeliographClient client;

    @TempDir
    private Path folder;

    private final Heard heard = new Heard();

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(data);
        client = HeliographClient.builder()
                .target("127.0.0.1:" + engine.engine().grpcPort())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        engine.close();
    }

    @Test
    void shouldKeepTheOrderOfOneSymbolWhoseRowsAlternateBetweenTwoFiles() throws Exception {
        StringBuilder even = new StringBuilder(TRADES);
        StringBuilder odd = new StringBuilder(TRADES);
        for (int i = 0; i < 400; i++) {
            (i % 2 == 0 ? even : odd).append(trade("ORD", i));
        }
        EngineStatus before = engine.status();

        FeedReport report = feed(FeedOptions.PLAIN, file("even.csv", even), file("odd.csv", odd));

        assertThat(report).isEqualTo(new FeedReport(400, 400, 0, 400, Map.of(), 0, 1, false));
        assertThat(instrument("ORD").getLate()).isZero();
        assertThat(last("ORD")).isEqualTo(time(399));
        assertThat(engine.status().getBars() - before.getBars())
                .as("400 seconds, the last of seven minutes closed by the watermark")
                .isGreaterThanOrEqualTo(7);
    }

    @Test
    void shouldBuildBarsFromTradesWhereAnyFileHoldsSomeAndNotWaitForQuotesBetweenThem() throws Exception {
        StringBuilder trades = new StringBuilder(TRADES);
        StringBuilder quotes = new StringBuilder(QUOTES);
        for (int i = 0; i < 20_000; i++) {
            quotes.append(quote("MIX", 2 * i));
            trades.append(trade("MIX", 2 * i + 1));
        }
        long startedAt = System.nanoTime();

        FeedReport report = feed(FeedOptions.PLAIN, file("mixq.csv", quotes), file("mixt.csv", trades));

        System.out.printf("alternating trades and quotes: %,.0f rows/s%n", 40_000e9 / (System.nanoTime() - startedAt));
        assertThat(report).isEqualTo(new FeedReport(40_000, 40_000, 0, 40_000, Map.of(), 0, 1, false));
        assertThat(instrument("MIX").getSettings().getBarsFrom()).isEqualTo(io.heliograph.v1.BarsFrom.BARS_FROM_TRADES);
        assertThat(instrument("MIX").getLate()).isZero();
    }

    @Test
    void shouldDeclareWhatIsAskedForAndTheBaseOfPublishedBars() throws Exception {
        FeedOptions bid = new FeedOptions(null, FileFormat.PLAIN, BarsFrom.BID, 0, 0, 0, true, false);

        feed(bid, file("bid.csv", QUOTES + quote("DBID", 0) + quote("DBID", 90)));
        feed(FeedOptions.PLAIN, file("mid.csv", QUOTES + quote("DMID", 0)));
        feed(
                FeedOptions.PLAIN,
                file(
                        "sec.csv",
                        "symbol,timeframe,open_time,open,high,low,close,volume\n"
                                + "DSEC,1s,2024-01-02T14:30:00Z,1,2,1,2,10\n"));

        assertThat(instrument("DBID").getSettings().getBarsFrom()).isEqualTo(io.heliograph.v1.BarsFrom.BARS_FROM_BID);
        assertThat(instrument("DMID").getSettings().getBarsFrom()).isEqualTo(io.heliograph.v1.BarsFrom.BARS_FROM_MID);
        assertThat(instrument("DSEC").getSettings().getBarsFrom()).isEqualTo(io.heliograph.v1.BarsFrom.BARS_FROM_BARS);
        assertThat(instrument("DSEC").getSettings().getBase()).isEqualTo("1s");
        assertThat(instrument("DSEC").getSettled()).isTrue();
    }

    @Test
    void shouldMergeTradesAndQuotesOfDifferentSymbolsAndCloseTheLastBarOfEach() throws Exception {
        Path trades = file("mt.csv", TRADES + trade("MTA", 0) + trade("MTB", 30) + trade("MTA", 90));
        Path quotes = file("mq.csv", QUOTES + quote("MQA", 10) + quote("MQA", 200));
        EngineStatus before = engine.status();

        FeedReport report = feed(FeedOptions.PLAIN, trades, quotes);

        assertThat(report.sent()).isEqualTo(5);
        assertThat(report.acknowledged()).isEqualTo(5);
        assertThat(report.watermarks()).isEqualTo(3);
        assertThat(watermark("MTA")).isEqualTo("2024-01-02T14:32:00Z");
        assertThat(watermark("MTB")).isEqualTo("2024-01-02T14:31:00Z");
        assertThat(watermark("MQA")).isEqualTo("2024-01-02T14:34:00Z");
        EngineStatus after = engine.status();
        assertThat(count(after, EventKind.EVENT_KIND_TRADE) - count(before, EventKind.EVENT_KIND_TRADE))
                .isEqualTo(3);
        assertThat(count(after, EventKind.EVENT_KIND_QUOTE) - count(before, EventKind.EVENT_KIND_QUOTE))
                .isEqualTo(2);
    }

    @Test
    void shouldAddNothingWhenRepeated() throws Exception {
        Path trades = file("rt.csv", TRADES + trade("RPA", 0) + trade("RPA", 61) + trade("RPA", 62));
        Path quotes = file("rq.csv", QUOTES + quote("RPB", 5));
        feed(FeedOptions.PLAIN, trades, quotes);
        EngineStatus before = engine.status();

        FeedReport again = feed(FeedOptions.PLAIN, trades, quotes);

        assertThat(again).isEqualTo(new FeedReport(4, 0, 4, 0, Map.of(), 0, 2, false));
        assertThat(engine.status().getEventSequence()).isEqualTo(before.getEventSequence());
        assertThat(engine.status().getContentDigest()).isEqualTo(before.getContentDigest());
    }

    @Test
    void shouldAddOnlyTheNewLinesOfAFileThatGrew() throws Exception {
        Path path = file("grow.csv", TRADES + trade("GRW", 0) + trade("GRW", 1));
        FeedReport first = feed(open(), path);
        Files.writeString(path, trade("GRW", 2) + trade("GRW", 3) + trade("GRW", 4), StandardOpenOption.APPEND);

        FeedReport second = feed(FeedOptions.PLAIN, path);

        assertThat(first).isEqualTo(new FeedReport(2, 2, 0, 2, Map.of(), 0, 0, false));
        assertThat(second).isEqualTo(new FeedReport(5, 3, 2, 3, Map.of(), 0, 1, false));
        assertThat(instrument("GRW").getLate()).isZero();
        assertThat(last("GRW")).isEqualTo(time(4));
    }

    @Test
    void shouldLeaveTheLastBarOpenWhereTheFileStillGrows() throws Exception {
        FeedReport report = feed(open(), file("open.csv", TRADES + trade("OPN", 0) + trade("OPN", 5)));

        assertThat(report.watermarks()).isZero();
        assertThat(watermark("OPN")).isEqualTo(time(5));
    }

    @Test
    void shouldSayThroughWhenTheDataAreComplete() throws Exception {
        String through = "2024-01-02T20:00:00Z";

        feed(through(through), file("through.csv", TRADES + trade("THR", 0)));
        feed(through("2024-01-02T14:00:00Z"), file("earlier.csv", TRADES + trade("THE", 0)));

        assertThat(watermark("THR")).isEqualTo(through);
        assertThat(watermark("THE"))
                .as("the last bar closes even where less is said to be complete")
                .isEqualTo("2024-01-02T14:31:00Z");
    }

    @Test
    void shouldNotSayThatTheFutureIsComplete() throws Exception {
        feed(through("2200-01-01T00:00:00Z"), file("future.csv", TRADES + trade("FUT", 0)));

        assertThat(TimeText.parse(watermark("FUT"))).isLessThanOrEqualTo(TimeText.parse(now()));
    }

    @Test
    void shouldCloseNoBarForARowThatTheEngineRefused() throws Exception {
        Path path = file(
                "ahead.csv",
                TRADES + trade("AHD", 0) + "AHD,2024-01-02T18:00:00Z,-1,10\n" + "AHD,2100-01-01T00:00:00Z,100,10\n");

        FeedReport report = feed(FeedOptions.PLAIN, path);

        assertThat(report.refused()).isEqualTo(Map.of("PRICE_INVALID", 1L, "TIME_OUT_OF_RANGE", 1L));
        assertThat(watermark("AHD")).isEqualTo("2024-01-02T14:31:00Z");
        assertThat(heard.refused)
                .anySatisfy(line -> assertThat(line).startsWith("ahead.csv:3 PRICE_INVALID"))
                .anySatisfy(line -> assertThat(line).startsWith("ahead.csv:4 TIME_OUT_OF_RANGE"));
    }

    @Test
    void shouldSendNoWatermarkForASymbolWhoseEveryRowWasRefused() throws Exception {
        FeedReport report = feed(
                FeedOptions.PLAIN, file("none.csv", TRADES + "NON E,2024-01-02T14:30:00Z,1,1\n" + trade("NON", 1)));

        assertThat(report.watermarks()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(Map.of("SYMBOL_INVALID", 1L));
    }

    @Test
    void shouldStopAtABadRowOfAnyFileWhenStrict() throws Exception {
        Path bad = file("sbad.csv", TRADES + trade("STB", 0) + "STB,never,1,1\n" + trade("STB", 4));
        Path good = file("sgood.csv", TRADES + trade("STG", 1) + trade("STG", 2) + trade("STG", 3));

        FeedReport report =
                feed(new FeedOptions(null, FileFormat.PLAIN, BarsFrom.AUTO, 0, 0, 0, true, true), bad, good);

        assertThat(report.wasStopped()).isTrue();
        assertThat(report.bad()).isEqualTo(1);
        assertThat(report.sent()).isEqualTo(1);
        assertThat(report.watermarks()).isZero();
        assertThat(heard.bad).hasSize(1);
        assertThat(heard.bad.get(0)).startsWith("sbad.csv:3: ");
        assertThat(client.market().instruments("STG")).isEmpty();
    }

    @Test
    void shouldTakeABarFileAndCloseNothingTwice() throws Exception {
        Path path = file(
                "bars.csv",
                "symbol,timeframe,open_time,open,high,low,close,volume\n"
                        + "BAR,1m,2024-01-02T14:30:00Z,1,2,1,2,10\n"
                        + "BAR,1m,2024-01-02T14:31:00Z,2,3,2,3,10\n");

        FeedReport report = feed(FeedOptions.PLAIN, path);

        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.sent()).isEqualTo(2);
        assertThat(report.acknowledged()).isEqualTo(2);
    }

    @Test
    void shouldPublishBarsOfTwoTimeframesOfOneFileByTheirEndsAndAddNothingWhenRepeated() throws Exception {
        StringBuilder text = new StringBuilder("Date,Interval,Open,High,Low,Close\n");
        for (int minute = 0; minute < 120; minute++) {
            String start = String.format("01/03/2024 %02d:%02d", 9 + minute / 60, minute % 60);
            text.append(minute % 60 == 0 ? start + ",60m,1,2,1,2\n" : "")
                    .append(start)
                    .append(",1m,1,2,1,2\n");
        }
        Path path = file("two.csv", text);
        FileFormat format = new FileFormat(
                "TWO",
                null,
                Map.of("time", "Date", "timeframe", "Interval"),
                List.of(),
                TimeFormat.parse("MM/dd/yyyy HH:mm"),
                ZoneId.of("America/New_York"),
                true);
        FeedOptions options = new FeedOptions(null, format, BarsFrom.AUTO, 0, 0, 0, true, false);

        FeedReport report = feed(options, path);
        FeedReport again = feed(options, path);

        assertThat(heard.refused).isEmpty();
        assertThat(report.sent()).isEqualTo(122);
        assertThat(again.repeated()).isEqualTo(122);
        assertThat(again.sent()).isZero();
        assertThat(watermark("TWO")).isEqualTo("2024-01-03T16:00:00Z");
    }

    @Test
    void shouldRefuseTwoFilesThatWouldBeOneSource() throws Exception {
        Path path = file("twin.csv", TRADES + trade("TWN", 0) + trade("TWN", 1));
        Path other = Files.createDirectory(folder.resolve("other")).resolve("twin.csv");
        Files.copy(path, other);

        RowException refused = catchThrowableOfType(RowException.class, () -> feed(FeedOptions.PLAIN, path, other));

        assertThat(refused).hasMessageContaining("twin.csv").hasMessageContaining("source=file:twin.csv:");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldNotPaceWhatTheEngineHasAlready() throws Exception {
        Path path = file("paced.csv", TRADES + trade("PAC", 0) + trade("PAC", 3_600) + trade("PAC", 7_200));
        feed(open(), path);
        ManualClock standing = new ManualClock(0);

        FeedReport again = new FileFeed(
                        client,
                        new FeedOptions(null, FileFormat.PLAIN, BarsFrom.AUTO, 0, 1, 0, false, false),
                        heard,
                        standing)
                .run(List.of(path.toString()));

        assertThat(again.repeated()).isEqualTo(3);
    }

    private FeedReport feed(FeedOptions options, Path... paths) throws Exception {
        List<String> names = new ArrayList<>();
        for (Path path : paths) {
            names.add(path.toString());
        }
        return new FileFeed(client, options, heard, System::nanoTime).run(names);
    }

    private static FeedOptions open() {
        return new FeedOptions(null, FileFormat.PLAIN, BarsFrom.AUTO, 0, 0, 0, false, false);
    }

    private static FeedOptions through(String time) {
        return new FeedOptions(null, FileFormat.PLAIN, BarsFrom.AUTO, 0, 0, TimeText.parse(time), true, false);
    }

    private Path file(String name, CharSequence text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String trade(String symbol, int second) {
        return symbol + "," + time(second) + "," + (100 + second % 7) + ",10\n";
    }

    private static String quote(String symbol, int second) {
        return symbol + "," + time(second) + ",99,5,101,5\n";
    }

    /** So many seconds after 2024-01-02T14:30Z. */
    private static String time(int second) {
        return TimeText.of((1_704_205_800L + second) * 1_000_000_000L);
    }

    private static String now() {
        return Instant.now().toString();
    }

    private static Instrument instrument(String symbol) {
        return client.market().instruments(symbol).iterator().next();
    }

    private static String watermark(String symbol) {
        return text(instrument(symbol).getWatermarkTime());
    }

    private static String last(String symbol) {
        return text(instrument(symbol).getLastEventTime());
    }

    private static String text(Timestamp time) {
        return TimeText.of(time.getSeconds() * 1_000_000_000L + time.getNanos());
    }

    private static long count(EngineStatus status, EventKind kind) {
        return status.getEventsList().stream()
                .filter(count -> count.getKind() == kind)
                .mapToLong(EventCount::getCount)
                .sum();
    }

    /** Keeps what it hears; refusals come on a thread of the client. */
    private static final class Heard implements FeedListener {
        private final List<String> bad = new ArrayList<>();
        private final List<String> refused = new CopyOnWriteArrayList<>();

        @Override
        public void onUnknownColumn(String file, String column) {
            throw new AssertionError("no file here has such a column: " + file + " " + column);
        }

        @Override
        public void onBadRow(String problem) {
            bad.add(problem);
        }

        @Override
        public void onRefused(String file, long line, String reason, String message) {
            refused.add(file + ":" + line + " " + reason);
        }

        @Override
        public void onProgress(long rows, double share) {
            assertThat(rows).isPositive();
        }
    }
}
