package io.heliograph.server.store;

import io.heliograph.server.query.Comparison;
import io.heliograph.server.query.Filter;
import io.heliograph.server.query.FilterField;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition of SQL over {@code heliograph.signals s}, and the values of its parameters.
 *
 * <p>Its text is put together from the constants below; nothing that a caller wrote becomes part of it.
 */
final class Condition {
    /** What became of a signal as of an output; the output is the parameter. Index: outcomes_endings. */
    static final String ENDING = """
            (SELECT e.reason FROM heliograph.outcomes e
             WHERE e.kind = 'ENDED' AND e.signal_sequence = s.sequence AND e.sequence <= ? LIMIT 1)""";

    private static final String STATUS = "CASE WHEN s.side = 'HOLD' THEN '' ELSE coalesce(" + ENDING + ", 'OPEN') END";

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** True for the signals that the filter lets pass, as of an output. */
    static Condition of(Filter filter, long asOf) {
        Condition condition = new Condition();
        condition.add(filter, asOf);
        return condition;
    }

    String text() {
        return text.toString();
    }

    /** Sets the parameters from {@code index} on; answers the index behind them. */
    int bind(PreparedStatement statement, int index) throws SQLException {
        int next = index;
        for (Object value : values) {
            statement.setObject(next++, value);
        }
        return next;
    }

    private void add(Filter filter, long asOf) {
        if (filter instanceof Filter.And and) {
            join(and.parts(), " AND ", "TRUE", asOf);
        } else if (filter instanceof Filter.Or or) {
            join(or.parts(), " OR ", "FALSE", asOf);
        } else if (filter instanceof Filter.Not not) {
            text.append("NOT ");
            join(List.of(not.part()), "", "", asOf);
        } else if (filter instanceof Filter.IsText is) {
            if (is.field() == FilterField.STATUS) {
                text.append(STATUS);
                values.add(asOf);
            } else {
                text.append(column(is.field()));
            }
            text.append(is.equal() ? " = ?" : " <> ?");
            values.add(is.value());
        } else if (filter instanceof Filter.IsNumber is) {
            // Null would make a third truth value.
            text.append('(').append(column(is.field())).append(" IS NOT NULL AND ");
            text.append(column(is.field())).append(sign(is.comparison())).append(')');
            values.add(is.value());
        } else if (filter instanceof Filter.IsInteger is) {
            text.append(column(is.field())).append(sign(is.comparison()));
            values.add(is.value());
        }
    }

    private void join(List<Filter> parts, String word, String none, long asOf) {
        text.append('(');
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : word);
            add(parts.get(i), asOf);
        }
        text.append(parts.isEmpty() ? none : "").append(')');
    }

    private static String sign(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> " = ?";
            case NOT_EQUAL -> " <> ?";
            case LESS -> " < ?";
            case AT_MOST -> " <= ?";
            case GREATER -> " > ?";
            case AT_LEAST -> " >= ?";
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
