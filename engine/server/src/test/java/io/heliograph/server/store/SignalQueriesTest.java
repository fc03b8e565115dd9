package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.server.query.Filter;
import io.heliograph.server.query.PageTokens;
import io.heliograph.server.query.SignalFields;
import io.heliograph.server.query.SignalLister;
import io.heliograph.server.query.SignalSource;
import io.heliograph.server.query.TokenSealer;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.ListSignalsResponse;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalStatus;
import io.heliograph.v1.SignalView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalQueriesTest {
    private static final long SEED = 4711;

    @TempDir
    Path directory;

    private final DatabaseAddress address = TestDatabase.create();
    private final RandomOutputs random = new RandomOutputs(SEED);
    private final ListOutputs outputs = new ListOutputs();

    private Store store;
    private SignalLister lister;
    private long durable;

    @BeforeEach
    void open() throws IOException {
        JournalEnd journal = new JournalEnd(StoreBench.JOURNAL, ListOutputs.EPOCH, Long.MAX_VALUE, Long.MAX_VALUE);
        store = new Store(
                Database.outside(address),
                outputs,
                journal,
                () -> durable == 0 ? 0 : outputs.at(durable).cause(),
                () -> durable,
                StoreBench.LIMITS);
        lister = new SignalLister(store.queries(), new PageTokens(TokenSealer.at(directory.resolve("token.key"))));
    }

    @AfterEach
    void close() throws Exception {
        store.agent().onClose();
        store.close();
    }

    private void store(int count) {
        outputs.add(random.take(count));
        durable = outputs.head();
        work();
    }

    private void work() {
        for (int i = 0; i < 100 && store.progress().storedOutput() < durable; i++) {
            try {
                store.agent().doWork();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        assertThat(store.progress().storedOutput()).isEqualTo(durable);
    }

    private ListSignalsResponse list(ListSignalsRequest.Builder request) {
        return lister.list(request.build(), System.nanoTime());
    }

    private List<Signal> all(String filter) {
        List<Signal> all = new ArrayList<>();
        ListSignalsRequest.Builder request = ListSignalsRequest.newBuilder()
                .setFilter(filter)
                .setOrderBy("sequence")
                .setPageSize(1000)
                .setView(SignalView.SIGNAL_VIEW_FULL);
        ListSignalsResponse page;
        do {
            page = list(request);
            all.addAll(page.getSignalsList());
            request.setPageToken(page.getNextPageToken());
        } while (!page.getNextPageToken().isEmpty());
        return all;
    }

    @Test
    void shouldListWhatTheRecordsSay() {
        store(600);

        List<Signal> signals = all("");

        Map<Long, Map<String, Object>> expected = signalColumns();
        assertThat(signals).hasSameSizeAs(expected.keySet());
        for (Signal signal : signals) {
            Map<String, Object> columns = expected.get(signal.getSequence());
            assertThat(signal.getSymbol()).isEqualTo(columns.get("symbol"));
            assertThat(signal.getSignalId()).isEqualTo(columns.get("signal_id"));
            assertThat(signal.getTimeframe()).isEqualTo(columns.get("timeframe"));
            assertThat(signal.getSide().name()).isEqualTo("SIDE_" + columns.get("side"));
            assertThat(signal.getReason().name()).isEqualTo("SIGNAL_REASON_" + columns.get("reason"));
            assertThat(signal.getEpoch()).isEqualTo(ListOutputs.EPOCH);
            assertThat(signal.hasConfidence()).isEqualTo(columns.get("confidence") != null);
            assertThat(signal.hasStop()).isEqualTo(columns.get("stop") != null);
            assertThat(Double.doubleToRawLongBits(signal.getReferencePrice()))
                    .isEqualTo(Double.doubleToRawLongBits((double) columns.get("reference_price")));
            assertThat(signal.getBarEndTime().getSeconds() * 1_000_000_000L
                            + signal.getBarEndTime().getNanos())
                    .isEqualTo(columns.get("bar_end_ns"));
            assertThat(signal.getValuesCount()).isEqualTo(((List<?>) columns.get("value_names")).size());
            assertThat(status(signal)).isEqualTo(columns.get("status"));
            assertThat(store.queries().bySequence(signal.getSequence())).contains(signal);
            assertThat(store.queries().byId(signal.getSignalId())).contains(signal);
        }
        assertThat(store.queries().bySequence(-1)).isEmpty();
        assertThat(store.queries().byId("' OR 1=1 --\0")).isEmpty();
    }

    /** The columns of each signal with its sequence and status, worked out the slow way. */
    private Map<Long, Map<String, Object>> signalColumns() {
        Map<Long, Map<String, Object>> signals = new TreeMap<>();
        for (long sequence = 1; sequence <= outputs.head(); sequence++) {
            Output output = outputs.at(sequence);
            if (output.table().equals("signals")) {
                Map<String, Object> columns = new HashMap<>(output.columns());
                columns.put("sequence", sequence);
                boolean ends = !columns.get("side").equals("HOLD")
                        && !columns.get("reason").equals("UNCHANGED");
                columns.put("status", ends ? "OPEN" : "");
                signals.put(sequence, columns);
            } else if ("ENDED".equals(output.columns().get("kind"))) {
                Map<String, Object> ended = signals.get((long) output.columns().get("signal_sequence"));
                if (ended != null) {
                    ended.put("status", output.columns().get("reason"));
                }
            }
        }
        return signals;
    }

    private static String status(Signal signal) {
        return signal.getStatus() == SignalStatus.SIGNAL_STATUS_UNSPECIFIED
                ? ""
                : signal.getStatus().name().replace("SIGNAL_STATUS_", "");
    }

    @Test
    void shouldAgreeWithMemoryAndWithANaiveTwinOnRandomFilters() {
        store(1_500);
        List<Signal> signals = all("");
        Map<Long, Map<String, Object>> columns = signalColumns();
        RandomFilter filters = new RandomFilter(new SplittableRandom(SEED));
        SignalFields fields = new SignalFields();
        int some = 0;
        for (int i = 0; i < 200; i++) {
            RandomFilter.Case one = filters.next();
            Filter filter = Filter.parse(one.text());

            List<Long> bySql = all(one.text()).stream().map(Signal::getSequence).toList();

            List<Long> inMemory = signals.stream()
                    .filter(signal -> filter.matches(fields.of(signal)))
                    .map(Signal::getSequence)
                    .toList();
            List<Long> naive = columns.entrySet().stream()
                    .filter(entry -> one.naive().test(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(bySql).as("seed=%d filter=%s", SEED, one.text()).isEqualTo(naive);
            assertThat(inMemory).as("seed=%d filter=%s", SEED, one.text()).isEqualTo(naive);
            some += bySql.isEmpty() || bySql.size() == signals.size() ? 0 : 1;
        }
        assertThat(some).as("filters that choose").isGreaterThan(100);
    }

    @Test
    void shouldGiveEachSignalOnceInOrderWhileOthersAreStored() {
        store(300);
        for (String key : List.of("sequence", "bar_end_time", "event_time", "confidence")) {
            for (String order : List.of(key, key + " desc")) {
                long asOf = durable;
                List<Signal> expected = new ArrayList<>(all("NOT side = SELL"));
                expected.sort(comparator(order));

                List<Signal> found = pagesWhileOthersAreStored(order, asOf);

                assertThat(found).as(order).isEqualTo(expected);
            }
        }
        assertThat(list(ListSignalsRequest.newBuilder()).getAsOf()).isEqualTo(300 + 8 * 3 * 20);
    }

    private List<Signal> pagesWhileOthersAreStored(String order, long asOf) {
        List<Signal> found = new ArrayList<>();
        ListSignalsRequest.Builder request = ListSignalsRequest.newBuilder()
                .setFilter("NOT side = SELL")
                .setOrderBy(order)
                .setPageSize(7)
                .setView(SignalView.SIGNAL_VIEW_FULL);
        int pages = 0;
        ListSignalsResponse page;
        do {
            page = list(request);
            assertThat(page.getAsOf()).isEqualTo(asOf);
            assertThat(page.getSignalsCount()).isBetween(1, 7);
            found.addAll(page.getSignalsList());
            request.setPageToken(page.getNextPageToken());
            if (pages++ < 3) {
                store(20);
            }
        } while (!page.getNextPageToken().isEmpty());
        return found;
    }

    private static Comparator<Signal> comparator(String order) {
        Comparator<Signal> comparator = switch (order.split(" ")[0]) {
            case "bar_end_time" ->
                Comparator.comparingLong((Signal s) -> s.getBarEndTime().getSeconds())
                        .thenComparing(s -> s.getBarEndTime().getNanos());
            case "event_time" ->
                Comparator.comparingLong((Signal s) -> s.getEventTime().getSeconds())
                        .thenComparing(s -> s.getEventTime().getNanos());
            case "confidence" -> Comparator.comparingDouble(s -> s.hasConfidence() ? s.getConfidence() : -1);
            default -> Comparator.comparingLong(Signal::getSequence);
        };
        Comparator<Signal> whole = comparator.thenComparingLong(Signal::getSequence);
        return order.endsWith("desc") ? whole.reversed() : whole;
    }

    @Test
    void shouldTakeNothingThatACallerWritesForSql() {
        store(200);
        int count = all("").size();
        String evil = "x'; DROP TABLE heliograph.bars; --";

        List<Signal> found = all("symbol = \"" + evil + "\"");

        assertThat(found).isNotEmpty().allMatch(signal -> signal.getSymbol().equals(evil));
        assertThat(all("symbol = \"' OR 1=1 --\"")).isEmpty();
        assertThat(all("arm = \"$1\" OR strategy = \"?\"")).isEmpty();
        assertThat(store.queries().latest("'; DELETE FROM heliograph.signals; --"))
                .isEmpty();
        assertThat(all("")).hasSize(count);
        assertThat(store.bars().counts()).containsEntry("dead_letters", 0L);
        assertThat(store.bars().counts().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(200);
    }

    @Test
    void shouldAnswerTheLatestOfEachSeries() {
        store(800);

        List<Signal> latest = store.queries().latest("SPY");

        Map<String, Long> expected = new TreeMap<>();
        for (Signal signal : all("symbol = SPY")) {
            expected.put(key(signal), signal.getSequence());
        }
        Map<String, Long> found = new TreeMap<>();
        latest.forEach(signal -> found.put(key(signal), signal.getSequence()));
        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(5);
        assertThat(latest).hasSameSizeAs(expected.keySet());
    }

    private static String key(Signal signal) {
        return signal.getStrategyId() + " " + signal.getTimeframe() + " " + signal.getArm();
    }

    @Test
    void shouldWaitForAnOutputUntilTheDeadline() throws InterruptedException {
        store(10);
        Rejection behind = catchThrowableOfType(
                Rejection.class,
                () -> lister.list(
                        ListSignalsRequest.newBuilder().setMinSequence(15).build(), System.nanoTime() + 1_000_000));
        Thread waiter = new Thread(() -> lister.list(
                ListSignalsRequest.newBuilder().setMinSequence(15).build(),
                System.nanoTime() + TimeUnit.MINUTES.toNanos(1)));
        waiter.start();

        store(5);
        waiter.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(waiter.isAlive()).isFalse();
        assertThat(behind.reason()).isEqualTo(ErrorReason.ERROR_REASON_STORE_BEHIND);
        assertThat(behind.metadata()).containsEntry("min_sequence", "15").containsEntry("stored_sequence", "10");
    }

    @Test
    void shouldRefuseWhatCannotBeAnswered() {
        assertThat(reason(ListSignalsRequest.newBuilder())).isEqualTo(ErrorReason.ERROR_REASON_STORE_UNAVAILABLE);
        store(100);
        String token = list(ListSignalsRequest.newBuilder().setPageSize(2)).getNextPageToken();

        assertThat(reason(ListSignalsRequest.newBuilder().setPageSize(-1)))
                .isEqualTo(ErrorReason.ERROR_REASON_PAGE_SIZE_INVALID);
        assertThat(reason(ListSignalsRequest.newBuilder().setPageToken("x")))
                .isEqualTo(ErrorReason.ERROR_REASON_PAGE_TOKEN_INVALID);
        assertThat(reason(ListSignalsRequest.newBuilder().setPageToken(token).setOrderBy("sequence")))
                .isEqualTo(ErrorReason.ERROR_REASON_PAGE_TOKEN_INVALID);
        assertThat(reason(ListSignalsRequest.newBuilder().setMinSequence(-1)))
                .isEqualTo(ErrorReason.ERROR_REASON_REQUEST_INVALID);
        SignalLister without = new SignalLister(SignalSource.disabled(), null);
        assertThat(catchThrowableOfType(Rejection.class, () -> without.list(ListSignalsRequest.getDefaultInstance(), 0))
                        .reason())
                .isEqualTo(ErrorReason.ERROR_REASON_STORE_DISABLED);
    }

    private ErrorReason reason(ListSignalsRequest.Builder request) {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> list(request));
        assertThat(refusal).as("%s", request).isNotNull();
        return refusal.reason();
    }
}
