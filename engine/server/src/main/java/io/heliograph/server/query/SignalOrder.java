package io.heliograph.server.query;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.util.Locale;

/**
 * In which order signals are listed; ties by sequence in the same direction.
 *
 * @param key what leads
 * @param descending newest or largest first
 */
public record SignalOrder(Key key, boolean descending) {
    /** The order of a request that names none. */
    public static final SignalOrder NEWEST_FIRST = new SignalOrder(Key.SEQUENCE, true);

    /** What a list may be ordered by. A signal without confidence counts as less than all. */
    public enum Key {
        SEQUENCE,
        BAR_END_TIME,
        EVENT_TIME,
        CONFIDENCE
    }

    /**
     * Reads {@code sequence}, {@code bar_end_time desc} and the like; empty is {@link #NEWEST_FIRST}.
     *
     * @throws Rejection ORDER_BY_INVALID
     */
    public static SignalOrder parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return NEWEST_FIRST;
        }
        String[] words = trimmed.split("\\s+", 3);
        boolean descending = words.length == 2 && words[1].equals("desc");
        if (words.length == 1 || descending || words.length == 2 && words[1].equals("asc")) {
            for (Key key : Key.values()) {
                if (key.name().toLowerCase(Locale.ROOT).equals(words[0])) {
                    return new SignalOrder(key, descending);
                }
            }
        }
        String message = "expected one of sequence, bar_end_time, event_time, confidence, with desc or not: order_by="
                + (trimmed.length() > 64 ? trimmed.substring(0, 64) + ".." : trimmed);
        throw new Rejection(ErrorReason.ERROR_REASON_ORDER_BY_INVALID, message)
                .with("found", trimmed.length() > 64 ? trimmed.substring(0, 64) : trimmed)
                .withField("order_by", message);
    }
}
