package io.heliograph.server.check;

import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.core.Timeframe;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.text.NumberText;

/**
 * A signal as it was when it was emitted, without what became of it.
 *
 * <p>Prices and confidence are NaN where it has none. Equal signals are equal to the bit.
 */
public record EmittedSignal(
        SignalPlace place,
        long barOrdinal,
        Side side,
        Reason reason,
        double confidence,
        double referencePrice,
        double stop,
        double target,
        int expiryBars,
        long expiryNs,
        String signalId,
        String closes,
        boolean isConverged) {
    static EmittedSignal of(SignalRow row) {
        return new EmittedSignal(
                new SignalPlace(row.symbol(), row.timeframe(), row.strategy(), row.barEndNs()),
                row.barOrdinal(),
                row.side(),
                row.reason(),
                row.confidence(),
                row.referencePrice(),
                row.stop(),
                row.target(),
                row.expiryBars(),
                row.expiryNs(),
                row.signalId(),
                row.closes(),
                row.isConverged());
    }

    public String symbol() {
        return place.symbol();
    }

    public Timeframe timeframe() {
        return place.timeframe();
    }

    public String strategy() {
        return place.strategy();
    }

    /** End of its bar, nanoseconds since the epoch. */
    public long barEndNs() {
        return place.barEndNs();
    }

    /**
     * Whether it says the same, but for numbers that differ by less than a share of the larger one (confidence: by less
     * than the tolerance itself).
     */
    boolean isLike(EmittedSignal other, double tolerance) {
        return side == other.side
                && reason == other.reason
                && (isUndefined(confidence, other.confidence) || Math.abs(confidence - other.confidence) <= tolerance)
                && isNear(stop, other.stop, tolerance)
                && isNear(target, other.target, tolerance);
    }

    /** One line for people; the fields that are not there are left out. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(place.toString())
                .append(' ')
                .append(side)
                .append(" (")
                .append(reason)
                .append(')');
        add(text, "confidence", confidence);
        add(text, "price", referencePrice);
        add(text, "stop", stop);
        add(text, "target", target);
        text.append(closes.isEmpty() ? "" : " closes=" + closes);
        return text.append(isConverged ? " CONVERGED" : " READY")
                .append(" id=")
                .append(signalId)
                .toString();
    }

    private static void add(StringBuilder text, String name, double value) {
        if (!Double.isNaN(value)) {
            text.append(' ').append(name).append('=').append(NumberText.of(value));
        }
    }

    private static boolean isNear(double a, double b, double tolerance) {
        return isUndefined(a, b) || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
    }

    private static boolean isUndefined(double a, double b) {
        return Double.isNaN(a) && Double.isNaN(b);
    }
}
