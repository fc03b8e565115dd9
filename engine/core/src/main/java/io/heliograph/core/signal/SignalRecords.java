package io.heliograph.core.signal;

import io.heliograph.codec.output.FaultCode;
import io.heliograph.codec.output.FaultRecordedEncoder;
import io.heliograph.codec.output.MessageHeaderEncoder;
import io.heliograph.codec.output.OutcomeFlagsEncoder;
import io.heliograph.codec.output.OutcomeRecordedEncoder;
import io.heliograph.codec.output.Readiness;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.codec.output.SignalEmittedEncoder;
import io.heliograph.codec.output.SignalEndedEncoder;
import io.heliograph.codec.output.SignalState;
import io.heliograph.codec.output.TimeframeKind;
import io.heliograph.core.OutputEmitter;
import io.heliograph.core.Timeframe;
import io.heliograph.core.outcome.SignalTrack;
import org.agrona.ExpandableArrayBuffer;

/**
 * Writes what strategies conclude as records: signals, endings, outcomes, faults.
 *
 * <p>One for all strategies of a core; holds a record only while it is written, so it has no state to save. Allocates
 * nothing when warm. Belongs to the core's thread.
 */
public final class SignalRecords {
    private static final byte[] NO_ID = new byte[SignalId.LENGTH];

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);
    private final ExpandableArrayBuffer text = new ExpandableArrayBuffer(256);
    private final SignalIdentity identity = new SignalIdentity();
    private final byte[] id = new byte[SignalId.LENGTH];
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SignalEmittedEncoder signal = new SignalEmittedEncoder();
    private final SignalEndedEncoder ending = new SignalEndedEncoder();
    private final OutcomeRecordedEncoder outcome = new OutcomeRecordedEncoder();
    private final FaultRecordedEncoder fault = new FaultRecordedEncoder();

    private SignalEmittedEncoder.ValuesEncoder values;

    /**
     * Begins a signal of this bar, without confidence, levels and expiry.
     *
     * @param ended the signal that this one ended, or null
     */
    public void beginSignal(
            SignalOrigin origin,
            Moment at,
            Side side,
            Reason reason,
            Readiness readiness,
            int barsSeen,
            SignalTrack ended) {
        identity.compute(origin, at, id);
        signal.wrapAndApplyHeader(buffer, 0, header)
                .cause(at.cause())
                .receiveTime(at.receiveTime())
                .eventTime(at.eventTime())
                .barStart(at.barStart())
                .barEnd(at.barEnd())
                .barOrdinal(at.barOrdinal())
                .timeframe(origin.timeframe().length())
                .confidence(Double.NaN)
                .referencePrice(at.close())
                .stop(Double.NaN)
                .target(Double.NaN)
                .expiryDuration(0)
                .expiryBars(0)
                .barsSeen(barsSeen)
                .instrument(origin.instrument())
                .putSignalId(id, 0, SignalId.LENGTH)
                .putClosesId(ended == null ? NO_ID : ended.id(), 0, SignalId.LENGTH)
                .putStrategyHash(origin.strategyHash(), 0, origin.strategyHash().length)
                .kind(kind(origin.timeframe()))
                .side(side)
                .state(SignalState.FINAL)
                .reason(reason)
                .readiness(readiness);
    }

    /** Adds what a BUY or SELL claims: confidence, levels, and its expiry in nanoseconds or bars (0: none). */
    public void claim(SignalTrack opened, long expiryDuration, int expiryBars) {
        signal.confidence(canonical(opened.confidence()))
                .stop(canonical(opened.stop()))
                .target(canonical(opened.target()))
                .expiryDuration(expiryDuration)
                .expiryBars(expiryBars);
    }

    /** Says how many {@link #value} follow; once for each signal. */
    public void beginValues(int count) {
        values = signal.valuesCount(count);
    }

    /** Adds what a definition stands at; sorted by name. */
    public void value(String name, double value, boolean isFlat, boolean isCondition) {
        values.next().value(canonical(value)).flags().clear().flat(isFlat).condition(isCondition);
        values.putName(text, 0, ascii(0, name));
    }

    /** Emits the signal that was begun; answers its output sequence. */
    public long endSignal(SignalOrigin origin, OutputEmitter out) {
        signal.putSymbol(text, 0, ascii(0, origin.symbol()));
        signal.putStrategy(text, 0, ascii(0, origin.strategy()));
        signal.putArm(text, 0, ascii(0, origin.arm()));
        return emit(out, signal.encodedLength());
    }

    /** Id of the signal begun last; overwritten by the next. */
    public byte[] signalId() {
        return id;
    }

    /** Emits that a signal ended. */
    public void ended(SignalOrigin origin, Moment at, SignalTrack track, OutputEmitter out) {
        ending.wrapAndApplyHeader(buffer, 0, header)
                .cause(at.cause())
                .receiveTime(at.receiveTime())
                .signalSequence(track.sequence())
                .signalBarEnd(track.barEnd())
                .barStart(at.barStart())
                .barEnd(at.barEnd())
                .barOrdinal(at.barOrdinal())
                .timeframe(origin.timeframe().length())
                .entryPrice(canonical(track.entry()))
                .exitPrice(canonical(track.exit()))
                .grossReturn(canonical(track.grossReturn()))
                .maxFavourable(canonical(track.maxFavourable()))
                .maxAdverse(canonical(track.maxAdverse()))
                .barsHeld(track.barsHeld())
                .instrument(origin.instrument())
                .putSignalId(track.id(), 0, SignalId.LENGTH)
                .putStrategyHash(origin.strategyHash(), 0, origin.strategyHash().length)
                .kind(kind(origin.timeframe()))
                .side(track.side())
                .reason(track.ending());
        flags(ending.flags(), track).abandoned(false);
        ending.putSymbol(text, 0, ascii(0, origin.symbol()));
        ending.putStrategy(text, 0, ascii(0, origin.strategy()));
        ending.putArm(text, 0, ascii(0, origin.arm()));
        emit(out, ending.encodedLength());
    }

    /** Emits what became of a signal. */
    public void outcome(SignalOrigin origin, Moment at, SignalTrack track, OutputEmitter out) {
        outcome.wrapAndApplyHeader(buffer, 0, header)
                .cause(at.cause())
                .receiveTime(at.receiveTime())
                .signalSequence(track.sequence())
                .signalBarEnd(track.barEnd())
                .barStart(at.barStart())
                .barEnd(at.barEnd())
                .barOrdinal(at.barOrdinal())
                .timeframe(origin.timeframe().length())
                .confidence(canonical(track.confidence()))
                .entryPrice(canonical(track.entry()))
                .entryNextOpen(canonical(track.nextOpen()))
                .exitPrice(canonical(track.exit()))
                .grossReturn(canonical(track.grossReturn()))
                .returnNextOpen(canonical(track.returnNextOpen()))
                .maxFavourable(canonical(track.maxFavourable()))
                .maxAdverse(canonical(track.maxAdverse()))
                .return1(canonical(track.return1()))
                .return5(canonical(track.return5()))
                .return20(canonical(track.return20()))
                .barsHeld(track.barsHeld())
                .instrument(origin.instrument())
                .putSignalId(track.id(), 0, SignalId.LENGTH)
                .putStrategyHash(origin.strategyHash(), 0, origin.strategyHash().length)
                .kind(kind(origin.timeframe()))
                .side(track.side())
                .reason(track.ending());
        flags(outcome.flags(), track);
        outcome.putSymbol(text, 0, ascii(0, origin.symbol()));
        outcome.putStrategy(text, 0, ascii(0, origin.strategy()));
        outcome.putArm(text, 0, ascii(0, origin.arm()));
        emit(out, outcome.encodedLength());
    }

    /**
     * Emits a fault; its detail is {@code what: where: found}.
     *
     * @param side the side that wanted to enter; HOLD where none did
     * @param what names the part of the document, such as {@code stop}
     * @param where the expression as given
     * @param found what is wrong with it
     */
    public void fault(
            SignalOrigin origin,
            Moment at,
            Side side,
            FaultCode code,
            String what,
            String where,
            String found,
            OutputEmitter out) {
        fault.wrapAndApplyHeader(buffer, 0, header)
                .cause(at.cause())
                .receiveTime(at.receiveTime())
                .barStart(at.barStart())
                .barEnd(at.barEnd())
                .barOrdinal(at.barOrdinal())
                .timeframe(origin.timeframe().length())
                .instrument(origin.instrument())
                .putStrategyHash(origin.strategyHash(), 0, origin.strategyHash().length)
                .kind(kind(origin.timeframe()))
                .side(side)
                .code(code);
        fault.putSymbol(text, 0, ascii(0, origin.symbol()));
        fault.putStrategy(text, 0, ascii(0, origin.strategy()));
        fault.putArm(text, 0, ascii(0, origin.arm()));
        int length = ascii(0, what);
        length = ascii(ascii(length, ": "), where);
        length = ascii(ascii(length, ": "), found);
        fault.putDetail(text, 0, length);
        emit(out, fault.encodedLength());
    }

    private long emit(OutputEmitter out, int length) {
        return out.emit(buffer, MessageHeaderEncoder.ENCODED_LENGTH + length);
    }

    /** Puts a word behind what {@code text} holds; answers its new length. */
    private int ascii(int length, String word) {
        return length + text.putStringWithoutLengthAscii(length, word);
    }

    private static OutcomeFlagsEncoder flags(OutcomeFlagsEncoder flags, SignalTrack track) {
        return flags.clear()
                .ambiguous(track.isAmbiguous())
                .abandoned(track.isAbandoned())
                .win(track.isWin())
                .scored(track.isScored());
    }

    private static TimeframeKind kind(Timeframe timeframe) {
        return switch (timeframe.kind()) {
            case TIME -> TimeframeKind.TIME;
            case TICK -> TimeframeKind.TICK;
            case VOLUME -> TimeframeKind.VOLUME;
        };
    }

    /** One NaN for all: the sign and payload of a computed one differ between processors. */
    private static double canonical(double x) {
        return Double.isNaN(x) ? Double.NaN : x;
    }
}
