package io.heliograph.core.source;

import io.heliograph.codec.event.Numbering;
import io.heliograph.core.StateTexts;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Object2IntHashMap;

/**
 * The sources by number; number 0 is the nameless one, which has no numbers and no epochs.
 *
 * <p>Belongs to the core's thread.
 */
public final class SourceTable {
    /** Answered where a name has no number. */
    public static final int MISSING = -1;

    private final List<Source> sources = new ArrayList<>();
    private final Object2IntHashMap<String> numbers = new Object2IntHashMap<>(MISSING);

    /** A table with the nameless source. */
    public SourceTable() {
        add("").open(0, Numbering.NONE);
    }

    /** Takes a source that named itself: the next new one, or a known one in an epoch not below its last. */
    public Source open(int number, String id, long epoch, Numbering numbering) {
        int known = numberOf(id);
        if (number != (known == MISSING ? sources.size() : known)) {
            throw new IllegalStateException("expected the source's number or the next free one: number=" + number
                    + " known=" + known + " next=" + sources.size() + " source=" + id);
        }
        Source source = known == MISSING ? add(id) : at(known);
        source.open(epoch, numbering);
        return source;
    }

    /** How many there are, the nameless one included. */
    public int count() {
        return sources.size();
    }

    /** The source of a number that was given. */
    public Source at(int number) {
        return sources.get(number);
    }

    /** Number of a name, or {@link #MISSING}. */
    public int numberOf(CharSequence id) {
        return numbers.getValue(id.toString());
    }

    public String id(int number) {
        return at(number).id();
    }

    public long epoch(int number) {
        return at(number).epoch();
    }

    public Numbering numbering(int number) {
        return at(number).numbering();
    }

    public long lastSequence(int number) {
        return at(number).lastSequence();
    }

    /** Writes every source, the nameless one first. */
    public void save(StateSink sink) {
        sink.putLong(sources.size());
        for (Source source : sources) {
            StateTexts.put(sink, source.id());
            source.save(sink);
        }
    }

    /** Takes what {@link #save} wrote into a table with the nameless source alone. */
    public void restore(StateSource state) {
        int count = state.getCount(1);
        for (int i = 0; i < count; i++) {
            String id = StateTexts.get(state);
            (i < sources.size() ? at(i) : add(id)).restore(state);
        }
    }

    private Source add(String id) {
        Source source = new Source(sources.size(), id);
        numbers.put(id, sources.size());
        sources.add(source);
        return source;
    }
}
