package io.heliograph.server.config;

/** The address reserved for metrics; nothing listens on it yet. */
public record HttpConfig(String host, int port) {}
