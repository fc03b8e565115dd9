package io.heliograph.core.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.codec.output.BarClosedEncoder;
import io.heliograph.codec.output.FaultCode;
import io.heliograph.codec.output.FaultRecordedEncoder;
import io.heliograph.codec.output.MessageHeaderEncoder;
import io.heliograph.codec.output.Origin;
import io.heliograph.codec.output.OutcomeRecordedEncoder;
import io.heliograph.codec.output.Readiness;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.codec.output.SignalEmittedEncoder;
import io.heliograph.codec.output.SignalEndedEncoder;
import io.heliograph.codec.output.SignalState;
import io.heliograph.codec.output.TimeframeKind;
import io.heliograph.core.strategy.Longs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ContentDigestTest {
    private static final byte[] HASH = new byte[32];
    private static final long MINUTE = 60_000_000_000L;

    @Test
    void shouldBeTheHashOfNothingBeforeTheFirstOutput() throws Exception {
        byte[] ofNothing = MessageDigest.getInstance("SHA-256").digest();

        assertThat(new ContentDigest().engineDigest()).isEqualTo(ofNothing);
    }

    @Test
    void shouldChainTheDocumentedBytes() throws Exception {
        ContentDigest digest = new ContentDigest();
        digest.onOutput(1, bar("SPY", 0), 0, 0);
        digest.onOutput(2, bar("SPY", 1), 0, 0);

        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] d = new byte[32];
        for (int i = 0; i < 2; i++) {
            ByteBuffer canonical = ByteBuffer.allocate(101).order(ByteOrder.LITTLE_ENDIAN);
            canonical.put((byte) 1).put(new byte[32]).put(new byte[3]).put((byte) 1);
            canonical.putLong(i * MINUTE).putLong((i + 1) * MINUTE);
            canonical.putDouble(10).putDouble(12).putDouble(9).putDouble(11).putDouble(100);
            canonical.putLong(0x7ff8000000000000L);
            sha.update(d);
            d = sha.digest(canonical.array());
        }
        sha.update("SPY\n1m\nbar\n".getBytes(StandardCharsets.US_ASCII));
        sha.update(
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(2).array());

        assertThat(digest.hex()).isEqualTo(HexFormat.of().formatHex(sha.digest(d)));
    }

    @Test
    void shouldNotDependOnHowInstrumentsInterleave() {
        List<List<UnsafeBuffer>> byKey = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byKey.add(List.of(bar("S" + i, 0), bar("S" + i, 1), bar("S" + i, 2), signal(s -> s.sb.barEnd(7), "S" + i)));
        }
        List<UnsafeBuffer> inOrder = byKey.stream().flatMap(List::stream).toList();
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            turns.add(i % 100);
        }
        long seed = 99;
        Collections.shuffle(turns, new Random(seed));
        int[] next = new int[100];
        List<UnsafeBuffer> interleaved =
                turns.stream().map(t -> byKey.get(t).get(next[t]++)).toList();

        String expected = digestOf(inOrder);

        assertThat(digestOf(interleaved)).as("seed=%d", seed).isEqualTo(expected);
    }

    @Test
    void shouldDependOnTheOrderWithinAKey() {
        assertThat(digestOf(List.of(bar("SPY", 1), bar("SPY", 0))))
                .isNotEqualTo(digestOf(List.of(bar("SPY", 0), bar("SPY", 1))));
    }

    @Test
    void shouldGoOnFromASavedStateAtEveryOutput() {
        ContentDigest whole = new ContentDigest();
        ContentDigest pieces = new ContentDigest();

        for (int i = 0; i < 300; i++) {
            UnsafeBuffer output = bar("S" + i % 70, i);
            whole.onOutput(i, output, 0, 0);
            pieces.onOutput(i, output, 0, 0);
            Longs state = new Longs();
            pieces.save(state);
            assertThat(pieces.savedLongs()).isEqualTo(state.size());
            pieces = new ContentDigest();
            pieces.onOutput(0, bar("forgotten", 0), 0, 0);
            pieces.restore(state);
            assertThat(state.isReadWhole()).isTrue();
        }

        assertThat(pieces.hex()).isEqualTo(whole.hex());
        assertThat(pieces.outputs()).isEqualTo(300);
        assertThat(pieces.keys()).isEqualTo(70);
    }

    @Test
    void shouldLetACopyGoItsOwnWay() {
        ContentDigest digest = new ContentDigest();
        digest.onOutput(1, bar("SPY", 0), 0, 0);
        String before = digest.hex();

        ContentDigest copy = digest.copy();
        copy.onOutput(2, bar("SPY", 1), 0, 0);

        assertThat(digest.hex()).isEqualTo(before);
        assertThat(copy.outputs()).isEqualTo(2);
        digest.onOutput(2, bar("SPY", 1), 0, 0);
        assertThat(copy.hex()).isEqualTo(digest.hex());
    }

    @Test
    void shouldAnswerTheSameTwiceAndGoOnAfterwards() {
        ContentDigest asked = new ContentDigest();
        ContentDigest silent = new ContentDigest();
        asked.onOutput(1, bar("SPY", 0), 0, 0);
        silent.onOutput(1, bar("SPY", 0), 0, 0);

        assertThat(asked.hex()).isEqualTo(asked.hex()).hasSize(64);
        asked.onOutput(2, bar("SPY", 1), 0, 0);
        silent.onOutput(2, bar("SPY", 1), 0, 0);

        assertThat(asked.hex()).isEqualTo(silent.hex());
    }

    @Test
    void shouldTakeEveryNanForTheSame() {
        UnsafeBuffer other = bar(b -> b.wap(Double.longBitsToDouble(0xfff8000000000123L)), "SPY");

        assertThat(digestOf(List.of(other))).isEqualTo(digestOf(List.of(bar(b -> {}, "SPY"))));
    }

    @Test
    void shouldRefuseARecordThatIsNoOutput() {
        UnsafeBuffer record = bar("SPY", 0);
        new MessageHeaderEncoder().wrap(record, 0).templateId(77);

        assertThatThrownBy(() -> new ContentDigest().onOutput(1, record, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("templateId=77");
    }

    @TestFactory
    Stream<DynamicTest> shouldDigestTheseFieldsOfABarAndNoOthers() {
        Map<String, Consumer<BarClosedEncoder>> in = new LinkedHashMap<>();
        in.put("start", b -> b.start(7));
        in.put("end", b -> b.end(7));
        in.put("timeframe", b -> b.timeframe(7));
        in.put("open", b -> b.openPrice(7));
        in.put("high", b -> b.highPrice(7));
        in.put("low", b -> b.lowPrice(7));
        in.put("close", b -> b.closePrice(7));
        in.put("volume", b -> b.volume(7));
        in.put("wap", b -> b.wap(7));
        in.put("flags", b -> b.flags().clear().filled(true));
        in.put("kind", b -> b.kind(TimeframeKind.TICK));
        Map<String, Consumer<BarClosedEncoder>> out = new LinkedHashMap<>();
        out.put("cause", b -> b.cause(7));
        out.put("ordinal", b -> b.ordinal(7));
        out.put("trades", b -> b.trades(7));
        out.put("instrument", b -> b.instrument(7));
        out.put("origin", b -> b.origin(Origin.ROLLED));

        return tests(in, out, change -> bar(change, "SPY"));
    }

    @TestFactory
    Stream<DynamicTest> shouldDigestTheseFieldsOfASignalAndNoOthers() {
        Map<String, Consumer<Draft>> in = new LinkedHashMap<>();
        in.put("bar start", s -> s.sb.barStart(7));
        in.put("bar end", s -> s.sb.barEnd(7));
        in.put("timeframe", s -> s.sb.timeframe(7));
        in.put("confidence", s -> s.sb.confidence(7));
        in.put("reference price", s -> s.sb.referencePrice(7));
        in.put("stop", s -> s.sb.stop(7));
        in.put("target", s -> s.sb.target(7));
        in.put("hash", s -> s.sb.strategyHash(31, (short) 7));
        in.put("kind", s -> s.sb.kind(TimeframeKind.VOLUME));
        in.put("side", s -> s.sb.side(Side.SELL));
        in.put("state", s -> s.sb.state(SignalState.PROVISIONAL));
        in.put("reason", s -> s.sb.reason(Reason.UNCHANGED));
        in.put("value", s -> s.value = 7);
        in.put("value's flag", s -> s.flat = true);
        in.put("value's name", s -> s.name = "unis");
        in.put("number of values", s -> s.values = 1);
        in.put("strategy", s -> s.strategy = "other");
        Map<String, Consumer<Draft>> out = new LinkedHashMap<>();
        out.put("cause", s -> s.sb.cause(7));
        out.put("receive time", s -> s.sb.receiveTime(7));
        out.put("event time", s -> s.sb.eventTime(7));
        out.put("ordinal", s -> s.sb.barOrdinal(7));
        out.put("instrument", s -> s.sb.instrument(7));
        out.put("bars seen", s -> s.sb.barsSeen(7));
        out.put("readiness", s -> s.sb.readiness(Readiness.CONVERGED));
        out.put("signal id", s -> s.sb.signalId(0, (short) 7));
        out.put("closes", s -> s.sb.closesId(0, (short) 7));
        out.put("expiry", s -> s.sb.expiryBars(7).expiryDuration(7));
        out.put("arm", s -> s.arm = "b");

        return tests(in, out, change -> signal(change, "SPY"));
    }

    @TestFactory
    Stream<DynamicTest> shouldDigestTheseFieldsOfAnEndingAndNoOthers() {
        Map<String, Consumer<SignalEndedEncoder>> in = new LinkedHashMap<>();
        in.put("signal's bar", e -> e.signalBarEnd(7));
        in.put("bar start", e -> e.barStart(7));
        in.put("bar end", e -> e.barEnd(7));
        in.put("timeframe", e -> e.timeframe(7));
        in.put("entry", e -> e.entryPrice(7));
        in.put("exit", e -> e.exitPrice(7));
        in.put("return", e -> e.grossReturn(7));
        in.put("favourable", e -> e.maxFavourable(7));
        in.put("adverse", e -> e.maxAdverse(7));
        in.put("hash", e -> e.strategyHash(0, (short) 7));
        in.put("kind", e -> e.kind(TimeframeKind.TICK));
        in.put("side", e -> e.side(Side.SELL));
        in.put("reason", e -> e.reason(Reason.EXIT));
        in.put("flags", e -> e.flags().clear().win(true));
        Map<String, Consumer<SignalEndedEncoder>> out = new LinkedHashMap<>();
        out.put("cause", e -> e.cause(7));
        out.put("receive time", e -> e.receiveTime(7));
        out.put("signal's sequence", e -> e.signalSequence(7));
        out.put("ordinal", e -> e.barOrdinal(7));
        out.put("bars held", e -> e.barsHeld(7));
        out.put("instrument", e -> e.instrument(7));
        out.put("signal id", e -> e.signalId(0, (short) 7));

        return tests(in, out, change -> {
            SignalEndedEncoder e = new SignalEndedEncoder();
            UnsafeBuffer buffer = record();
            e.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                    .barEnd(MINUTE)
                    .timeframe(MINUTE)
                    .putStrategyHash(HASH, 0, 32);
            change.accept(e);
            e.symbol("SPY").strategy("m").arm("");
            return buffer;
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldDigestTheseFieldsOfAnOutcomeAndNoOthers() {
        Map<String, Consumer<OutcomeRecordedEncoder>> in = new LinkedHashMap<>();
        in.put("signal's bar", o -> o.signalBarEnd(7));
        in.put("bar start", o -> o.barStart(7));
        in.put("bar end", o -> o.barEnd(7));
        in.put("timeframe", o -> o.timeframe(7));
        in.put("confidence", o -> o.confidence(7));
        in.put("entry", o -> o.entryPrice(7));
        in.put("next open", o -> o.entryNextOpen(7));
        in.put("exit", o -> o.exitPrice(7));
        in.put("return", o -> o.grossReturn(7));
        in.put("return from next open", o -> o.returnNextOpen(7));
        in.put("favourable", o -> o.maxFavourable(7));
        in.put("adverse", o -> o.maxAdverse(7));
        in.put("+1", o -> o.return1(7));
        in.put("+5", o -> o.return5(7));
        in.put("+20", o -> o.return20(7));
        in.put("hash", o -> o.strategyHash(0, (short) 7));
        in.put("kind", o -> o.kind(TimeframeKind.TICK));
        in.put("side", o -> o.side(Side.SELL));
        in.put("reason", o -> o.reason(Reason.EXIT));
        in.put("flags", o -> o.flags().clear().scored(true));
        Map<String, Consumer<OutcomeRecordedEncoder>> out = new LinkedHashMap<>();
        out.put("cause", o -> o.cause(7));
        out.put("receive time", o -> o.receiveTime(7));
        out.put("signal's sequence", o -> o.signalSequence(7));
        out.put("ordinal", o -> o.barOrdinal(7));
        out.put("bars held", o -> o.barsHeld(7));
        out.put("instrument", o -> o.instrument(7));
        out.put("signal id", o -> o.signalId(0, (short) 7));

        return tests(in, out, change -> {
            OutcomeRecordedEncoder o = new OutcomeRecordedEncoder();
            UnsafeBuffer buffer = record();
            o.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                    .barEnd(MINUTE)
                    .timeframe(MINUTE)
                    .putStrategyHash(HASH, 0, 32);
            change.accept(o);
            o.symbol("SPY").strategy("m").arm("");
            return buffer;
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldDigestTheseFieldsOfAFaultAndNoOthers() {
        Map<String, Consumer<FaultRecordedEncoder>> in = new LinkedHashMap<>();
        in.put("bar start", f -> f.barStart(7));
        in.put("bar end", f -> f.barEnd(7));
        in.put("timeframe", f -> f.timeframe(7));
        in.put("hash", f -> f.strategyHash(0, (short) 7));
        in.put("kind", f -> f.kind(TimeframeKind.TICK));
        in.put("side", f -> f.side(Side.SELL));
        in.put("code", f -> f.code(FaultCode.CONFIDENCE_INVALID));
        Map<String, Consumer<FaultRecordedEncoder>> out = new LinkedHashMap<>();
        out.put("cause", f -> f.cause(7));
        out.put("receive time", f -> f.receiveTime(7));
        out.put("ordinal", f -> f.barOrdinal(7));
        out.put("instrument", f -> f.instrument(7));

        return tests(in, out, change -> {
            FaultRecordedEncoder f = new FaultRecordedEncoder();
            UnsafeBuffer buffer = record();
            f.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                    .barEnd(MINUTE)
                    .timeframe(MINUTE)
                    .putStrategyHash(HASH, 0, 32);
            change.accept(f);
            f.symbol("SPY").strategy("m").arm("").detail("stop: x: undefined");
            return buffer;
        });
    }

    @Test
    void shouldDigestTheOrdinalOfTickBars() {
        Consumer<BarClosedEncoder> tick = b -> b.kind(TimeframeKind.TICK);

        assertThat(digestOf(List.of(bar(tick.andThen(b -> b.ordinal(7)), "SPY"))))
                .isNotEqualTo(digestOf(List.of(bar(tick, "SPY"))));
    }

    private static <T> Stream<DynamicTest> tests(
            Map<String, Consumer<T>> in, Map<String, Consumer<T>> out, Drawer<T> drawer) {
        String plain = digestOf(List.of(drawer.draw(nothing -> {})));
        Stream<DynamicTest> digested = in.entrySet().stream()
                .map(field -> DynamicTest.dynamicTest(
                        field.getKey() + " counts",
                        () -> assertThat(digestOf(List.of(drawer.draw(field.getValue()))))
                                .isNotEqualTo(plain)));
        Stream<DynamicTest> left = out.entrySet().stream()
                .map(field -> DynamicTest.dynamicTest(
                        field.getKey() + " does not count",
                        () -> assertThat(digestOf(List.of(drawer.draw(field.getValue()))))
                                .isEqualTo(plain)));
        return Stream.concat(digested, left);
    }

    /** Draws a record that the given change was made to. */
    @FunctionalInterface
    private interface Drawer<T> {
        UnsafeBuffer draw(Consumer<T> change);
    }

    /** A signal's record and what stands behind its block. */
    private static final class Draft {
        private final SignalEmittedEncoder sb = new SignalEmittedEncoder();
        private String name = "unit";
        private double value = 2.5;
        private boolean flat;
        private int values = 2;
        private String strategy = "m";
        private String arm = "";
    }

    private static UnsafeBuffer signal(Consumer<Draft> change, String symbol) {
        Draft draft = new Draft();
        UnsafeBuffer buffer = record();
        draft.sb
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .barEnd(MINUTE)
                .timeframe(MINUTE)
                .putStrategyHash(HASH, 0, 32);
        change.accept(draft);
        SignalEmittedEncoder.ValuesEncoder values = draft.sb.valuesCount(draft.values);
        for (int i = 0; i < draft.values; i++) {
            values.next().value(draft.value).flags().clear().flat(draft.flat);
            values.name(draft.name + i);
        }
        draft.sb.symbol(symbol).strategy(draft.strategy).arm(draft.arm);
        return buffer;
    }

    private static UnsafeBuffer bar(String symbol, int i) {
        return bar(
                b -> b.start(i * MINUTE).end((i + 1) * MINUTE).flags().clear().first(true), symbol);
    }

    private static UnsafeBuffer bar(Consumer<BarClosedEncoder> change, String symbol) {
        BarClosedEncoder bar = new BarClosedEncoder();
        UnsafeBuffer buffer = record();
        bar.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .timeframe(MINUTE)
                .openPrice(10)
                .highPrice(12)
                .lowPrice(9)
                .closePrice(11)
                .volume(100)
                .wap(Double.NaN);
        change.accept(bar);
        bar.symbol(symbol);
        return buffer;
    }

    private static UnsafeBuffer record() {
        return new UnsafeBuffer(new byte[512]);
    }

    private static String digestOf(List<UnsafeBuffer> outputs) {
        ContentDigest digest = new ContentDigest();
        for (UnsafeBuffer output : outputs) {
            digest.onOutput(1, output, 0, output.capacity());
        }
        return digest.hex();
    }
}
