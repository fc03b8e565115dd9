package io.heliograph.server.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a filter may compare, by the name that it has there in lower case. */
public enum FilterField {
    SYMBOL(Kind.TEXT),
    STRATEGY(Kind.TEXT),
    TIMEFRAME(Kind.TIMEFRAME),
    SIDE(Kind.NAME, "HOLD", "BUY", "SELL"),
    REASON(
            Kind.NAME,
            "BUY",
            "SELL",
            "STOP",
            "TARGET",
            "EXIT",
            "EXPIRED",
            "OPPOSITE",
            "CONFLICT",
            "RELEASED",
            "REMOVED",
            "UNCHANGED"),
    STATUS(Kind.NAME, "OPEN", "STOP", "TARGET", "EXIT", "EXPIRED", "OPPOSITE", "CONFLICT", "RELEASED", "REMOVED"),
    ARM(Kind.TEXT),
    CONFIDENCE(Kind.NUMBER),
    REFERENCE_PRICE(Kind.NUMBER),
    SEQUENCE(Kind.INTEGER),
    BAR_END_TIME(Kind.TIME),
    EVENT_TIME(Kind.TIME);

    /** What values of a field look like. */
    public enum Kind {
        TEXT("a text"),
        NAME("a name"),
        TIMEFRAME("a timeframe such as 1m, 4h or 100t"),
        NUMBER("a number such as 0.5"),
        INTEGER("a whole number"),
        TIME("a time such as 2024-01-02T14:30:00Z");

        private final String described;

        Kind(String described) {
            this.described = described;
        }

        /** Whether {@code <} and its like make sense. */
        boolean isOrdered() {
            return this == NUMBER || this == INTEGER || this == TIME;
        }

        String described() {
            return described;
        }
    }

    private final Kind kind;
    private final Set<String> names;

    FilterField(Kind kind, String... names) {
        this.kind = kind;
        this.names = Set.of(names);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether a field of kind NAME has this value. */
    boolean has(String name) {
        return names.contains(name);
    }

    String described() {
        return kind == Kind.NAME
                ? "one of " + String.join(", ", names.stream().sorted().toList())
                : kind.described();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FilterField> of(String name) {
        return Arrays.stream(values())
                .filter(field -> field.text().equals(name))
                .findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(FilterField::text).collect(Collectors.joining(", "));
    }
}
