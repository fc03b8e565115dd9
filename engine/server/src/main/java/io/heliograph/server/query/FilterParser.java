package io.heliograph.server.query;

import io.heliograph.core.Timeframe;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the part of AIP-160 that filters of signals need.
 *
 * <pre>
 * filter     = [ all ]
 * all        = any { "AND" any }            OR binds tighter than AND, as AIP-160 has it
 * any        = one { "OR" one }
 * one        = [ "NOT" ] ( "(" all ")" | comparison )
 * comparison = field ( "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) ( word | quoted )
 * </pre>
 */
final class FilterParser {
    static final int LONGEST = 4_096;
    static final int MOST_COMPARISONS = 64;
    static final int DEEPEST = 16;

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,32}(\\.\\d{0,32})?|\\.\\d{1,32})([eE][+-]?\\d{1,3})?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
    private static final long NANOS = 1_000_000_000L;
    private static final Instant LATEST = Instant.ofEpochSecond(Long.MAX_VALUE / NANOS);

    private final FilterLexer lexer;

    private FilterToken token;
    private int comparisons;
    private int depth;

    FilterParser(String text) {
        if (text.length() > LONGEST) {
            throw refusal("expected at most " + LONGEST + " characters, found " + text.length(), LONGEST + 1);
        }
        this.lexer = new FilterLexer(text);
    }

    Filter parse() {
        token = lexer.next();
        if (token.kind() == FilterToken.Kind.END) {
            return Filter.ALL;
        }
        Filter filter = all();
        if (token.kind() != FilterToken.Kind.END) {
            throw expected("AND, OR or the end");
        }
        return filter;
    }

    private Filter all() {
        List<Filter> parts = new ArrayList<>();
        parts.add(any());
        while (token.isWord("AND")) {
            token = lexer.next();
            parts.add(any());
        }
        return parts.size() == 1 ? parts.get(0) : new Filter.And(parts);
    }

    private Filter any() {
        List<Filter> parts = new ArrayList<>();
        parts.add(one());
        while (token.isWord("OR")) {
            token = lexer.next();
            parts.add(one());
        }
        return parts.size() == 1 ? parts.get(0) : new Filter.Or(parts);
    }

    private Filter one() {
        if (++depth > DEEPEST) {
            throw refusal("expected at most " + DEEPEST + " levels of NOT and parentheses", token.column());
        }
        Filter filter;
        if (token.isWord("NOT")) {
            token = lexer.next();
            filter = new Filter.Not(one());
        } else if (token.kind() == FilterToken.Kind.OPEN) {
            token = lexer.next();
            filter = all();
            if (token.kind() != FilterToken.Kind.CLOSE) {
                throw expected("AND, OR or a closing parenthesis");
            }
            token = lexer.next();
        } else {
            filter = comparison();
        }
        depth--;
        return filter;
    }

    private Filter comparison() {
        if (++comparisons > MOST_COMPARISONS) {
            throw refusal("expected at most " + MOST_COMPARISONS + " comparisons", token.column());
        }
        if (token.kind() != FilterToken.Kind.WORD) {
            throw expected("a comparison such as side = BUY");
        }
        Optional<FilterField> named = FilterField.of(token.text());
        if (named.isEmpty()) {
            throw expected("a field (" + FilterField.all() + ")");
        }
        FilterField field = named.get();
        token = lexer.next();
        if (token.kind() != FilterToken.Kind.COMPARISON) {
            throw expected("= != < <= > or >= behind " + field.text());
        }
        Comparison comparison = Comparison.of(token.text());
        if (comparison.isOrdering() && !field.kind().isOrdered()) {
            throw expected("= or != behind " + field.text());
        }
        token = lexer.next();
        if (token.kind() != FilterToken.Kind.WORD && token.kind() != FilterToken.Kind.QUOTED) {
            throw expected(field.described());
        }
        Filter filter = value(field, comparison);
        token = lexer.next();
        return filter;
    }

    private Filter value(FilterField field, Comparison comparison) {
        boolean equal = comparison == Comparison.EQUAL;
        return switch (field.kind()) {
            case TEXT -> new Filter.IsText(field, equal, text(field));
            case NAME -> new Filter.IsText(field, equal, name(field));
            case TIMEFRAME -> new Filter.IsText(field, equal, timeframe(field));
            case NUMBER -> new Filter.IsNumber(field, comparison, number(field));
            case INTEGER -> new Filter.IsInteger(field, comparison, integer(field));
            case TIME -> new Filter.IsInteger(field, comparison, time(field));
        };
    }

    private String text(FilterField field) {
        if (token.text().indexOf('*') >= 0) {
            throw expected("a text without * (it would not be a wildcard) for " + field.text());
        }
        if (token.text().chars().anyMatch(Character::isISOControl)) {
            throw refusal("expected a text without control characters for " + field.text(), token.column());
        }
        return token.text();
    }

    private String name(FilterField field) {
        if (!field.has(token.text())) {
            throw expected(field.described() + " for " + field.text());
        }
        return token.text();
    }

    private String timeframe(FilterField field) {
        try {
            return Timeframe.parse(token.text()).toString();
        } catch (IllegalArgumentException e) {
            throw expected(field.described());
        }
    }

    private double number(FilterField field) {
        if (!NUMBER.matcher(token.text()).matches()) {
            throw expected(field.described() + " for " + field.text());
        }
        double value = new BigDecimal(token.text()).doubleValue();
        if (Double.isInfinite(value)) {
            throw expected("a number of at most 1.8e308 for " + field.text());
        }
        return value;
    }

    private long integer(FilterField field) {
        if (!INTEGER.matcher(token.text()).matches()) {
            throw expected(field.described() + " of at most 18 digits for " + field.text());
        }
        return Long.parseLong(token.text());
    }

    private long time(FilterField field) {
        try {
            Instant time = OffsetDateTime.parse(token.text()).toInstant();
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
                return time.getEpochSecond() * NANOS + time.getNano();
            }
        } catch (DateTimeException e) {
            // Answered below, as a time out of range is.
        }
        throw expected(field.described() + " between 1970 and 2262 for " + field.text());
    }

    private Rejection expected(String what) {
        String hint = token.kind() == FilterToken.Kind.WORD
                        && List.of("and", "or", "not").contains(token.text())
                ? " (AND, OR and NOT are written in capitals)"
                : "";
        return refusal("expected " + what + ", found " + token.shown() + hint, token.column());
    }

    static Rejection refusal(String message, int column) {
        return new Rejection(
                        ErrorReason.ERROR_REASON_FILTER_INVALID,
                        "the filter cannot be read: " + message + ": column=" + column)
                .with("column", column)
                .withField("filter", message + ": column=" + column);
    }
}
