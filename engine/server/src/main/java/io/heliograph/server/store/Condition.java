package io.heliograph.server.store;

import io.heliograph.server.query.Comparison;
import io.heliograph.server.query.Filter;
import io.heliograph.server.query.FilterField;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/**
 * A condition of SQL over {@code heliograph.signals s}, and the values of its parameters.
 *
 * <p>Its text is put together from the constants below; nothing that a caller wrote becomes part of it.
 */
final class Condition {
    /** What became of a signal as of the output {@code :as_of}. Index: outcomes_endings. */
    static final String ENDING = """
            (SELECT e.reason FROM heliograph.outcomes e
             WHERE e.kind = 'ENDED' AND e.signal_sequence = s.sequence AND e.sequence <= :as_of LIMIT 1)""";

    /** Empty for what has no ending of its own. */
    private static final String STATUS = "CASE WHEN s.side = 'HOLD' OR s.reason = 'UNCHANGED' THEN ''"
            + " ELSE coalesce(" + ENDING + ", 'OPEN') END";

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** True for the signals that the filter lets pass, as of the output {@code :as_of}. */
    static Condition of(Filter filter) {
        Condition condition = new Condition();
        condition.add(filter);
        return condition;
    }

    String text() {
        return text.toString();
    }

    /** Sets the parameters, but for {@code :as_of}. */
    void bind(Query query) {
        for (int i = 0; i < values.size(); i++) {
            query.bind(name(i), values.get(i));
        }
    }

    private void add(Filter filter) {
        if (filter instanceof Filter.And and) {
            join(and.parts(), " AND ", "TRUE");
        } else if (filter instanceof Filter.Or or) {
            join(or.parts(), " OR ", "FALSE");
        } else if (filter instanceof Filter.Not not) {
            text.append("NOT ");
            join(List.of(not.part()), "", "");
        } else if (filter instanceof Filter.IsText is) {
            if (is.field() == FilterField.STATUS) {
                text.append(STATUS);
            } else {
                text.append(column(is.field()));
            }
            compare(is.equal() ? Comparison.EQUAL : Comparison.NOT_EQUAL, is.value());
        } else if (filter instanceof Filter.IsNumber is) {
            // Null would make a third truth value.
            text.append('(').append(column(is.field())).append(" IS NOT NULL AND ");
            text.append(column(is.field()));
            compare(is.comparison(), is.value());
            text.append(')');
        } else if (filter instanceof Filter.IsInteger is) {
            text.append(column(is.field()));
            compare(is.comparison(), is.value());
        }
    }

    private void join(List<Filter> parts, String word, String none) {
        text.append('(');
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : word);
            add(parts.get(i));
        }
        text.append(parts.isEmpty() ? none : "").append(')');
    }

    private void compare(Comparison comparison, Object value) {
        text.append(sign(comparison)).append(':').append(name(values.size()));
        values.add(value);
    }

    private static String name(int index) {
        return "value_" + index;
    }

    private static String sign(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " <> ";
            case LESS -> " < ";
            case AT_MOST -> " <= ";
            case GREATER -> " > ";
            case AT_LEAST -> " >= ";
        };
    }

    private static String column(FilterField field) {
        return switch (field) {
            case SYMBOL -> "s.symbol";
            case STRATEGY -> "s.strategy";
            case TIMEFRAME -> "s.timeframe";
            case SIDE -> "s.side";
            case REASON -> "s.reason";
            case STATUS -> throw new IllegalArgumentException("a status is no column");
            case ARM -> "s.arm";
            case CONFIDENCE -> "s.confidence";
            case REFERENCE_PRICE -> "s.reference_price";
            case SEQUENCE -> "s.sequence";
            case BAR_END_TIME -> "s.bar_end_ns";
            case EVENT_TIME -> "s.event_time_ns";
        };
    }
}
