package io.heliograph.core.strategy;

import io.heliograph.codec.output.FaultCode;
import io.heliograph.codec.output.Side;
import io.heliograph.core.strategy.StrategyView.Level;

/**
 * What a signal would claim on this bar: its stop, target and confidence, or the first fault among them.
 *
 * <p>Read, used, and let go.
 */
final class Claim {
    static final double DEFAULT_CONFIDENCE = 0.5;

    private double stop;
    private double target;
    private double confidence;
    private Level faultyLevel;
    private String found;

    /** Reads the numbers for a signal of this side; answers whether they allow one. */
    boolean read(StrategyView view, Side side, double close) {
        faultyLevel = null;
        stop = Double.NaN;
        target = Double.NaN;
        confidence = DEFAULT_CONFIDENCE;
        int sign = side == Side.BUY ? 1 : -1;
        if (view.declares(Level.STOP)) {
            stop = view.level(Level.STOP, sign);
            checkPrice(Level.STOP, stop, close, side == Side.SELL);
        }
        if (faultyLevel == null && view.declares(Level.TARGET)) {
            target = view.level(Level.TARGET, sign);
            checkPrice(Level.TARGET, target, close, side == Side.BUY);
        }
        if (faultyLevel == null && view.declares(Level.CONFIDENCE)) {
            double claimed = view.level(Level.CONFIDENCE, sign);
            confidence = Math.min(Math.max(claimed, 0), 1);
            if (Double.isNaN(claimed)) {
                refuse(Level.CONFIDENCE, "undefined");
            }
        }
        return faultyLevel == null;
    }

    double stop() {
        return stop;
    }

    double target() {
        return target;
    }

    double confidence() {
        return confidence;
    }

    /** The first number that stands against a signal; null where none does. */
    Level faultyLevel() {
        return faultyLevel;
    }

    /** What is wrong with it. */
    String found() {
        return found;
    }

    FaultCode faultCode() {
        return faultyLevel == Level.CONFIDENCE ? FaultCode.CONFIDENCE_INVALID : FaultCode.LEVEL_INVALID;
    }

    private void checkPrice(Level level, double price, double close, boolean belongsAbove) {
        if (Double.isNaN(price)) {
            refuse(level, "undefined");
        } else if (belongsAbove && price <= close) {
            refuse(level, "not above the close");
        } else if (!belongsAbove && price >= close) {
            refuse(level, "not below the close");
        }
    }

    private void refuse(Level level, String why) {
        faultyLevel = level;
        found = why;
    }
}
