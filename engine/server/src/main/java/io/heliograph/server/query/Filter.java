package io.heliograph.server.query;

import io.heliograph.server.rpc.Rejection;
import java.util.List;

/**
 * Which signals are wanted: parsed once, then matched in memory or turned into a condition of SQL, with the same answer.
 *
 * <p>There are two truth values: a comparison with a number that a signal does not have is false, whatever it compares.
 */
public sealed interface Filter {
    /** Every signal. */
    Filter ALL = new And(List.of());

    /**
     * Reads a filter; empty text is {@link #ALL}.
     *
     * @throws Rejection FILTER_INVALID with the column, where it cannot be read
     */
    static Filter parse(String text) {
        return new FilterParser(text).parse();
    }

    boolean matches(FilterFields signal);

    /** All parts hold. */
    record And(List<Filter> parts) implements Filter {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(FilterFields signal) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).matches(signal)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** At least one part holds. */
    record Or(List<Filter> parts) implements Filter {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(FilterFields signal) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).matches(signal)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The part does not hold. */
    record Not(Filter part) implements Filter {
        @Override
        public boolean matches(FilterFields signal) {
            return !part.matches(signal);
        }
    }

    /** A text, name or timeframe is, or is not, a value. */
    record IsText(FilterField field, boolean equal, String value) implements Filter {
        @Override
        public boolean matches(FilterFields signal) {
            return signal.text(field).equals(value) == equal;
        }
    }

    /** A number compares with a value. */
    record IsNumber(FilterField field, Comparison comparison, double value) implements Filter {
        @Override
        public boolean matches(FilterFields signal) {
            return comparison.holds(signal.number(field), value);
        }
    }

    /** A whole number, or a time in nanoseconds since the epoch, compares with a value. */
    record IsInteger(FilterField field, Comparison comparison, long value) implements Filter {
        @Override
        public boolean matches(FilterFields signal) {
            return comparison.holds(signal.integer(field), value);
        }
    }
}
