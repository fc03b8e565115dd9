package io.heliograph.server.publish;

import io.heliograph.v1.SignalView;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The signals that wait for one subscriber, in ascending sequence; when it conflates, only the latest of each key.
 *
 * <p>Bounded by bytes: it has room until the bound is reached, so it exceeds it by less than one signal. One thread.
 */
final class Backlog {
    private final SignalView view;
    private final boolean conflates;
    private final long limitBytes;
    private final Map<SignalKey, PublishedSignal> latest;
    private final ArrayDeque<PublishedSignal> all;

    private long bytes;
    private long leftOut;

    Backlog(SignalView view, boolean conflates, long limitBytes) {
        this.view = view;
        this.conflates = conflates;
        this.limitBytes = limitBytes;
        this.latest = conflates ? new LinkedHashMap<>() : Map.of();
        this.all = conflates ? null : new ArrayDeque<>(1);
    }

    void add(PublishedSignal signal) {
        if (conflates) {
            PublishedSignal before = latest.remove(signal.key());
            if (before != null) {
                bytes -= before.entry(view).length;
                leftOut++;
            }
            latest.put(signal.key(), signal);
        } else {
            all.add(signal);
        }
        bytes += signal.entry(view).length;
    }

    boolean hasRoom() {
        return bytes < limitBytes;
    }

    /** Whether so much was sent that reading on is worth while. */
    boolean isHalfEmpty() {
        return bytes <= limitBytes / 2;
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

    /** The next signal; null if there is none. */
    PublishedSignal first() {
        Iterator<PublishedSignal> signals = waiting().iterator();
        return signals.hasNext() ? signals.next() : null;
    }

    /** The next signal's bytes and those after it, each to be removed when taken; see {@link #taken}. */
    Iterator<PublishedSignal> iterator() {
        return waiting().iterator();
    }

    /** Says that a signal was removed by its iterator. */
    void taken(PublishedSignal signal) {
        bytes -= signal.entry(view).length;
    }

    /** How many signals were left out in favour of later ones since this was asked last. */
    long takeLeftOut() {
        long count = leftOut;
        leftOut = 0;
        return count;
    }

    void clear() {
        waiting().clear();
        bytes = 0;
    }

    private Collection<PublishedSignal> waiting() {
        return conflates ? latest.values() : all;
    }
}
