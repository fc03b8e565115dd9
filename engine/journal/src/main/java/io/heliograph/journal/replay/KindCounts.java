package io.heliograph.journal.replay;

import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.journal.LogKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** How many records of each kind were seen in one log; one thread, allocates nothing per record. */
public final class KindCounts {
    private static final String UNKNOWN = "Unknown";
    private static final String[] EVENTS = {
        UNKNOWN,
        "TradeEvent",
        "QuoteEvent",
        "BarEvent",
        "WatermarkEvent",
        "RefusedEvent",
        "SourceOpened",
        "InstrumentAdded",
        "InstrumentsDeclared",
        "StrategyApplied",
        "StrategyRemoved",
        "CoreSettings",
        "EngineStarted",
        "EngineStopped",
        "EventsLost",
        "EventVoided"
    };
    private static final String[] OUTPUTS = {
        UNKNOWN, "BarClosed", "SignalEmitted", "SignalEnded", "OutcomeRecorded", "FaultRecorded"
    };

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final String[] names;
    private final long[] counts;

    private long total;
    private long bytes;

    public KindCounts(LogKind log) {
        this.names = namesOf(log);
        this.counts = new long[names.length];
    }

    /** The name of a record's kind, as its schema has it; {@code Unknown} where this build does not know it. */
    public static String nameOf(LogKind log, DirectBuffer buffer, int offset, int length) {
        String[] names = namesOf(log);
        return names[kindOf(new MessageHeaderDecoder(), names, buffer, offset, length)];
    }

    /** The names of all kinds of a log, {@code Unknown} first. */
    public static List<String> names(LogKind log) {
        return List.of(namesOf(log));
    }

    /** Counts one record. */
    public void count(DirectBuffer buffer, int offset, int length) {
        counts[kindOf(header, names, buffer, offset, length)]++;
        total++;
        bytes += length;
    }

    /** All records counted. */
    public long total() {
        return total;
    }

    /** Their bytes, without what frames add. */
    public long bytes() {
        return bytes;
    }

    /** The kinds that occurred, in the order of their numbers. */
    public Map<String, Long> byName() {
        Map<String, Long> seen = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                seen.put(names[i], counts[i]);
            }
        }
        return seen;
    }

    private static String[] namesOf(LogKind log) {
        return switch (log) {
            case EVENTS -> EVENTS;
            case OUTPUTS -> OUTPUTS;
        };
    }

    /** Both schemas have the same header. */
    private static int kindOf(
            MessageHeaderDecoder header, String[] names, DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return 0;
        }
        int templateId = header.wrap(buffer, offset).templateId();
        return templateId < names.length ? templateId : 0;
    }
}
