package io.heliograph.server.store;

import java.time.Duration;

/**
 * The bounds of everything the store does with the database.
 *
 * @param batch the most outputs in one transaction, 1 to 100,000
 * @param deadLetters the most outputs parked; beyond it the store stops advancing and says so
 * @param answer how long one answer of the database may take, whole seconds, at least 1 s
 * @param firstPause pause after the first failure; doubled by each further one
 * @param longestPause the longest pause between two attempts
 * @param connections the most connections for queries, at least 1
 */
public record StoreLimits(
        int batch, int deadLetters, Duration answer, Duration firstPause, Duration longestPause, int connections) {

    public static final StoreLimits DEFAULT =
            new StoreLimits(4_096, 10_000, Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(5), 4);

    public StoreLimits {
        if (batch < 1 || batch > 100_000) {
            throw new IllegalArgumentException("expected 1 to 100000: batch=" + batch);
        }
        if (deadLetters < 0 || connections < 1) {
            throw new IllegalArgumentException("expected deadLetters >= 0, connections >= 1: deadLetters=" + deadLetters
                    + " connections=" + connections);
        }
        if (answer.toSeconds() < 1 || !answer.equals(Duration.ofSeconds(answer.toSeconds()))) {
            throw new IllegalArgumentException("expected whole seconds, at least one: answer=" + answer);
        }
        if (firstPause.isNegative() || firstPause.isZero() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("expected 0 < firstPause <= longestPause: firstPause=" + firstPause
                    + " longestPause=" + longestPause);
        }
    }
}
