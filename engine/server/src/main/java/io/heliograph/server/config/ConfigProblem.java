package io.heliograph.server.config;

/**
 * Something wrong with one key of the configuration.
 *
 * @param key the key, dotted
 * @param value as it was found; never a secret
 * @param expected what may stand there
 * @param origin file and line, or what else set it
 */
public record ConfigProblem(String key, String value, String expected, String origin) {
    @Override
    public String toString() {
        return key + ": expected " + expected + ", found value=" + value + " (" + origin + ")";
    }
}
