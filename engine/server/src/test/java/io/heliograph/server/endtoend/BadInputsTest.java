package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.client.MarketEvents;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.RefusedEvent;
import io.heliograph.v1.StrategyProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an ordinary user does wrong with files, questions and strategies, and the clear answer to each. */
final class BadInputsTest {
    private static final String TRADES = "symbol,time,price,size\n";

    @TempDir
    private static Path data;

    private static RunningEngine engine;
    private static String target;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(data);
        target = "127.0.0.1:" + engine.engine().grpcPort();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void shouldNameFileAndLineOfEveryMalformedRowAndTakeTheRest() throws IOException {
        Shell.Answer answer = ingest(file("rows.csv", TRADES + """
                SPY,2024-01-02T14:30:00Z,100,10
                SPY,2024-01-02T14:30:01Z,NaN,10
                SPY,2024-01-02T14:30:02Z,1x,10
                SPY,2024-01-02T14:30:03Z,100
                SPY,2024-01-02T14:30:04Z,100,10,3
                SPY,yesterday,100,10
                SPY,2024-02-30T14:30:05Z,100,10
                SPY,2024-01-02T14:30:06Z,,10
                ,2024-01-02T14:30:07Z,100,10
                SPY,2024-01-02T14:30:08Z,Infinity,10
                SPY,2024-01-02T14:30:08Z,1e400,10
                SPY,2024-01-02T14:30:09Z,101,10
                """));

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err())
                .containsExactly(
                        "bad row: rows.csv:3: expected a number: price=NaN",
                        "bad row: rows.csv:4: expected a number: price=1x",
                        "bad row: rows.csv:5: expected 4 cells as in the header: cells=3",
                        "bad row: rows.csv:6: expected 4 cells as in the header: cells=5",
                        "bad row: rows.csv:7: expected a time in UTC such as 2013-10-07T08:00:00.464Z: time=yesterday",
                        "bad row: rows.csv:8: expected a day that the calendar has: time=2024-02-30T14:30:05Z",
                        "bad row: rows.csv:9: expected a number: price=(empty)",
                        "bad row: rows.csv:10: expected a value: symbol=(empty)",
                        "bad row: rows.csv:11: expected a number: price=Infinity",
                        "bad row: rows.csv:12: expected a number: price=1e400");
        assertThat(answer.out().get(0)).startsWith("rows=2 sent=2 acknowledged=2 repeated=0 bad=10 watermarks=1 ");
    }

    @Test
    void shouldNameFileAndLineOfEveryRowThatTheEngineRefuses() throws IOException {
        Shell.Answer answer = ingest(file("refused.csv", TRADES + """
                QQQ,2024-01-02T14:30:00Z,100,10
                QQQ,2024-01-02T14:30:01Z,-1,10
                QQQ,2024-01-02T14:30:02Z,0,10
                QQQ,2024-01-02T14:30:04Z,100,-5
                Q QQ,2024-01-02T14:30:05Z,100,10
                QQQ,2100-01-02T14:30:06Z,100,10
                """));

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err())
                .containsExactly(
                        "refused: refused.csv:3: PRICE_INVALID expected a finite number above 0, found price=-1.0",
                        "refused: refused.csv:4: PRICE_INVALID expected a finite number above 0, found price=0.0",
                        "refused: refused.csv:5: SIZE_INVALID expected a finite number of 0 or more, found size=-5.0",
                        "refused: refused.csv:6: SYMBOL_INVALID expected 1 to 32 printable ASCII characters without"
                                + " space, comma, quotes and * ? ! @, found length=4",
                        answer.err().get(4));
        assertThat(answer.err().get(4)).startsWith("refused: refused.csv:7: TIME_OUT_OF_RANGE ");
        assertThat(answer.out().get(0))
                .startsWith("rows=6 sent=6 acknowledged=6 repeated=0 bad=0 refused.PRICE_INVALID=2"
                        + " refused.SIZE_INVALID=1 refused.SYMBOL_INVALID=1 refused.TIME_OUT_OF_RANGE=1 watermarks=1 ");
    }

    @Test
    void shouldStopAtTheFirstBadRowWhenStrict() throws IOException {
        Shell.Answer answer = ingest(file("strict.csv", TRADES + """
                IWM,2024-01-02T14:30:00Z,100,10
                IWM,2024-01-02T14:30:01Z,oops,10
                IWM,2024-01-02T14:30:02Z,100,10
                """), "--strict");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINDING.value());
        assertThat(answer.err()).containsExactly("bad row: strict.csv:3: expected a number: price=oops");
        assertThat(answer.out().get(0)).contains("sent=1 acknowledged=1 repeated=0 bad=1 watermarks=0 ");
    }

    @Test
    void shouldCloseNoBarBehindARefusedRowWhenStrict() throws IOException {
        Shell.Answer answer = ingest(file("strict_refused.csv", TRADES + """
                IWN,2024-01-02T14:30:00Z,100,10
                IWN,2024-01-02T14:30:01Z,-3,10
                """), "--strict");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINDING.value());
        assertThat(answer.said()).startsWith("refused: strict_refused.csv:3: PRICE_INVALID ");
        assertThat(answer.out().get(0)).contains("refused.PRICE_INVALID=1 watermarks=0 ");
    }

    @Test
    void shouldNameAnUnknownColumnOnceAndTakeTheRows() throws IOException {
        Shell.Answer answer = ingest(file("venue.csv", """
                symbol,time,price,size,venue
                DIA,2024-01-02T14:30:00Z,100,10,X
                DIA,2024-01-02T14:30:01Z,100,10,Y
                """));

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err()).containsExactly("warning: venue.csv: column without a meaning here: column=venue");
        assertThat(answer.out().get(0)).startsWith("rows=2 sent=2 acknowledged=2 ");
    }

    @Test
    void shouldRefuseFilesThatCannotBeRead() throws IOException {
        assertUsage(ingest(file("nosymbol.csv", "time,price,size\n")), "nosymbol.csv:1:", "missing=symbol", "--symbol");
        assertUsage(ingest(file("odd.csv", "a,b\n1,2\n")), "odd.csv:1:", "header=a,b");
        assertUsage(ingest(file("empty.csv", "")), "empty.csv:1:", "an empty file");
        assertUsage(ingest(folder.resolve("absent.csv").toString()), "absent.csv");
        assertUsage(ingest(folder.toString()), folder.getFileName().toString(), "directory");
    }

    @Test
    void shouldNameAPackedFileThatIsCutOff() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((TRADES + "XLE,2024-01-02T14:30:00Z,100,10\n".repeat(1000)).getBytes(StandardCharsets.US_ASCII));
        }
        Path cut = folder.resolve("cut.csv.gz");
        Files.write(cut, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        assertUsage(ingest(cut.toString()), "cut.csv.gz");
    }

    @Test
    void shouldRefuseAFileThatNoLongerHoldsWhatWasTaken() throws IOException {
        String first = TRADES + "GLD,2024-01-02T14:30:00Z,100,10\n";
        String path = file("changed.csv", first + "GLD,2024-01-02T14:30:01Z,100,10\n");
        assertThat(ingest(path).exitCode()).isZero();

        file("changed.csv", first + "GLD,2024-01-02T14:30:01Z,100.5,10\n");
        assertUsage(ingest(path), "SOURCE_CHANGED", "changed.csv", "line=3", "price: 100.0", "price: 100.5");
        file("changed.csv", first);
        assertUsage(ingest(path), "SOURCE_CHANGED", "changed.csv", "line=3", "ends at line 2");
    }

    @Test
    void shouldRefuseNotANumberOverTheWireAndTakeItsNeighbours() {
        List<RefusedEvent> refused;
        try (HeliographClient client = HeliographClient.builder().target(target).build()) {
            refused = client.publishBatch(BatchPublishMarketDataRequest.newBuilder()
                            .setSourceId("nan")
                            .setNumbering(Numbering.NUMBERING_DENSE)
                            .addEvents(MarketEvents.numbered(
                                    1, MarketEvents.trade("XLK", 1_704_205_800_000_000_000L, 1, 1)))
                            .addEvents(MarketEvents.numbered(
                                    2, MarketEvents.trade("XLK", 1_704_205_801_000_000_000L, Double.NaN, 1)))
                            .addEvents(MarketEvents.numbered(
                                    3, MarketEvents.trade("XLK", 1_704_205_802_000_000_000L, 2, 1)))
                            .build())
                    .getAck()
                    .getRefusedList();
        }

        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).getSourceSequence()).isEqualTo(2);
        assertThat(refused.get(0).getReason()).isEqualTo(RefusalReason.REFUSAL_REASON_PRICE_INVALID);
        assertThat(refused.get(0).getMessage()).contains("price=NaN");
    }

    @Test
    void shouldRefusePagesThatCannotBe() {
        assertUsage(query("--page-size", "-1"), "PAGE_SIZE_INVALID", "expected 0 to 1000: page_size=-1");
        assertUsage(query("--page-token", "nonsense"), "PAGE_TOKEN_INVALID", "expected a next_page_token");
        try (HeliographClient client = HeliographClient.builder().target(target).build()) {
            HeliographException size = catchThrowableOfType(
                    HeliographException.class,
                    () -> client.signals()
                            .list(ListSignalsRequest.newBuilder()
                                    .setPageSize(-1)
                                    .build()));
            HeliographException token = catchThrowableOfType(
                    HeliographException.class,
                    () -> client.signals()
                            .list(ListSignalsRequest.newBuilder()
                                    .setPageToken("nonsense")
                                    .build()));

            assertThat(size.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(size.is(ErrorReason.ERROR_REASON_PAGE_SIZE_INVALID)).isTrue();
            assertThat(size.violations().get(0).getField()).isEqualTo("page_size");
            assertThat(token.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(token.is(ErrorReason.ERROR_REASON_PAGE_TOKEN_INVALID)).isTrue();
        }
    }

    @Test
    void shouldRefuseQuestionsThatCannotBeRead() throws IOException {
        assertUsage(query("--filter", "strategy ="), "FILTER_INVALID", "column=11");
        assertUsage(query("--filter", "colour = \"red\""), "FILTER_INVALID", "found \"colour\"");
        assertUsage(query("ABC"), "signal_id", "length=3");
        assertUsage(query("123456"), "SIGNAL_NOT_FOUND", "signal=123456");
        assertUsage(tail("--from", "noon"), "--from", "found noon");
        assertUsage(tail("--from", "999999"), "SEQUENCE_IN_FUTURE", "sequence=999999");
        assertUsage(tail("--resume", file("resume", "garbage\n")), "RESUME_TOKEN_INVALID");
    }

    @Test
    void shouldNotKnowAStrategyThatIsNotThere() {
        assertUsage(Shell.run("strategy", "check", "momentun"), "momentum", "file=momentun");
        try (HeliographClient client = HeliographClient.builder().target(target).build()) {
            HeliographException unknown = catchThrowableOfType(
                    HeliographException.class, () -> client.strategies().get("momentun"));

            assertThat(unknown.code()).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(unknown.is(ErrorReason.ERROR_REASON_STRATEGY_NOT_FOUND)).isTrue();
            assertThat(unknown).hasMessageContaining("momentun");
        }
    }

    @Test
    void shouldPointAtTheSyntaxErrorsOfAStrategy() throws IOException {
        String text = """
                id = bad
                timeframe = 1m
                buy = "rsi(14) <"
                sell = "emma(3) > 5"
                """;
        Shell.Answer checked = Shell.run("strategy", "check", file("bad.conf", text));
        HeliographException refused;
        try (HeliographClient client = HeliographClient.builder().target(target).build()) {
            refused = catchThrowableOfType(
                    HeliographException.class, () -> client.strategies().apply(text, Map.of()));
        }

        assertThat(checked.exitCode()).isEqualTo(ExitCode.FINDING.value());
        assertThat(String.join("\n", checked.out()))
                .contains("bad.conf: buy:3:10: expected a number, a name or '('", "\n  rsi(14) <\n           ^\n")
                .contains("bad.conf: sell:4:1: no such function: 'emma'", "\n  emma(3) > 5\n  ^\n")
                .contains("2 problems");
        assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused.problems()).extracting(StrategyProblem::getKey).containsExactly("buy", "sell");
        assertThat(refused.problems()).extracting(StrategyProblem::getLine).containsExactly(3, 4);
        assertThat(refused.problems()).extracting(StrategyProblem::getColumn).containsExactly(10, 1);
        assertThat(refused.problems().get(0).getCaret()).isEqualTo("  rsi(14) <\n           ^");
    }

    @Test
    void shouldSayInOneLineThatNoEngineIsThere() throws IOException {
        String file = file("there.csv", TRADES + "SPY,2024-01-02T14:30:00Z,100,10\n");
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + free.getLocalPort();
        }
        for (Shell.Answer answer : List.of(
                Shell.run("ingest", "--target", nobody, file),
                Shell.run("query", "--target", nobody),
                Shell.run("tail", "--target", nobody))) {
            assertThat(answer.exitCode()).as(answer.said()).isEqualTo(ExitCode.UNREACHABLE.value());
            assertThat(answer.err()).hasSize(1);
            assertThat(answer.said()).contains("target=" + nobody, "heliograph serve");
        }
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Shell.Answer ingest(String file, String... more) {
        return command("ingest", more, file);
    }

    private static Shell.Answer query(String... more) {
        return command("query", more);
    }

    private static Shell.Answer tail(String... more) {
        return command("tail", more);
    }

    private static Shell.Answer command(String name, String[] options, String... operands) {
        List<String> arguments = new ArrayList<>(List.of(name, "--target", target));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(operands));
        return Shell.run(arguments.toArray(String[]::new));
    }

    private static void assertUsage(Shell.Answer answer, String... said) {
        assertThat(answer.exitCode()).as(answer.said()).isEqualTo(ExitCode.USAGE.value());
        assertThat(answer.said()).contains(said).doesNotContain("Exception", "\tat ");
    }
}
