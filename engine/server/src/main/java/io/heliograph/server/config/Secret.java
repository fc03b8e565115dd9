package io.heliograph.server.config;

/**
 * A text that must not be shown.
 *
 * @param value the text itself; never to be printed
 */
public record Secret(String value) {
    public static final Secret NONE = new Secret("");

    @Override
    public String toString() {
        return value.isEmpty() ? "" : "***";
    }
}
