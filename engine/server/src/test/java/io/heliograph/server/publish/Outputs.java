package io.heliograph.server.publish;

import io.heliograph.codec.output.BarClosedEncoder;
import io.heliograph.codec.output.MessageHeaderEncoder;
import io.heliograph.codec.output.Origin;
import io.heliograph.codec.output.Readiness;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.codec.output.SignalEmittedEncoder;
import io.heliograph.codec.output.SignalEndedEncoder;
import io.heliograph.codec.output.SignalState;
import io.heliograph.codec.output.TimeframeKind;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.MemoryLog;
import java.nio.ByteBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Writes an output log, in memory if not told otherwise: events that cause bars, signals and endings. */
final class Outputs {
    static final long EPOCH = 3;
    static final long MINUTE = 60_000_000_000L;
    static final long START_NS = 1_704_205_800_000_000_000L;

    private final Log log;
    private final LogAppender appender;
    private final ExpandableArrayBuffer record = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    private long cause;
    private int padding;

    Outputs() {
        this(new MemoryLog(LogKind.OUTPUTS, EPOCH));
    }

    Outputs(Log log) {
        this.log = log;
        this.appender = log.appender();
        this.cause = log.head();
    }

    Log log() {
        return log;
    }

    /** Says what is forced, of a log in memory. */
    void publishDurable(long sequence) {
        ((MemoryLog) log).publishDurable(sequence);
    }

    /** Begins the outputs of the next event. */
    Outputs event() {
        cause++;
        appender.beginGroup();
        return this;
    }

    /** Ends the outputs of the event; readers see them from here on. */
    void end() {
        appender.commit(LogAppender.LAST_OF_CAUSE);
    }

    /** Makes each signal longer by so many bytes. */
    Outputs padded(int bytes) {
        padding = bytes;
        return this;
    }

    /** One event with one signal; answers its sequence. */
    long signal(String symbol, String strategy, Side side) {
        event().add(symbol, strategy, side).end();
        return log.head();
    }

    /** One event with one bar. */
    long bar(String symbol) {
        event().addBar(symbol).end();
        return log.head();
    }

    Outputs addBar(String symbol) {
        BarClosedEncoder bar = new BarClosedEncoder().wrapAndApplyHeader(record, 0, header);
        bar.cause(cause).start(time() - MINUTE).end(time()).timeframe(MINUTE).ordinal(cause);
        bar.openPrice(1)
                .highPrice(2)
                .lowPrice(1)
                .closePrice(2)
                .volume(3)
                .wap(1.5)
                .trades(4)
                .instrument(1);
        bar.kind(TimeframeKind.TIME).origin(Origin.BUILT).flags().clear();
        bar.symbol(symbol);
        appender.add(record, 0, MessageHeaderEncoder.ENCODED_LENGTH + bar.encodedLength());
        return this;
    }

    Outputs add(String symbol, String strategy, Side side) {
        SignalEmittedEncoder signal = new SignalEmittedEncoder().wrapAndApplyHeader(record, 0, header);
        long sequence = appender.sequence() + 1;
        signal.cause(cause).receiveTime(receiveTime(cause)).eventTime(time() + 1);
        signal.barStart(time() - MINUTE).barEnd(time()).barOrdinal(cause).timeframe(MINUTE);
        signal.confidence(side == Side.HOLD ? Double.NaN : 0.625).referencePrice(100.25);
        signal.stop(side == Side.HOLD ? Double.NaN : 99.5).target(Double.NaN);
        signal.expiryDuration(0)
                .expiryBars(side == Side.HOLD ? 0 : 20)
                .barsSeen(55)
                .instrument(1);
        byte[] id = id(sequence);
        signal.putSignalId(id, 0, id.length).putClosesId(new byte[10], 0, 10).putStrategyHash(new byte[32], 0, 32);
        signal.kind(TimeframeKind.TIME).side(side).state(SignalState.FINAL);
        signal.reason(side == Side.SELL ? Reason.SELL : side == Side.BUY ? Reason.BUY : Reason.EXIT);
        signal.readiness(Readiness.CONVERGED);
        SignalEmittedEncoder.ValuesEncoder values = signal.valuesCount(2);
        values.next().value(12.5).flags().clear().flat(true);
        values.name("mean");
        values.next().value(1.0).flags().clear().condition(true);
        values.name("up" + "x".repeat(padding));
        signal.symbol(symbol).strategy(strategy).arm("");
        appender.add(record, 0, MessageHeaderEncoder.ENCODED_LENGTH + signal.encodedLength());
        return this;
    }

    /** The ending of an earlier signal. */
    Outputs addEnding(long sequence, String symbol, String strategy, Reason reason) {
        SignalEndedEncoder ended = new SignalEndedEncoder().wrapAndApplyHeader(record, 0, header);
        ended.cause(cause)
                .receiveTime(receiveTime(cause))
                .signalSequence(sequence)
                .signalBarEnd(time());
        ended.barStart(time() - MINUTE).barEnd(time()).barOrdinal(cause).timeframe(MINUTE);
        ended.entryPrice(100.25)
                .exitPrice(99.5)
                .grossReturn(-0.007)
                .maxFavourable(0)
                .maxAdverse(-0.01);
        ended.barsHeld(3).instrument(1);
        byte[] id = id(sequence);
        ended.putSignalId(id, 0, id.length).putStrategyHash(new byte[32], 0, 32);
        ended.kind(TimeframeKind.TIME).side(Side.BUY).reason(reason).flags().clear();
        ended.symbol(symbol).strategy(strategy).arm("");
        appender.add(record, 0, MessageHeaderEncoder.ENCODED_LENGTH + ended.encodedLength());
        return this;
    }

    /** The id of the signal with a sequence. */
    static byte[] id(long sequence) {
        return ByteBuffer.allocate(10).putLong(sequence).putShort((short) 7).array();
    }

    /** When the engine took the event in. */
    static long receiveTime(long cause) {
        return START_NS + cause * MINUTE + 5;
    }

    private long time() {
        return START_NS + cause * MINUTE;
    }
}
