package io.heliograph.server.snapshot;

import java.util.Objects;

/** One part of a snapshot, made once for all who want it, and how often it changed. One thread. */
final class Part<T> {
    private T value;
    private long version;

    /** Takes the newest value; null where there is none. */
    void set(T next) {
        if (!Objects.equals(value, next)) {
            value = next;
            version++;
        }
    }

    T value() {
        return value;
    }

    /** 0 as long as there was no value. */
    long version() {
        return version;
    }
}
