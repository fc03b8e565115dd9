package io.heliograph.server.config;

/** Where rows go. */
public sealed interface StoreConfig {
    /** A PostgreSQL of our own under the data directory. */
    record Embedded() implements StoreConfig {}

    /** A PostgreSQL somebody else runs. */
    record Outside(String url, String user, Secret password) implements StoreConfig {}

    /** Nowhere. */
    record None() implements StoreConfig {}
}
