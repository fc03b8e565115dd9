package io.heliograph.core.language;

import java.util.Locale;

/** The expressions of a document that are not definitions, in the order in which their problems are listed. */
public enum Root {
    BUY(true, false, false),
    SELL(true, false, false),
    EXIT(true, true, true),
    EXIT_BUY(true, true, true),
    EXIT_SELL(true, true, true),
    CONFIDENCE(false, true, false),
    STOP(false, true, false),
    TARGET(false, true, false);

    private final String key = name().toLowerCase(Locale.ROOT);
    private final boolean isCondition;
    private final boolean knowsSide;
    private final boolean knowsEntry;

    Root(boolean isCondition, boolean knowsSide, boolean knowsEntry) {
        this.isCondition = isCondition;
        this.knowsSide = knowsSide;
        this.knowsEntry = knowsEntry;
    }

    /** The document's key. */
    public String key() {
        return key;
    }

    /** Whether it is a condition, and not a number. */
    public boolean isCondition() {
        return isCondition;
    }

    boolean knows(Context context) {
        return switch (context) {
            case SIDE -> knowsSide;
            case ENTRY, BARS_HELD -> knowsEntry;
        };
    }
}
