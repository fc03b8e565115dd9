package io.heliograph.server.config;

/**
 * Limits of delivery.
 *
 * @param memoryPerSubscription bytes
 */
public record PublishConfig(int maxSubscriptions, int catchUpReaders, int memoryPerSubscription) {}
