package io.heliograph.server.query;

import com.google.protobuf.Timestamp;
import io.heliograph.v1.Signal;

/** Shows a signal of the contract to filters; kept and pointed at one signal after the other, by one thread. */
public final class SignalFields implements FilterFields {
    private static final long NANOS = 1_000_000_000L;

    private Signal signal = Signal.getDefaultInstance();

    /** Points at a signal. */
    public SignalFields of(Signal next) {
        signal = next;
        return this;
    }

    @Override
    public String text(FilterField field) {
        return switch (field) {
            case SYMBOL -> signal.getSymbol();
            case STRATEGY -> signal.getStrategyId();
            case TIMEFRAME -> signal.getTimeframe();
            case ARM -> signal.getArm();
            case SIDE ->
                switch (signal.getSide()) {
                    case SIDE_HOLD -> "HOLD";
                    case SIDE_BUY -> "BUY";
                    case SIDE_SELL -> "SELL";
                    case SIDE_UNSPECIFIED, UNRECOGNIZED -> "";
                };
            case REASON ->
                switch (signal.getReason()) {
                    case SIGNAL_REASON_BUY -> "BUY";
                    case SIGNAL_REASON_SELL -> "SELL";
                    case SIGNAL_REASON_STOP -> "STOP";
                    case SIGNAL_REASON_TARGET -> "TARGET";
                    case SIGNAL_REASON_EXIT -> "EXIT";
                    case SIGNAL_REASON_EXPIRED -> "EXPIRED";
                    case SIGNAL_REASON_OPPOSITE -> "OPPOSITE";
                    case SIGNAL_REASON_CONFLICT -> "CONFLICT";
                    case SIGNAL_REASON_RELEASED -> "RELEASED";
                    case SIGNAL_REASON_REMOVED -> "REMOVED";
                    case SIGNAL_REASON_UNCHANGED -> "UNCHANGED";
                    case SIGNAL_REASON_UNSPECIFIED, UNRECOGNIZED -> "";
                };
            case STATUS ->
                switch (signal.getStatus()) {
                    case SIGNAL_STATUS_OPEN -> "OPEN";
                    case SIGNAL_STATUS_STOP -> "STOP";
                    case SIGNAL_STATUS_TARGET -> "TARGET";
                    case SIGNAL_STATUS_EXIT -> "EXIT";
                    case SIGNAL_STATUS_EXPIRED -> "EXPIRED";
                    case SIGNAL_STATUS_OPPOSITE -> "OPPOSITE";
                    case SIGNAL_STATUS_CONFLICT -> "CONFLICT";
                    case SIGNAL_STATUS_RELEASED -> "RELEASED";
                    case SIGNAL_STATUS_REMOVED -> "REMOVED";
                    case SIGNAL_STATUS_UNSPECIFIED, UNRECOGNIZED -> "";
                };
            case CONFIDENCE, REFERENCE_PRICE, SEQUENCE, BAR_END_TIME, EVENT_TIME -> throw notOfKind(field);
        };
    }

    @Override
    public double number(FilterField field) {
        if (field == FilterField.CONFIDENCE) {
            return signal.hasConfidence() ? signal.getConfidence() : Double.NaN;
        } else if (field == FilterField.REFERENCE_PRICE) {
            return signal.getReferencePrice();
        }
        throw notOfKind(field);
    }

    @Override
    public long integer(FilterField field) {
        if (field == FilterField.SEQUENCE) {
            return signal.getSequence();
        } else if (field == FilterField.BAR_END_TIME) {
            return nanos(signal.getBarEndTime());
        } else if (field == FilterField.EVENT_TIME) {
            return nanos(signal.getEventTime());
        }
        throw notOfKind(field);
    }

    private static long nanos(Timestamp time) {
        return time.getSeconds() * NANOS + time.getNanos();
    }

    private static IllegalArgumentException notOfKind(FilterField field) {
        return new IllegalArgumentException("not of this kind: field=" + field.text() + " kind=" + field.kind());
    }
}
