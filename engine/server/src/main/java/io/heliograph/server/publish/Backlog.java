package io.heliograph.server.publish;

import io.heliograph.v1.SignalView;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The outputs that wait for one subscriber, in ascending sequence; when it conflates, only the latest of each key.
 *
 * <p>Bounded by bytes: it has room until the bound is reached, so it exceeds it by less than one output, or by less than two:
 * it always has room for two, because the last output of an event is held back until the one behind it is seen. One thread.
 */
final class Backlog {
    private static final int LEAST = 2;

    private final SignalView view;
    private final boolean conflates;
    private final long limitBytes;
    private final Map<Object, PublishedOutput> latest;
    private final ArrayDeque<PublishedOutput> all;

    private long bytes;
    private long leftOut;

    Backlog(SignalView view, boolean conflates, long limitBytes) {
        this.view = view;
        this.conflates = conflates;
        this.limitBytes = limitBytes;
        this.latest = conflates ? new LinkedHashMap<>() : Map.of();
        this.all = conflates ? null : new ArrayDeque<>(1);
    }

    void add(PublishedOutput output) {
        if (conflates) {
            PublishedOutput before = latest.remove(output.key());
            if (before != null) {
                bytes -= before.entry(view).length;
                leftOut++;
            }
            latest.put(output.key(), output);
        } else {
            all.add(output);
        }
        bytes += output.entry(view).length;
    }

    boolean hasRoom() {
        return bytes < limitBytes || size() < LEAST;
    }

    /** Whether so much was sent that reading on is worth while. */
    boolean isHalfEmpty() {
        return bytes <= limitBytes / 2 || size() < LEAST;
    }

    boolean isEmpty() {
        return waiting().isEmpty();
    }

    int size() {
        return waiting().size();
    }

    long bytes() {
        return bytes;
    }

    /** The next output; null if there is none. */
    PublishedOutput first() {
        Iterator<PublishedOutput> outputs = waiting().iterator();
        return outputs.hasNext() ? outputs.next() : null;
    }

    /** The next output's bytes and those after it, each to be removed when taken; see {@link #taken}. */
    Iterator<PublishedOutput> iterator() {
        return waiting().iterator();
    }

    /** Says that a output was removed by its iterator. */
    void taken(PublishedOutput output) {
        bytes -= output.entry(view).length;
    }

    /** How many outputs were left out in favour of later ones since this was asked last. */
    long takeLeftOut() {
        long count = leftOut;
        leftOut = 0;
        return count;
    }

    void clear() {
        waiting().clear();
        bytes = 0;
    }

    private Collection<PublishedOutput> waiting() {
        return conflates ? latest.values() : all;
    }
}
