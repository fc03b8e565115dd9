package io.heliograph.server.store;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;

/**
 * Makes outputs of every kind from a seed, with undefined, tiny, huge and negative zero numbers among their fields.
 *
 * <p>The columns are written down while the record is made, without the code under test.
 */
final class RandomOutputs {
    private static final long START_NS = 1_704_205_800_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final String[] SYMBOLS = {"SPY", "BAC", "IBM", "BTC/USD", "x'; DROP TABLE heliograph.bars; --"};
    private static final String[] STRATEGIES = {"trend", "momentum", "mean-reversion"};
    private static final long[] MINUTES = {1, 5, 60};

    private final SplittableRandom random;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final List<Long> open = new ArrayList<>();

    private Map<String, Object> columns;
    private long sequence;
    private long cause;
    private long timeNs = START_NS;

    RandomOutputs(long seed) {
        this.random = new SplittableRandom(seed);
    }

    List<Output> take(int count) {
        List<Output> outputs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            outputs.add(next());
        }
        return outputs;
    }

    /** The next output of the log; the first has sequence 1. */
    Output next() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> bar();
            case 4, 5, 6 -> signal();
            case 7 -> open.isEmpty() ? signal() : ending();
            case 8 -> outcome();
            default -> fault();
        };
    }

    Output bar() {
        begin();
        long start = timeNs - timeNs % (60 * SECOND);
        BarClosedEncoder bar = new BarClosedEncoder().wrapAndApplyHeader(buffer, 0, header);
        bar.cause(put("cause", cause)).start(put("bar_start_ns", start)).end(put("bar_end_ns", start + 60 * SECOND));
        bar.ordinal(put("ordinal", sequence));
        bar.kind(TimeframeKind.TIME).timeframe(timeframe(1));
        bar.openPrice(put("open_price", number())).highPrice(put("high_price", number()));
        bar.lowPrice(put("low_price", number())).closePrice(put("close_price", number()));
        bar.volume(put("volume", number())).wap(put("wap", numberOrUndefined()));
        bar.trades(put("trades", random.nextLong(-1, 100))).instrument(put("instrument", random.nextInt(10_000)));
        bar.origin(name("origin", Origin.BUILT, Origin.PUBLISHED, Origin.ROLLED));
        boolean first = random.nextBoolean();
        bar.flags().clear().first(first).filled(!first);
        columns.put("flags", (short) (first ? 1 : 2));
        byte[] symbol = text("symbol", SYMBOLS);
        bar.putSymbol(symbol, 0, symbol.length);
        return end("bars", bar.encodedLength());
    }

    Output signal() {
        begin();
        SignalEmittedEncoder signal = new SignalEmittedEncoder().wrapAndApplyHeader(buffer, 0, header);
        long minutes = MINUTES[random.nextInt(MINUTES.length)];
        long end = timeNs - timeNs % (60 * SECOND);
        Side side = name("side", Side.HOLD, Side.BUY, Side.SELL);
        signal.cause(put("cause", cause)).receiveTime(put("receive_time_ns", timeNs + 7));
        signal.eventTime(put("event_time_ns", timeNs - random.nextLong(SECOND)));
        signal.barStart(put("bar_start_ns", end - minutes * 60 * SECOND)).barEnd(put("bar_end_ns", end));
        signal.barOrdinal(put("bar_ordinal", sequence * 3));
        signal.kind(TimeframeKind.TIME).timeframe(timeframe(minutes));
        signal.confidence(put("confidence", side == Side.HOLD ? Double.NaN : random.nextInt(101) / 100.0));
        signal.referencePrice(put("reference_price", number()));
        signal.stop(put("stop", numberOrUndefined())).target(put("target", numberOrUndefined()));
        boolean byTime = random.nextBoolean();
        signal.expiryDuration(put("expiry_duration_ns", byTime ? 3600 * SECOND : 0));
        signal.expiryBars(put("expiry_bars", byTime ? 0 : random.nextInt(50)));
        signal.barsSeen(put("bars_seen", random.nextInt(500))).instrument(put("instrument", random.nextInt(10_000)));
        byte[] id = bytes(10);
        signal.putSignalId(id, 0, id.length);
        columns.put("signal_id", base32(id));
        byte[] closes = random.nextBoolean() ? bytes(10) : new byte[10];
        signal.putClosesId(closes, 0, closes.length);
        columns.put("closes_id", Arrays.equals(closes, new byte[10]) ? null : base32(closes));
        signal.putStrategyHash(hash(), 0, 32);
        signal.side(side).state(name("state", SignalState.FINAL));
        Reason reason =
                name("reason", Reason.BUY, Reason.SELL, Reason.STOP, Reason.EXIT, Reason.EXPIRED, Reason.UNCHANGED);
        signal.reason(reason);
        signal.readiness(name("readiness", Readiness.READY, Readiness.CONVERGED));
        values(signal);
        byte[] symbol = text("symbol", SYMBOLS);
        signal.putSymbol(symbol, 0, symbol.length);
        byte[] strategy = text("strategy", STRATEGIES);
        signal.putStrategy(strategy, 0, strategy.length);
        byte[] arm = text("arm", "", "b");
        signal.putArm(arm, 0, arm.length);
        if (side != Side.HOLD && reason != Reason.UNCHANGED) {
            open.add(sequence);
        }
        return end("signals", signal.encodedLength());
    }

    private void values(SignalEmittedEncoder signal) {
        int count = random.nextInt(4);
        List<Object> names = new ArrayList<>();
        List<Object> numbers = new ArrayList<>();
        List<Object> flags = new ArrayList<>();
        SignalEmittedEncoder.ValuesEncoder group = signal.valuesCount(count);
        for (int i = 0; i < count; i++) {
            double value = numberOrUndefined();
            boolean flat = random.nextBoolean();
            group.next().value(value).flags().clear().flat(flat);
            byte[] name = ("näme " + i).getBytes(StandardCharsets.UTF_8);
            group.putName(name, 0, name.length);
            names.add("näme " + i);
            numbers.add(Double.isNaN(value) ? null : value);
            flags.add((short) (flat ? 1 : 0));
        }
        columns.put("value_names", names);
        columns.put("value_numbers", numbers);
        columns.put("value_flags", flags);
    }

    Output ending() {
        begin();
        SignalEndedEncoder ending = new SignalEndedEncoder().wrapAndApplyHeader(buffer, 0, header);
        columns.put("kind", "ENDED");
        long of = open.isEmpty() ? 1 : open.remove(random.nextInt(open.size()));
        ending.cause(put("cause", cause)).receiveTime(put("receive_time_ns", timeNs));
        ending.signalSequence(put("signal_sequence", of)).signalBarEnd(put("signal_bar_end_ns", START_NS));
        ending.barStart(put("bar_start_ns", timeNs - 60 * SECOND)).barEnd(put("bar_end_ns", timeNs));
        ending.barOrdinal(put("bar_ordinal", sequence));
        ending.kind(TimeframeKind.TICK).timeframe(put("timeframe_length", 100L));
        columns.put("timeframe", "100t");
        columns.put("timeframe_kind", (short) 1);
        ending.entryPrice(put("entry_price", number())).exitPrice(put("exit_price", numberOrUndefined()));
        ending.grossReturn(put("gross_return", numberOrUndefined()));
        ending.maxFavourable(put("max_favourable", number())).maxAdverse(put("max_adverse", number()));
        for (String absent :
                List.of("confidence", "entry_next_open", "return_next_open", "return_1", "return_5", "return_20")) {
            columns.put(absent, null);
        }
        ending.barsHeld(put("bars_held", random.nextInt(100))).instrument(put("instrument", random.nextInt(10_000)));
        byte[] id = bytes(10);
        ending.putSignalId(id, 0, id.length);
        columns.put("signal_id", base32(id));
        ending.putStrategyHash(hash(), 0, 32);
        ending.side(name("side", Side.BUY, Side.SELL));
        ending.reason(name("reason", Reason.STOP, Reason.TARGET, Reason.EXIT, Reason.EXPIRED, Reason.OPPOSITE));
        ending.flags().clear().win(true);
        columns.put("flags", (short) 4);
        byte[] symbol = text("symbol", SYMBOLS);
        ending.putSymbol(symbol, 0, symbol.length);
        byte[] strategy = text("strategy", STRATEGIES);
        ending.putStrategy(strategy, 0, strategy.length);
        byte[] arm = text("arm", "", "b");
        ending.putArm(arm, 0, arm.length);
        return end("outcomes", ending.encodedLength());
    }

    Output outcome() {
        begin();
        OutcomeRecordedEncoder outcome = new OutcomeRecordedEncoder().wrapAndApplyHeader(buffer, 0, header);
        columns.put("kind", "RECORDED");
        outcome.cause(put("cause", cause)).receiveTime(put("receive_time_ns", timeNs));
        outcome.signalSequence(put("signal_sequence", sequence / 2)).signalBarEnd(put("signal_bar_end_ns", START_NS));
        outcome.barStart(put("bar_start_ns", timeNs - 60 * SECOND)).barEnd(put("bar_end_ns", timeNs));
        outcome.barOrdinal(put("bar_ordinal", sequence));
        outcome.kind(TimeframeKind.VOLUME).timeframe(put("timeframe_length", 5000L));
        columns.put("timeframe", "5000v");
        columns.put("timeframe_kind", (short) 2);
        outcome.confidence(put("confidence", numberOrUndefined())).entryPrice(put("entry_price", number()));
        outcome.entryNextOpen(put("entry_next_open", numberOrUndefined()));
        outcome.exitPrice(put("exit_price", numberOrUndefined()));
        outcome.grossReturn(put("gross_return", numberOrUndefined()));
        outcome.returnNextOpen(put("return_next_open", numberOrUndefined()));
        outcome.maxFavourable(put("max_favourable", numberOrUndefined()));
        outcome.maxAdverse(put("max_adverse", numberOrUndefined()));
        outcome.return1(put("return_1", numberOrUndefined())).return5(put("return_5", numberOrUndefined()));
        outcome.return20(put("return_20", numberOrUndefined()));
        outcome.barsHeld(put("bars_held", random.nextInt(100))).instrument(put("instrument", random.nextInt(10_000)));
        byte[] id = bytes(10);
        outcome.putSignalId(id, 0, id.length);
        columns.put("signal_id", base32(id));
        outcome.putStrategyHash(hash(), 0, 32);
        outcome.side(name("side", Side.BUY, Side.SELL));
        outcome.reason(name("reason", Reason.REMOVED, Reason.CONFLICT, Reason.RELEASED));
        outcome.flags().clear().ambiguous(true).scored(true);
        columns.put("flags", (short) 9);
        byte[] symbol = text("symbol", SYMBOLS);
        outcome.putSymbol(symbol, 0, symbol.length);
        byte[] strategy = text("strategy", STRATEGIES);
        outcome.putStrategy(strategy, 0, strategy.length);
        byte[] arm = text("arm", "", "b");
        outcome.putArm(arm, 0, arm.length);
        return end("outcomes", outcome.encodedLength());
    }

    Output fault() {
        return fault("expression=stop found=-1 (größer als 0 erwartet)");
    }

    Output fault(String detail) {
        begin();
        FaultRecordedEncoder fault = new FaultRecordedEncoder().wrapAndApplyHeader(buffer, 0, header);
        fault.cause(put("cause", cause)).receiveTime(put("receive_time_ns", timeNs));
        fault.barStart(put("bar_start_ns", timeNs - 60 * SECOND)).barEnd(put("bar_end_ns", timeNs));
        fault.barOrdinal(put("bar_ordinal", sequence));
        fault.kind(TimeframeKind.TIME).timeframe(timeframe(5));
        fault.instrument(put("instrument", random.nextInt(10_000)));
        fault.putStrategyHash(hash(), 0, 32);
        fault.side(name("side", Side.HOLD, Side.BUY, Side.SELL));
        fault.code(name("code", FaultCode.LEVEL_INVALID, FaultCode.CONFIDENCE_INVALID, FaultCode.PIPELINE_FAILED));
        byte[] symbol = text("symbol", SYMBOLS);
        fault.putSymbol(symbol, 0, symbol.length);
        byte[] strategy = text("strategy", STRATEGIES);
        fault.putStrategy(strategy, 0, strategy.length);
        byte[] arm = text("arm", "", "b");
        fault.putArm(arm, 0, arm.length);
        byte[] words = text("detail", detail);
        fault.putDetail(words, 0, words.length);
        return end("faults", fault.encodedLength());
    }

    private void begin() {
        columns = new LinkedHashMap<>();
        sequence++;
        if (random.nextInt(3) > 0) {
            cause += random.nextInt(1, 5);
        }
        cause = Math.max(1, cause);
        timeNs += random.nextLong(30 * SECOND);
    }

    private Output end(String table, int length) {
        byte[] record = new byte[MessageHeaderEncoder.ENCODED_LENGTH + length];
        buffer.getBytes(0, record);
        return new Output(table, cause, record, columns);
    }

    private long timeframe(long minutes) {
        columns.put("timeframe", minutes == 60 ? "1h" : minutes + "m");
        columns.put("timeframe_kind", (short) 0);
        return put("timeframe_length", minutes * 60 * SECOND);
    }

    private long put(String column, long value) {
        columns.put(column, value);
        return value;
    }

    private int put(String column, int value) {
        columns.put(column, value);
        return value;
    }

    private double put(String column, double value) {
        columns.put(column, Double.isNaN(value) ? null : value);
        return value;
    }

    @SafeVarargs
    private <E extends Enum<E>> E name(String column, E... values) {
        E value = values[random.nextInt(values.length)];
        columns.put(column, value.name());
        return value;
    }

    private byte[] text(String column, String... values) {
        String value = values[random.nextInt(values.length)];
        columns.put(column, value);
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] hash() {
        byte[] hash = bytes(32);
        columns.put("strategy_hash", hash);
        return hash;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] |= 1;
        return bytes;
    }

    private double numberOrUndefined() {
        return random.nextInt(3) == 0 ? Double.NaN : number();
    }

    private double number() {
        return switch (random.nextInt(8)) {
            case 0 -> -0.0;
            case 1 -> Double.MIN_VALUE;
            case 2 -> Double.MAX_VALUE;
            case 3 -> 0.1 + 0.2;
            case 4 -> Double.longBitsToDouble(random.nextLong() & 0x7FEF_FFFF_FFFF_FFFFL);
            default -> random.nextDouble() * 1000;
        };
    }

    /** As a number of 80 bits, written in base 32: another way than that of the code under test. */
    private static String base32(byte[] id) {
        String digits = new java.math.BigInteger(1, id).toString(32);
        StringBuilder text = new StringBuilder("0".repeat(16 - digits.length()) + digits);
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), 32);
            text.setCharAt(i, (char) (value < 26 ? 'a' + value : '2' + value - 26));
        }
        return text.toString();
    }
}
