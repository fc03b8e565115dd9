package io.heliograph.core.language;

import java.util.Locale;

/** What an expression may ask about the signal it is evaluated for. */
public enum Context {
    /** +1 BUY, -1 SELL. */
    SIDE,
    /** Reference price of the open signal; only in {@code exit*}. */
    ENTRY,
    /** Bars since the open signal's bar; only in {@code exit*}. */
    BARS_HELD;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Its name in the language. */
    public String word() {
        return word;
    }

    /** The context value of this name, or null. */
    static Context of(String name) {
        for (Context context : values()) {
            if (context.word.equals(name)) {
                return context;
            }
        }
        return null;
    }
}
