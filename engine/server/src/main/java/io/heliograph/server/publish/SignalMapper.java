package io.heliograph.server.publish;

import com.google.protobuf.Timestamp;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder.ValuesDecoder;
import io.heliograph.core.Timeframe;
import io.heliograph.core.signal.SignalId;
import io.heliograph.v1.Readiness;
import io.heliograph.v1.Side;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalReason;
import io.heliograph.v1.SignalState;
import io.heliograph.v1.SignalStatus;
import io.heliograph.v1.SignalValue;
import io.heliograph.v1.SignalView;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/** Makes messages of signal records; one thread. */
public final class SignalMapper {
    private static final long SECOND = 1_000_000_000L;
    private static final byte[] NO_ID = new byte[SignalId.LENGTH];

    private final SignalEmittedDecoder decoder = new SignalEmittedDecoder();
    private final byte[] id = new byte[SignalId.LENGTH];
    private final byte[] hash = new byte[SignalEmittedDecoder.strategyHashLength()];
    private final TimeframeTexts timeframes = new TimeframeTexts();

    /** The whole signal, as it was when it was made. */
    public Signal map(long sequence, long epoch, DirectBuffer record, int offset, int blockLength, int version) {
        decoder.wrap(record, offset, blockLength, version);
        Signal.Builder signal = Signal.newBuilder().setSequence(sequence).setEpoch(epoch);
        addIdentity(signal);
        addBar(signal);
        addLevels(signal);
        addValues(signal);
        return signal.setSymbol(decoder.symbol())
                .setStrategyId(decoder.strategy())
                .setArm(decoder.arm())
                .build();
    }

    /** What a view shows of a signal. */
    static Signal view(Signal signal, SignalView view) {
        if (view != SignalView.SIGNAL_VIEW_BASIC) {
            return signal;
        }
        return signal.toBuilder()
                .clearValues()
                .clearStrategyHash()
                .clearBarsSeen()
                .clearReadiness()
                .build();
    }

    static Timestamp timestamp(long ns) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(ns, SECOND))
                .setNanos((int) Math.floorMod(ns, SECOND))
                .build();
    }

    private void addIdentity(Signal.Builder signal) {
        decoder.getSignalId(id, 0, id.length);
        signal.setSignalId(SignalId.text(id)).setCause(decoder.cause());
        decoder.getClosesId(id, 0, id.length);
        if (!Arrays.equals(id, NO_ID)) {
            signal.setCloses(SignalId.text(id));
        }
        decoder.getStrategyHash(hash, 0, hash.length);
        signal.setStrategyHash(HexFormat.of().formatHex(hash));
        signal.setEventTime(timestamp(decoder.eventTime())).setReceiveTime(timestamp(decoder.receiveTime()));
    }

    private void addBar(Signal.Builder signal) {
        Timeframe timeframe = TimeframeTexts.timeframe(decoder.kind(), decoder.timeframe());
        signal.setTimeframe(timeframes.of(timeframe));
        signal.setBarStartTime(timestamp(decoder.barStart())).setBarEndTime(timestamp(decoder.barEnd()));
        if (!timeframe.isTime()) {
            signal.setBarOrdinal(decoder.barOrdinal());
        }
        signal.setBarsSeen(decoder.barsSeen());
    }

    private void addLevels(Signal.Builder signal) {
        Side side = side(decoder.side());
        signal.setSide(side).setReason(reason(decoder.reason())).setState(state(decoder.state()));
        signal.setReadiness(readiness(decoder.readiness())).setReferencePrice(decoder.referencePrice());
        if (side == Side.SIDE_HOLD) {
            return;
        }
        // What has no ending of its own would read OPEN for ever.
        if (decoder.reason() != io.heliograph.codec.output.Reason.UNCHANGED) {
            signal.setStatus(SignalStatus.SIGNAL_STATUS_OPEN);
        }
        if (!Double.isNaN(decoder.confidence())) {
            signal.setConfidence(decoder.confidence());
        }
        if (!Double.isNaN(decoder.stop())) {
            signal.setStop(decoder.stop());
        }
        if (!Double.isNaN(decoder.target())) {
            signal.setTarget(decoder.target());
        }
        if (decoder.expiryBars() != 0) {
            signal.setExpiryBars(decoder.expiryBars());
        }
        if (decoder.expiryDuration() != 0) {
            signal.setExpiryTime(timestamp(decoder.barEnd() + decoder.expiryDuration()));
        }
    }

    private void addValues(Signal.Builder signal) {
        ValuesDecoder values = decoder.values();
        while (values.hasNext()) {
            values.next();
            signal.addValues(SignalValue.newBuilder()
                    .setValue(values.value())
                    .setFlat(values.flags().flat())
                    .setCondition(values.flags().condition())
                    .setName(values.name()));
        }
    }

    private static Side side(io.heliograph.codec.output.Side side) {
        return switch (side) {
            case HOLD -> Side.SIDE_HOLD;
            case BUY -> Side.SIDE_BUY;
            case SELL -> Side.SIDE_SELL;
            case NULL_VAL -> Side.SIDE_UNSPECIFIED;
        };
    }

    private static SignalReason reason(io.heliograph.codec.output.Reason reason) {
        return switch (reason) {
            case BUY -> SignalReason.SIGNAL_REASON_BUY;
            case SELL -> SignalReason.SIGNAL_REASON_SELL;
            case STOP -> SignalReason.SIGNAL_REASON_STOP;
            case TARGET -> SignalReason.SIGNAL_REASON_TARGET;
            case EXIT -> SignalReason.SIGNAL_REASON_EXIT;
            case EXPIRED -> SignalReason.SIGNAL_REASON_EXPIRED;
            case OPPOSITE -> SignalReason.SIGNAL_REASON_OPPOSITE;
            case CONFLICT -> SignalReason.SIGNAL_REASON_CONFLICT;
            case RELEASED -> SignalReason.SIGNAL_REASON_RELEASED;
            case REMOVED -> SignalReason.SIGNAL_REASON_REMOVED;
            case UNCHANGED -> SignalReason.SIGNAL_REASON_UNCHANGED;
            case NULL_VAL -> SignalReason.SIGNAL_REASON_UNSPECIFIED;
        };
    }

    private static SignalState state(io.heliograph.codec.output.SignalState state) {
        // The contract reserves the other states; a record of a later version would show as unspecified.
        return state == io.heliograph.codec.output.SignalState.FINAL
                ? SignalState.SIGNAL_STATE_FINAL
                : SignalState.SIGNAL_STATE_UNSPECIFIED;
    }

    private static Readiness readiness(io.heliograph.codec.output.Readiness readiness) {
        return switch (readiness) {
            case READY -> Readiness.READINESS_READY;
            case CONVERGED -> Readiness.READINESS_CONVERGED;
            case NOT_READY, NULL_VAL -> Readiness.READINESS_UNSPECIFIED;
        };
    }
}
