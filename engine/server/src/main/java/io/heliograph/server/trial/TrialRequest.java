package io.heliograph.server.trial;

import com.google.protobuf.Timestamp;
import io.heliograph.core.AppliedStrategy;
import io.heliograph.core.Timeframe;
import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.backtest.SignalRange;
import io.heliograph.server.control.StrategyMapper;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.sequencer.Asking;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.task.TaskPriority;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.OperationPriority;
import io.heliograph.v1.RunRange;
import io.heliograph.v1.StrategyDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what requests for trials have in common; refusals name the field. */
final class TrialRequest {
    /** Strategies of one trial at most. */
    static final int MOST_STRATEGIES = 32;

    private static final int USUAL_ROWS = 100;
    private static final int MOST_ROWS = 1_000;
    private static final long LAST_SECOND = 9_223_372_035L;
    private static final long SECOND = 1_000_000_000L;

    private TrialRequest() {}

    /**
     * The strategies of documents and those in force under these ids, compiled, each with an id of its own.
     *
     * @throws Rejection STRATEGY_INVALID, STRATEGY_NOT_FOUND, REQUEST_INVALID
     */
    static List<CompiledStrategy> strategies(List<StrategyDocument> documents, List<String> ids, Desk desk) {
        int count = documents.size() + ids.size();
        if (count < 1 || count > MOST_STRATEGIES) {
            throw Rejection.invalid(
                    "strategies",
                    "expected 1 to " + MOST_STRATEGIES + " together with strategy_ids, found strategies=" + count);
        }
        Map<String, CompiledStrategy> strategies = new LinkedHashMap<>();
        for (int i = 0; i < documents.size(); i++) {
            add(strategies, compile(documents.get(i), "strategies[" + i + "]"), "strategies[" + i + "].text");
        }
        List<CompiledStrategy> known = ids.isEmpty() ? List.of() : inForce(ids, desk);
        for (int i = 0; i < known.size(); i++) {
            add(strategies, known.get(i), "strategy_ids[" + i + "]");
        }
        return List.copyOf(strategies.values());
    }

    private static void add(Map<String, CompiledStrategy> strategies, CompiledStrategy strategy, String field) {
        String id = strategy.rules().id();
        if (strategies.putIfAbsent(id, strategy) != null) {
            throw Rejection.invalid(field, "expected an id of its own, found one named twice: strategy_id=" + id);
        }
    }

    private static CompiledStrategy compile(StrategyDocument document, String field) {
        Compilation compilation =
                StrategyCompiler.compile(document.getText(), document.getParamsMap(), timeframe(document, field));
        if (compilation.strategy() == null) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_STRATEGY_INVALID,
                            field + ": expected a strategy without errors, found problems="
                                    + compilation.problems().size() + ", the first at "
                                    + compilation.problems().get(0))
                    .withField(field + ".text", "expected a strategy without errors")
                    .withDetail(StrategyMapper.detail(compilation.problems()));
        }
        return compilation.strategy();
    }

    private static Optional<Timeframe> timeframe(StrategyDocument document, String field) {
        try {
            return document.getTimeframe().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Timeframe.parse(document.getTimeframe()));
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid(field + ".timeframe", e.getMessage());
        }
    }

    private static List<CompiledStrategy> inForce(List<String> ids, Desk desk) {
        return Asking.ask(desk, bench -> {
            List<CompiledStrategy> found = new ArrayList<>();
            for (String id : ids) {
                AppliedStrategy strategy = bench.core().strategies().find(id);
                if (strategy == null) {
                    throw new Rejection(
                                    ErrorReason.ERROR_REASON_STRATEGY_NOT_FOUND,
                                    "expected a strategy in force, found none: strategy_id=" + id)
                            .with("strategy_id", id);
                }
                found.add(strategy.compiled());
            }
            return found;
        });
    }

    /** Which signals count. */
    static SignalRange range(RunRange range) {
        long first = sequence("range.first_event", range.getFirstEvent());
        long last = sequence("range.last_event", range.getLastEvent());
        long start = range.hasStartTime() ? time("range.start_time", range.getStartTime()) : Long.MIN_VALUE;
        long end = range.hasEndTime() ? time("range.end_time", range.getEndTime()) : Long.MAX_VALUE;
        if (last != 0 && first > last) {
            throw Rejection.invalid(
                    "range.last_event",
                    "expected first_event or more, or 0, found last_event=" + last + " first_event=" + first);
        }
        if (start >= end) {
            throw Rejection.invalid("range.end_time", "expected a time after start_time, found one that is not");
        }
        return new SignalRange(first, last == 0 ? SignalRange.HEAD : last, start, end);
    }

    /** How many rows to answer with a result. */
    static int rows(String field, int asked) {
        if (asked < 0) {
            throw Rejection.invalid(field, "expected 0 to " + MOST_ROWS + ", found " + field + "=" + asked);
        }
        return asked == 0 ? USUAL_ROWS : Math.min(asked, MOST_ROWS);
    }

    static TaskPriority priority(OperationPriority priority) {
        return switch (priority) {
            case OPERATION_PRIORITY_UNSPECIFIED, OPERATION_PRIORITY_NORMAL -> TaskPriority.NORMAL;
            case OPERATION_PRIORITY_LOW -> TaskPriority.LOW;
            case OPERATION_PRIORITY_HIGH -> TaskPriority.HIGH;
            case UNRECOGNIZED -> throw Rejection.invalid("priority", "expected a known priority, found another");
        };
    }

    private static long sequence(String field, long sequence) {
        if (sequence < 0) {
            throw Rejection.invalid(field, "expected an event sequence, or 0, found sequence=" + sequence);
        }
        return sequence;
    }

    private static long time(String field, Timestamp time) {
        if (Math.abs(time.getSeconds()) > LAST_SECOND || time.getNanos() < 0 || time.getNanos() >= SECOND) {
            throw Rejection.invalid(
                    field,
                    "expected a time from 1677 to 2262, found seconds=" + time.getSeconds() + " nanos="
                            + time.getNanos());
        }
        return time.getSeconds() * SECOND + time.getNanos();
    }
}
