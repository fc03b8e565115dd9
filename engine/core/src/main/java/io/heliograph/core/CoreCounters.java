package io.heliograph.core;

import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.instrument.Quote;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * How much of everything the core has seen and said since the journal began.
 *
 * <p>Plain numbers, part of the core's state; belongs to the core's thread.
 */
public final class CoreCounters {
    private static final int KINDS = 16;

    private final long[] events = new long[KINDS];
    private final long[] outputs = new long[KINDS];
    private final long[] refused = new long[Refusal.values().length];

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
        return outputs[BarClosedDecoder.TEMPLATE_ID];
    }

    public long signals() {
        return outputs[SignalEmittedDecoder.TEMPLATE_ID];
    }

    public long endings() {
        return outputs[SignalEndedDecoder.TEMPLATE_ID];
    }

    public long outcomes() {
        return outputs[OutcomeRecordedDecoder.TEMPLATE_ID];
    }

    /** Signals withheld and pipelines failed. */
    public long faults() {
        return outputs[FaultRecordedDecoder.TEMPLATE_ID];
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

    /** Hands outputs on, and counts them. */
    OutputHandler counting(OutputHandler next) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        return (sequence, buffer, offset, length) -> {
            outputs[header.wrap(buffer, offset).templateId()]++;
            next.onOutput(sequence, buffer, offset, length);
        };
    }

    void save(StateSink sink) {
        sink.putLongs(events, 0, events.length);
        sink.putLongs(outputs, 0, outputs.length);
        sink.putLongs(refused, 0, refused.length);
        sink.putLong(unknownEvaluations);
        sink.putLong(crossedQuotes);
        sink.putLong(lockedQuotes);
    }

    void restore(StateSource source) {
        source.getLongs(events, 0, events.length);
        source.getLongs(outputs, 0, outputs.length);
        source.getLongs(refused, 0, refused.length);
        unknownEvaluations = source.getLong();
        crossedQuotes = source.getLong();
        lockedQuotes = source.getLong();
    }

    void countUnknown(long conditions) {
        unknownEvaluations += conditions;
    }

    void countQuote(Quote quote) {
        if (quote.isCrossed()) {
            crossedQuotes++;
        } else if (quote.isLocked()) {
            lockedQuotes++;
        }
    }
}
