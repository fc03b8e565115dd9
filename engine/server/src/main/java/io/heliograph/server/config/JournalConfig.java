package io.heliograph.server.config;

/**
 * The logs.
 *
 * @param forceIntervalNs longest time between two forces
 * @param freeFloorBytes free space below which nothing new is taken
 * @param segmentBytes size at which the next segment begins
 * @param segmentAgeNs age at which the next segment begins
 */
public record JournalConfig(long forceIntervalNs, long freeFloorBytes, long segmentBytes, long segmentAgeNs) {}
