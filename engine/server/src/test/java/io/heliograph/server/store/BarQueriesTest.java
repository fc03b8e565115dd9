package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import io.heliograph.server.query.BarLister;
import io.heliograph.server.query.BarListing;
import io.heliograph.server.query.BarSource;
import io.heliograph.server.query.PagePosition;
import io.heliograph.server.query.PageTokens;
import io.heliograph.server.query.TokenSealer;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Bar;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.ListBarsRequest;
import io.heliograph.v1.ListBarsResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Lists of bars out of a real database, against the columns that were written down when the records were made. */
final class BarQueriesTest {
    private static final long SEED = 815;
    private static final int OUTPUTS = 6_000;
    private static final int LATER = 500;
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private static Path directory;

    private static ListOutputs outputs;
    private static DatabaseAddress address;
    private static Store store;
    private static BarLister lister;
    private static long durable;

    @BeforeAll
    static void fill() throws IOException {
        address = TestDatabase.create();
        outputs = new ListOutputs();
        RandomOutputs random = new RandomOutputs(SEED);
        outputs.add(random.take(OUTPUTS));
        durable = OUTPUTS;
        JournalEnd journal = new JournalEnd(StoreBench.JOURNAL, ListOutputs.EPOCH, Long.MAX_VALUE, Long.MAX_VALUE);
        store = new Store(
                Database.outside(address),
                outputs,
                journal,
                () -> outputs.at(durable).cause(),
                () -> durable,
                StoreLimits.DEFAULT);
        work();
        TestDatabase.execute(address, "ANALYZE");
        lister = new BarLister(store.bars(), new PageTokens(TokenSealer.at(directory.resolve("token.key"))));
        outputs.add(random.take(LATER));
    }

    @AfterAll
    static void close() throws Exception {
        store.agent().onClose();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "start_time asc", "start_time desc"})
    void shouldListEveryBarOnceInItsOrderWhateverThePageSize(String order) {
        List<Bar> whole = pages(request().setOrderBy(order).setPageSize(10_000), 1);
        List<Bar> paged = pages(request().setOrderBy(order).setPageSize(37), 2);

        Comparator<Bar> byStart =
                Comparator.comparing((Bar bar) -> ns(bar.getStartTime())).thenComparing(Bar::getSequence);
        assertThat(whole).hasSizeGreaterThan(100).isEqualTo(paged);
        assertThat(whole).isSortedAccordingTo(order.endsWith("desc") ? byStart.reversed() : byStart);
        assertThat(whole).extracting(Bar::getSequence).containsExactlyInAnyOrderElementsOf(expected("BAC"));
    }

    @Test
    void shouldSayWhatTheRecordsSay() {
        for (Bar bar : pages(request().setPageSize(1_000), 1)) {
            Map<String, Object> columns = outputs.at(bar.getSequence()).columns();

            assertThat(bar.getSymbol()).isEqualTo("BAC");
            assertThat(bar.getTimeframe()).isEqualTo("1m");
            assertThat(bar.getCause()).isEqualTo(columns.get("cause"));
            assertThat(ns(bar.getStartTime())).isEqualTo(columns.get("bar_start_ns"));
            assertThat(ns(bar.getEndTime())).isEqualTo(columns.get("bar_end_ns"));
            assertThat(bar.getOrdinal()).isEqualTo(columns.get("ordinal"));
            assertThat(bar.getOpen()).isEqualTo(columns.get("open_price"));
            assertThat(bar.getHigh()).isEqualTo(columns.get("high_price"));
            assertThat(bar.getLow()).isEqualTo(columns.get("low_price"));
            assertThat(bar.getClose()).isEqualTo(columns.get("close_price"));
            assertThat(bar.getVolume()).isEqualTo(columns.get("volume"));
            assertThat(bar.hasWap() ? bar.getWap() : null).isEqualTo(columns.get("wap"));
            assertThat(bar.hasTrades() ? bar.getTrades() : -1L).isEqualTo(columns.get("trades"));
            assertThat(bar.getOrigin().name()).isEqualTo("BAR_ORIGIN_" + columns.get("origin"));
            assertThat((bar.getFirst() ? 1 : 0) + (bar.getFilled() ? 2 : 0))
                    .isEqualTo(((Number) columns.get("flags")).intValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start_time", "start_time desc"})
    void shouldTakeTheStartAndLeaveTheEndOfARange(String order) {
        List<Bar> whole = pages(request().setPageSize(10_000), 1);
        Timestamp from = whole.get(20).getStartTime();
        Timestamp to = whole.get(70).getStartTime();

        List<Bar> between = pages(
                request().setFromTime(from).setToTime(to).setOrderBy(order).setPageSize(7), 2);

        List<Bar> wanted = new ArrayList<>(whole.stream()
                .filter(bar -> ns(bar.getStartTime()) >= ns(from) && ns(bar.getStartTime()) < ns(to))
                .toList());
        if (order.endsWith("desc")) {
            Collections.reverse(wanted);
        }
        assertThat(between).isEqualTo(wanted).isNotEmpty();
    }

    @Test
    void shouldKeepPagesTogetherWhileMoreIsStored() throws IOException {
        ListBarsResponse first = list(request().setPageSize(10).setOrderBy("start_time desc"));
        durable = OUTPUTS + LATER;
        work();

        ListBarsResponse second = list(
                request().setPageSize(10_000).setOrderBy("start_time desc").setPageToken(first.getNextPageToken()));
        ListBarsResponse anew = list(request().setPageSize(10_000).setMinSequence(durable));
        durable = OUTPUTS;

        assertThat(second.getAsOf()).isEqualTo(first.getAsOf()).isLessThan(anew.getAsOf());
        assertThat(second.getBarsList())
                .allSatisfy(bar -> assertThat(bar.getSequence()).isLessThanOrEqualTo(first.getAsOf()));
        assertThat(second.getBarsCount() + 10).isLessThan(anew.getBarsCount());
    }

    @Test
    void shouldGiveOnlyTheFieldsThatTheMaskNames() {
        ListBarsResponse response = list(request()
                .setPageSize(3)
                .setReadMask(FieldMask.newBuilder().addPaths("close").addPaths("start_time.seconds")));

        for (Bar bar : response.getBarsList()) {
            assertThat(bar)
                    .isEqualTo(Bar.newBuilder()
                            .setClose(bar.getClose())
                            .setStartTime(Timestamp.newBuilder()
                                    .setSeconds(bar.getStartTime().getSeconds()))
                            .build());
            assertThat(bar.getStartTime().getSeconds()).isPositive();
        }
        assertThat(response.getNextPageToken()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, bars_by_series", "true, bars_by_series"})
    void shouldReadAlongItsIndexWithoutSorting(boolean descending, String index) {
        Jdbi jdbi = jdbi();
        for (Optional<PagePosition> after : List.of(
                Optional.<PagePosition>empty(),
                Optional.of(new PagePosition(
                        OUTPUTS,
                        TestDatabase.number(address, "SELECT max(bar_start_ns) FROM heliograph.bars") - 1,
                        9)))) {
            BarStatement list =
                    new BarStatement(new BarListing("BAC", "1m", 0, Long.MAX_VALUE, descending, 100, after), OUTPUTS);
            List<String> plan = jdbi.withHandle(handle -> list.bind(handle.createQuery("EXPLAIN " + list.text()))
                    .map((row, context) -> row.getString(1))
                    .list());

            assertThat(String.join("\n", plan)).contains(index).doesNotContain("Sort", "Seq Scan");
        }
    }

    @Test
    void shouldRefuseWhatCannotBeAnsweredAndSayWhy() {
        String token = list(request().setPageSize(2)).getNextPageToken();

        assertThat(refused(request().setPageSize(-1)).reason()).isEqualTo(ErrorReason.ERROR_REASON_PAGE_SIZE_INVALID);
        assertThat(refused(request().setPageSize(-1)).getMessage()).contains("expected 0 to 10000", "page_size=-1");
        assertThat(refused(request().setPageToken("x")).reason())
                .isEqualTo(ErrorReason.ERROR_REASON_PAGE_TOKEN_INVALID);
        assertThat(refused(request().setPageToken(token).setSymbol("SPY")).reason())
                .isEqualTo(ErrorReason.ERROR_REASON_PAGE_TOKEN_INVALID);
        assertThat(refused(request().setOrderBy("close")).reason())
                .isEqualTo(ErrorReason.ERROR_REASON_ORDER_BY_INVALID);
        assertThat(refused(request().setReadMask(FieldMask.newBuilder().addPaths("closes")))
                        .metadata())
                .containsEntry("path", "closes");
        assertThat(refused(request().setMinSequence(-1)).reason()).isEqualTo(ErrorReason.ERROR_REASON_REQUEST_INVALID);
        assertThat(refused(request().setMinSequence(Long.MAX_VALUE)).reason())
                .isEqualTo(ErrorReason.ERROR_REASON_STORE_BEHIND);
        Rejection all = refused(ListBarsRequest.newBuilder()
                .setTimeframe("fortnight")
                .setFromTime(Timestamp.newBuilder().setSeconds(-1)));
        assertThat(all.violations())
                .extracting(Rejection.Violation::field)
                .containsExactly("symbol", "timeframe", "from_time");
        BarLister without = new BarLister(BarSource.disabled(), null);
        assertThat(catchThrowableOfType(
                                Rejection.class, () -> without.list(request().build(), 0))
                        .reason())
                .isEqualTo(ErrorReason.ERROR_REASON_STORE_DISABLED);
    }

    private static ListBarsRequest.Builder request() {
        return ListBarsRequest.newBuilder().setSymbol("BAC").setTimeframe("60s");
    }

    private static ListBarsResponse list(ListBarsRequest.Builder request) {
        return lister.list(request.build(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20));
    }

    private static Rejection refused(ListBarsRequest.Builder request) {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> list(request));
        assertThat(refusal).as("%s", request).isNotNull();
        return refusal;
    }

    private static List<Bar> pages(ListBarsRequest.Builder request, int atLeast) {
        List<Bar> bars = new ArrayList<>();
        int pages = 0;
        ListBarsResponse page;
        do {
            page = list(request);
            bars.addAll(page.getBarsList());
            request.setPageToken(page.getNextPageToken());
            pages++;
        } while (!page.getNextPageToken().isEmpty());
        assertThat(pages).isGreaterThanOrEqualTo(atLeast);
        return bars.stream().filter(bar -> bar.getSequence() <= OUTPUTS).toList();
    }

    private static List<Long> expected(String symbol) {
        List<Long> sequences = new ArrayList<>();
        for (long sequence = 1; sequence <= OUTPUTS; sequence++) {
            Output output = outputs.at(sequence);
            if (output.table().equals("bars") && output.columns().get("symbol").equals(symbol)) {
                sequences.add(sequence);
            }
        }
        return sequences;
    }

    private static void work() {
        for (int i = 0; i < 1_000 && store.progress().storedOutput() < durable; i++) {
            try {
                store.agent().doWork();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        assertThat(store.progress().storedOutput()).isGreaterThanOrEqualTo(durable);
    }

    private static Jdbi jdbi() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        source.setUser(address.user());
        source.setPassword(address.password());
        return Connections.jdbi(source);
    }

    private static long ns(Timestamp time) {
        return time.getSeconds() * SECOND + time.getNanos();
    }
}
