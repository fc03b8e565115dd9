package io.heliograph.server.whatif;

import io.heliograph.server.backtest.SignalRow;
import java.util.EnumSet;
import java.util.Set;

/** What two signals of one side may say differently; numbers are compared bit by bit. */
public enum Difference {
    /** Claimed probability of a win. */
    CONFIDENCE,
    /** Stop, target, expiry or reference price. */
    LEVELS,
    /** Why it was emitted. */
    REASON;

    static Set<Difference> between(SignalRow one, SignalRow other) {
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        if (differ(one.confidence(), other.confidence())) {
            differences.add(CONFIDENCE);
        }
        if (differ(one.stop(), other.stop())
                || differ(one.target(), other.target())
                || differ(one.referencePrice(), other.referencePrice())
                || one.expiryBars() != other.expiryBars()
                || one.expiryNs() != other.expiryNs()) {
            differences.add(LEVELS);
        }
        if (one.reason() != other.reason()) {
            differences.add(REASON);
        }
        return differences;
    }

    /** Undefined is equal to undefined. */
    private static boolean differ(double one, double other) {
        return Double.doubleToLongBits(one) != Double.doubleToLongBits(other);
    }
}
