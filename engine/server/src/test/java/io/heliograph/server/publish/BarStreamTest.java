package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import io.heliograph.codec.output.Side;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Bar;
import io.heliograph.v1.BarBatch;
import io.heliograph.v1.BarOrigin;
import io.heliograph.v1.DeliveryMode;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamBarsRequest;
import io.heliograph.v1.StreamBarsResponse;
import io.heliograph.v1.StreamSignalsRequest;
import io.heliograph.v1.StreamSignalsResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Streams of bars, driven by hand over a log in memory. */
final class BarStreamTest {
    private static final String[] SYMBOLS = {"SPY", "SPX", "IBM"};

    private final Outputs outputs = new Outputs();

    @Test
    void shouldTellBarsAsTheyAreInTheLogAndNothingElse() {
        outputs.bar("SPY");
        outputs.signal("SPY", "trend", Side.BUY);
        outputs.event().addBar("BAC").add("BAC", "trend", Side.BUY).end();
        Hall hall = new Hall(outputs.log());

        FakeSubscriber subscriber = hall.follow(earliest());
        hall.settle();

        assertThat(subscriber.bars()).extracting(Bar::getSequence).containsExactly(1L, 3L);
        assertThat(subscriber.bars().get(0))
                .isEqualTo(Bar.newBuilder()
                        .setSymbol("SPY")
                        .setTimeframe("1m")
                        .setSequence(1)
                        .setCause(1)
                        .setStartTime(time(Outputs.START_NS))
                        .setEndTime(time(Outputs.START_NS + Outputs.MINUTE))
                        .setOrdinal(1)
                        .setOpen(1)
                        .setHigh(2)
                        .setLow(1)
                        .setClose(2)
                        .setVolume(3)
                        .setWap(1.5)
                        .setTrades(4)
                        .setOrigin(BarOrigin.BAR_ORIGIN_BUILT)
                        .build());
        assertThat(subscriber.barMessages().get(0).getInfo().getHeadSequence()).isEqualTo(4);
    }

    @Test
    void shouldPassOnlyTheSymbolsPatternsAndTimeframesAskedFor() {
        for (String symbol : SYMBOLS) {
            outputs.bar(symbol);
        }
        Hall hall = new Hall(outputs.log());

        FakeSubscriber byPattern = hall.follow(earliest().addSymbols("SP?").addTimeframes("60s"));
        FakeSubscriber bySymbol = hall.follow(earliest().addSymbols("IBM").addSymbols("X*"));
        FakeSubscriber byTimeframe = hall.follow(earliest().addTimeframes("5m").addTimeframes("100t"));
        hall.settle();
        outputs.bar("SPY");
        hall.settle();

        assertThat(byPattern.bars()).extracting(Bar::getSymbol).containsExactly("SPY", "SPX", "SPY");
        assertThat(bySymbol.bars()).extracting(Bar::getSymbol).containsExactly("IBM");
        assertThat(byTimeframe.bars()).isEmpty();
        assertThat(byTimeframe.progresses().get(0).getPosition().getSequence())
                .as("Bookmarkable: progress moves though nothing passes")
                .isEqualTo(3);
    }

    @Test
    void shouldBeginWithTheFirstBarOfAnEventReceivedAfterATime() {
        for (int i = 0; i < 100; i++) {
            outputs.event().addBar("SPY").addBar("IBM").end();
        }
        Hall hall = new Hall(outputs.log());

        for (int cause : new int[] {0, 1, 50, 99, 100}) {
            long at = cause == 0 ? Outputs.START_NS : Outputs.receiveTime(cause);
            FakeSubscriber subscriber =
                    hall.follow(StreamBarsRequest.newBuilder().setAfterTime(time(at)));
            FakeSubscriber before = hall.follow(StreamBarsRequest.newBuilder().setAfterTime(time(at - 1)));
            hall.settle();

            assertThat(subscriber.bars()).as("after event %d", cause).hasSize(2 * (100 - cause));
            assertThat(before.bars()).hasSize(cause == 0 ? 200 : 2 * (101 - cause));
        }
        FakeSubscriber future =
                hall.follow(StreamBarsRequest.newBuilder().setAfterTime(time(Outputs.receiveTime(102))));
        hall.settle();
        for (int i = 0; i < 4; i++) {
            outputs.bar("SPY");
            hall.settle();
        }
        assertThat(future.bars()).extracting(Bar::getCause).containsExactly(103L, 104L);
    }

    @Test
    void shouldSendOneWhoConflatesTheLatestBarOfEachSeries() {
        Hall hall = new Hall(outputs.log());
        FakeSubscriber subscriber = hall.follow(earliest().setDelivery(DeliveryMode.DELIVERY_MODE_CONFLATE));
        hall.settle();
        subscriber.ready(false);
        for (int i = 0; i < 5; i++) {
            outputs.bar("SPY");
            outputs.bar("IBM");
        }
        hall.settle();
        subscriber.ready(true);
        hall.settle();

        assertThat(subscriber.bars()).extracting(Bar::getSequence).containsExactly(9L, 10L);
        assertThat(subscriber.barMessages().stream()
                        .mapToLong(message -> message.getBatch().getConflated())
                        .sum())
                .isEqualTo(8);
    }

    @Test
    void shouldEndBehindTheLastSequenceAskedForAndKeepToWhatIsForced() {
        for (int i = 0; i < 10; i++) {
            outputs.bar("SPY");
        }
        outputs.publishDurable(4);
        Hall hall = new Hall(outputs.log());

        FakeSubscriber bounded = hall.follow(earliest().setEndSequence(7));
        FakeSubscriber durable = hall.follow(earliest().setMinLevel(DurabilityLevel.DURABILITY_LEVEL_DURABLE));
        hall.settle();

        assertThat(bounded.bars()).hasSize(7);
        assertThat(bounded.isCompleted()).isTrue();
        assertThat(durable.bars()).hasSize(4);
    }

    @Test
    void shouldEncodeABarOnceForAllSubscribers() {
        PublishedBar bar = new PublishedBar(Bar.newBuilder().setSymbol("SPY").build(), Outputs::receiveTime);

        assertThat(bar.entry(null)).isSameAs(bar.entry(null));
    }

    @Test
    void shouldKeepAllGuaranteesWhateverBreaksAndLags() {
        for (int seed = 0; seed < 40; seed++) {
            try {
                history(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed=" + seed, e);
            }
        }
    }

    /** A subscriber that reads by fits and starts, breaks off and resumes, beside one who follows signals. */
    private static void history(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Outputs outputs = new Outputs();
        int memory = Delivery.MAX_MESSAGE_BYTES + (random.nextBoolean() ? 2_000 : 500_000);
        Hall hall = new Hall(outputs.log(), new PublishLimits(100, 1, memory, java.time.Duration.ofSeconds(30)));
        boolean filters = random.nextBoolean();
        Predicate<Bar> passes = bar -> !filters || bar.getSymbol().startsWith("SP");
        StreamBarsRequest.Builder request = StreamBarsRequest.newBuilder().setMaxBatch(1 + random.nextInt(5));
        if (filters) {
            request.addSymbols("SP*");
        }
        Guarantees guarantees = new Guarantees();
        FakeSubscriber rival = hall.follow(StreamSignalsRequest.newBuilder().setAfterSequence(0));

        new FitfulReader(
                        hall,
                        token -> hall.follow(
                                token.isEmpty()
                                        ? request.clone().setAfterSequence(0)
                                        : request.clone().setResumeToken(token)),
                        subscriber -> guarantees.takeBars(subscriber.barMessages()),
                        guarantees)
                .read(outputs, random, () -> event(outputs, random));
        Guarantees ofRival = new Guarantees();
        ofRival.take(rival.messages());

        guarantees.checkBars(all(outputs), passes);
        ofRival.check(rival.signals(), signal -> true);
        assertThat(rival.failure()).isNull();
        assertThat(ofRival.position()).isEqualTo(outputs.log().head());
    }

    @Test
    void shouldRefuseWithEveryFieldThatIsWrong() {
        Hall hall = new Hall(outputs.log());

        Rejection refused = catchThrowableOfType(
                Rejection.class,
                () -> hall.follow(StreamBarsRequest.newBuilder()
                        .setAfterSequence(-1)
                        .addSymbols("")
                        .addTimeframes("fortnight")
                        .setMaxBatch(1_025)
                        .setMaxBatchDelay(Duration.newBuilder().setSeconds(2))));
        Rejection symbols = catchThrowableOfType(
                Rejection.class, () -> hall.follow(earliest().addAllSymbols(Collections.nCopies(1_001, "SPY"))));
        Rejection patterns = catchThrowableOfType(
                Rejection.class, () -> hall.follow(earliest().addAllSymbols(Collections.nCopies(65, "S*"))));

        assertThat(refused.violations())
                .extracting(Rejection.Violation::field)
                .containsExactlyInAnyOrder("after_sequence", "symbols", "timeframes", "max_batch", "max_batch_delay");
        assertThat(symbols).hasMessageContaining("found 1001 with patterns=0");
        assertThat(patterns).hasMessageContaining("found 65 with patterns=65");
    }

    @Test
    void shouldLayItsMessagesOutAsThoseOfSignals() {
        assertThat(layout(StreamBarsResponse.getDescriptor())).isEqualTo(layout(StreamSignalsResponse.getDescriptor()));
        List<String> signals = layout(SignalBatch.getDescriptor());
        List<String> bars = layout(BarBatch.getDescriptor());
        assertThat(bars).isEqualTo(signals.subList(0, bars.size())).hasSize(5);
    }

    private static List<String> layout(Descriptor message) {
        List<String> fields = new ArrayList<>();
        for (FieldDescriptor field : message.getFields()) {
            fields.add(field.getNumber() + " " + field.getType() + " " + field.isRepeated());
        }
        return fields;
    }

    private static void event(Outputs outputs, SplittableRandom random) {
        outputs.event();
        int bars = random.nextInt(4);
        int signals = random.nextInt(3);
        for (int i = 0; i < bars; i++) {
            outputs.addBar(SYMBOLS[random.nextInt(SYMBOLS.length)]);
        }
        for (int i = 0; i < signals; i++) {
            outputs.add(SYMBOLS[random.nextInt(SYMBOLS.length)], "trend", Side.BUY);
        }
        outputs.end();
    }

    /** All bars of a log, read without the publisher. */
    private static List<Bar> all(Outputs outputs) {
        List<Bar> bars = new ArrayList<>();
        OutputMapper mapper = new OutputMapper(Outputs::receiveTime);
        var header = new io.heliograph.codec.output.MessageHeaderDecoder();
        try (var reader = outputs.log().openReader(0, outputs.log()::head)) {
            while (reader.position() < outputs.log().head()) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> {
                            header.wrap(buffer, offset);
                            if (OutputKind.of(header.templateId()) == OutputKind.BAR) {
                                bars.add(((PublishedBar)
                                                mapper.map(OutputKind.BAR, sequence, epoch, header, buffer, offset))
                                        .bar());
                            }
                        },
                        100);
            }
        }
        return bars;
    }

    private static StreamBarsRequest.Builder earliest() {
        return StreamBarsRequest.newBuilder().setEarliest(Empty.getDefaultInstance());
    }

    private static Timestamp time(long ns) {
        return SignalMapper.timestamp(ns);
    }
}
