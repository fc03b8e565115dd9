package io.heliograph.core.house;

import io.heliograph.core.strategy.StrategyView;

/**
 * A number of the language at one bar, by the rules of the language and as plainly as Java says them: NaN is undefined.
 */
record Quantity(double x, boolean flat) {
    private static final Quantity UNDEFINED = new Quantity(Double.NaN, false);

    static Quantity of(double x) {
        return new Quantity(x, false);
    }

    Quantity plus(Quantity y) {
        return result(x + y.x, y);
    }

    Quantity minus(Quantity y) {
        return result(x - y.x, y);
    }

    Quantity times(Quantity y) {
        return result(x * y.x, y);
    }

    Quantity over(Quantity y) {
        return result(x / y.x, y);
    }

    Quantity plus(double y) {
        return plus(of(y));
    }

    Quantity minus(double y) {
        return minus(of(y));
    }

    Quantity over(double y) {
        return over(of(y));
    }

    Quantity abs() {
        return result(Math.abs(x), this);
    }

    Quantity min(Quantity y) {
        return result(Math.min(x, y.x), y);
    }

    Quantity max(Quantity y) {
        return result(Math.max(x, y.x), y);
    }

    Quantity clampToOne() {
        return max(of(0)).min(of(1));
    }

    /** A number on the left of an operator. */
    static Quantity product(double factor, Quantity y) {
        return of(factor).times(y);
    }

    int above(Quantity y) {
        return isUnknownWith(y) ? StrategyView.UNKNOWN : x > y.x ? StrategyView.TRUE : StrategyView.FALSE;
    }

    int below(Quantity y) {
        return y.above(this);
    }

    int atLeast(Quantity y) {
        return isUnknownWith(y) ? StrategyView.UNKNOWN : x >= y.x ? StrategyView.TRUE : StrategyView.FALSE;
    }

    int atMost(Quantity y) {
        return y.atLeast(this);
    }

    static int and(int... conditions) {
        boolean unknown = false;
        for (int condition : conditions) {
            if (condition == StrategyView.FALSE) {
                return StrategyView.FALSE;
            }
            unknown |= condition == StrategyView.UNKNOWN;
        }
        return unknown ? StrategyView.UNKNOWN : StrategyView.TRUE;
    }

    /** a over b now, at or under it the bar before; UNKNOWN if any of the four is undefined or FLAT. */
    static int crossAbove(Quantity a, Quantity b, Quantity a1, Quantity b1) {
        if (a.isUnknownWith(b) || a1.isUnknownWith(b1)) {
            return StrategyView.UNKNOWN;
        }
        return a.x > b.x && a1.x <= b1.x ? StrategyView.TRUE : StrategyView.FALSE;
    }

    static int crossBelow(Quantity a, Quantity b, Quantity a1, Quantity b1) {
        return crossAbove(b, a, b1, a1);
    }

    private boolean isUnknownWith(Quantity y) {
        return flat || y.flat || Double.isNaN(x) || Double.isNaN(y.x);
    }

    private Quantity result(double value, Quantity y) {
        return Double.isNaN(value) || Double.isInfinite(value) ? UNDEFINED : new Quantity(value, flat || y.flat);
    }
}
