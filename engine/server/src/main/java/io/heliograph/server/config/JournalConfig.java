package io.heliograph.server.config;

/**
 * The logs.
 *
 * @param forceIntervalNs longest time between two forces
 * @param freeFloorBytes free space below which nothing new is taken
 */
public record JournalConfig(long forceIntervalNs, long freeFloorBytes) {}
