package io.heliograph.core;

import io.heliograph.codec.event.Refusal;

/**
 * How much of everything the core has seen and said since the journal began.
 *
 * <p>Plain numbers, part of the core's state; belongs to the core's thread.
 */
public final class CoreCounters {
    private static final int KINDS = 16;

    private final long[] events = new long[KINDS];
    private final long[] refused = new long[Refusal.values().length];

    private long bars;
    private long signals;
    private long endings;
    private long outcomes;
    private long faults;
    private long unknownEvaluations;
    private long crossedQuotes;
    private long lockedQuotes;

    /** Events of a kind, by template id of the event schema; refused ones included. */
    public long events(int templateId) {
        return events[templateId];
    }

    /** Refusals of a reason: those made at the door and journaled, and those of the core. */
    public long refused(Refusal reason) {
        return refused[reason.value()];
    }

    public long late() {
        return refused(Refusal.LATE);
    }

    /** Bars closed, of every timeframe. */
    public long bars() {
        return bars;
    }

    public long signals() {
        return signals;
    }

    public long endings() {
        return endings;
    }

    public long outcomes() {
        return outcomes;
    }

    /** Signals withheld and pipelines failed. */
    public long faults() {
        return faults;
    }

    /** Times that a buy or sell condition was UNKNOWN at an evaluated bar. */
    public long unknownEvaluations() {
        return unknownEvaluations;
    }

    /** Quotes after which somebody bid more than another asked. */
    public long crossedQuotes() {
        return crossedQuotes;
    }

    /** Quotes after which somebody bid what another asked. */
    public long lockedQuotes() {
        return lockedQuotes;
    }

    void countEvent(int templateId) {
        events[templateId]++;
    }

    void countRefusal(Refusal reason) {
        refused[reason.value()]++;
    }

    void countBar() {
        bars++;
    }

    void countQuote(boolean crossed, boolean locked) {
        if (crossed) {
            crossedQuotes++;
        }
        if (locked) {
            lockedQuotes++;
        }
    }
}
