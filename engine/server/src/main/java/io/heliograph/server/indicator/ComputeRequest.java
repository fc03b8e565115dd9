package io.heliograph.server.indicator;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarGrid;
import io.heliograph.core.language.CompiledFormulas;
import io.heliograph.core.language.ExpressionCompiler;
import io.heliograph.core.language.FormulaCompilation;
import io.heliograph.core.language.Problem;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ComputeIndicatorsRequest;
import io.heliograph.v1.ErrorReason;

/** Checks what ComputeIndicators is asked, and compiles the expressions; every mistake is a field of its own. */
final class ComputeRequest {
    /** Expressions of a request. */
    static final int MOST_EXPRESSIONS = 64;

    private static final long SECOND = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / SECOND - 1;

    /** A client reads at most 8 KiB of trailers, and base64 takes a third of it. */
    private static final int MOST_BYTES_OF_VIOLATIONS = 4_500;

    private final Rejection rejection = new Rejection(
            ErrorReason.ERROR_REASON_REQUEST_INVALID,
            "expected expressions and bars without errors; what is wrong stands among the field violations");

    private int bytes;

    /** Adds a mistake; those that a status cannot carry are left out, the first ones are not. */
    void invalid(String field, String description) {
        bytes += field.length() + description.length();
        if (bytes <= MOST_BYTES_OF_VIOLATIONS || rejection.violations().isEmpty()) {
            rejection.withField(field, description);
        }
    }

    /** Refuses the request where a mistake was added. */
    void refuseIfInvalid() {
        if (!rejection.violations().isEmpty()) {
            throw rejection;
        }
    }

    /** The expressions for bars of a timeframe; null where a mistake was added. */
    CompiledFormulas compile(ComputeIndicatorsRequest request, String field, String text) {
        int count = request.getExpressionsCount();
        if (count < 1 || count > MOST_EXPRESSIONS) {
            invalid("expressions", "expected 1 to " + MOST_EXPRESSIONS + ": expressions=" + count);
        }
        Timeframe timeframe = timeframe(field, text);
        long dayStart = dayStart(request);
        if (!rejection.violations().isEmpty()) {
            return null;
        }
        FormulaCompilation compilation = ExpressionCompiler.compile(
                request.getExpressionsList(), timeframe, request.getParamsMap(), request.getLetMap());
        for (Problem problem : compilation.problems()) {
            invalid(
                    problem.key(),
                    problem.line() + ":" + problem.column() + ": " + problem.message() + "\n" + problem.excerpt());
        }
        if (compilation.formulas() != null) {
            refuseUnmade(compilation.formulas(), dayStart);
        }
        return compilation.formulas();
    }

    /** Nanoseconds from midnight UTC to the start of the day; 0 where a mistake was added. */
    long dayStart(ComputeIndicatorsRequest request) {
        Duration start = request.getDayStart();
        long nanos = start.getSeconds() * SECOND + start.getNanos();
        boolean isRegular = start.getNanos() >= 0 && start.getNanos() < SECOND;
        if (!isRegular || start.getSeconds() < 0 || start.getSeconds() >= Timeframe.DAY / SECOND) {
            invalid(
                    "day_start",
                    "expected 0 s to less than 24 h: seconds=" + start.getSeconds() + " nanos=" + start.getNanos());
            return 0;
        }
        return nanos;
    }

    /** Nanoseconds since the epoch; 0 where a mistake was added. */
    long nanos(String field, Timestamp time) {
        boolean isRegular = time.getNanos() >= 0 && time.getNanos() < SECOND;
        if (!isRegular || time.getSeconds() < 0 || time.getSeconds() > LAST_SECOND) {
            invalid(
                    field,
                    "expected a time from 1970 to 2262: seconds=" + time.getSeconds() + " nanos=" + time.getNanos());
            return 0;
        }
        return time.getSeconds() * SECOND + time.getNanos();
    }

    private Timeframe timeframe(String field, String text) {
        try {
            return Timeframe.parse(text);
        } catch (IllegalArgumentException e) {
            invalid(field, e.getMessage());
            return Timeframe.ONE_MINUTE;
        }
    }

    private void refuseUnmade(CompiledFormulas formulas, long dayStart) {
        BarGrid grid = new BarGrid(dayStart);
        for (Timeframe larger : formulas.larger()) {
            if (!grid.isMadeOf(larger, formulas.timeframe())) {
                invalid(
                        "day_start",
                        "bars of " + larger + " that start there are not made of whole bars of "
                                + formulas.timeframe());
            }
        }
    }
}
