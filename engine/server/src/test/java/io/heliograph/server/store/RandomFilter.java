package io.heliograph.server.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Makes filters and, beside each, what it means, said over plain values. */
final class RandomFilter {
    private static final String[] SYMBOLS = {"SPY", "BTC/USD", "NONE", "x'; DROP TABLE heliograph.bars; --"};
    private static final String[] STRATEGIES = {"trend", "momentum", "mean-reversion"};
    private static final String[] SIGNS = {"=", "!=", "<", "<=", ">", ">="};

    private final SplittableRandom random;

    RandomFilter(SplittableRandom random) {
        this.random = random;
    }

    /** A filter as text and as a predicate over a signal's columns. */
    record Case(String text, Predicate<Map<String, Object>> naive) {}

    Case next() {
        return and(3);
    }

    private Case and(int depth) {
        Case left = or(depth);
        if (random.nextInt(3) > 0) {
            return left;
        }
        Case right = or(depth);
        return new Case(left.text + " AND " + right.text, left.naive.and(right.naive));
    }

    private Case or(int depth) {
        Case left = one(depth);
        if (random.nextInt(3) > 0) {
            return left;
        }
        Case right = one(depth);
        return new Case(left.text + " OR " + right.text, left.naive.or(right.naive));
    }

    private Case one(int depth) {
        if (depth == 0) {
            return comparison();
        }
        return switch (random.nextInt(5)) {
            case 0 -> {
                Case inner = and(depth - 1);
                yield new Case("NOT (" + inner.text + ")", inner.naive.negate());
            }
            case 1 -> {
                Case inner = and(depth - 1);
                yield new Case("(" + inner.text + " )", inner.naive);
            }
            case 2 -> {
                Case inner = comparison();
                yield new Case("NOT " + inner.text, inner.naive.negate());
            }
            default -> comparison();
        };
    }

    private Case comparison() {
        return switch (random.nextInt(10)) {
            case 0 -> text("symbol", "symbol", pick(SYMBOLS));
            case 1 -> text("strategy", "strategy", pick(STRATEGIES));
            case 2 -> text("timeframe", "timeframe", pick("1m", "5m", "1h"));
            case 3 -> text("side", "side", pick("HOLD", "BUY", "SELL"));
            case 4 -> text("reason", "reason", pick("BUY", "SELL", "STOP", "EXIT", "UNCHANGED"));
            case 5 -> text("status", "status", pick("OPEN", "STOP", "TARGET", "EXIT", "OPPOSITE"));
            case 6 -> text("arm", "arm", pick("", "b"));
            case 7 -> number(random.nextBoolean() ? "confidence" : "reference_price");
            case 8 -> whole("sequence", "sequence", random.nextLong(1_500));
            default -> time(random.nextBoolean() ? "bar_end" : "event_time");
        };
    }

    private Case text(String field, String column, String value) {
        boolean equal = random.nextBoolean();
        String written = value.matches("[A-Za-z0-9/-]+") && random.nextBoolean() ? value : "\"" + value + "\"";
        return new Case(
                field + (equal ? " = " : "!=") + written, columns -> value.equals(columns.get(column)) == equal);
    }

    private Case number(String field) {
        double value = field.equals("confidence") ? random.nextInt(101) / 100.0 : random.nextDouble() * 1000;
        String sign = pick(SIGNS);
        return new Case(field + sign + String.format(Locale.ROOT, "%.17f", value), columns -> {
            Object found = columns.get(field);
            double written = Double.parseDouble(String.format(Locale.ROOT, "%.17f", value));
            return found != null && holds(sign, Double.compare((double) found + 0.0, written + 0.0));
        });
    }

    private Case whole(String field, String column, long value) {
        String sign = pick(SIGNS);
        return new Case(
                field + " " + sign + " " + value,
                columns -> holds(sign, Long.compare((long) columns.get(column), value)));
    }

    private Case time(String column) {
        long ns = 1_704_205_800_000_000_000L + random.nextLong(20_000) * 1_000_000_000L + random.nextInt(3);
        String sign = pick(SIGNS);
        String field = column.equals("bar_end") ? "bar_end_time" : column;
        return new Case(
                field + " " + sign + " " + Instant.ofEpochSecond(0, ns),
                columns -> holds(sign, Long.compare((long) columns.get(column + "_ns"), ns)));
    }

    private static boolean holds(String sign, int compared) {
        return switch (sign) {
            case "=" -> compared == 0;
            case "!=" -> compared != 0;
            case "<" -> compared < 0;
            case "<=" -> compared <= 0;
            case ">" -> compared > 0;
            default -> compared >= 0;
        };
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }
}
