package io.heliograph.server.query;

/** The fields of one signal as a filter sees them. */
public interface FilterFields {
    /** A field of kind TEXT, NAME or TIMEFRAME; empty where the signal has none. */
    String text(FilterField field);

    /** A field of kind NUMBER; NaN where the signal has none. */
    double number(FilterField field);

    /** A field of kind INTEGER, or TIME in nanoseconds since the epoch. */
    long integer(FilterField field);
}
