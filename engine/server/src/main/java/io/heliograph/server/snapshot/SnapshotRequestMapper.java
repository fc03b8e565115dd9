package io.heliograph.server.snapshot;

import com.google.protobuf.Duration;
import io.heliograph.core.Timeframe;
import io.heliograph.core.language.ExpressionCompiler;
import io.heliograph.core.language.FormulaCompilation;
import io.heliograph.core.language.Problem;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.StreamMarketSnapshotsRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Makes terms of requests, telling everything that is wrong with one at once. Any thread. */
final class SnapshotRequestMapper {
    static final int MOST_SYMBOLS = 1_000;
    static final int MOST_INDICATORS = 16;

    private static final int LONGEST_EXPRESSION = 1_024;
    private static final int LONGEST_SYMBOL = 32;
    private static final long SECOND = 1_000_000_000L;
    private static final long SHORTEST_INTERVAL_NS = SECOND / 10;
    private static final long LONGEST_INTERVAL_NS = 60 * SECOND;

    private SnapshotRequestMapper() {}

    static SnapshotTerms map(StreamMarketSnapshotsRequest request) {
        Rejection rejection = new Rejection(
                ErrorReason.ERROR_REASON_REQUEST_INVALID,
                "expected 1 to " + MOST_SYMBOLS + " symbols, a timeframe, at most " + MOST_INDICATORS
                        + " indicators over it and an interval from 100 ms to 60 s: symbols="
                        + request.getSymbolsCount() + " indicators=" + request.getIndicatorsCount());
        checkSymbols(request, rejection);
        Timeframe timeframe = timeframe(request, rejection);
        SnapshotTerms.Indicators indicators = indicators(request, timeframe, rejection);
        long intervalNs = intervalNs(request, rejection);
        if (!rejection.violations().isEmpty()) {
            throw rejection;
        }
        return new SnapshotTerms(List.copyOf(request.getSymbolsList()), timeframe, indicators, intervalNs);
    }

    private static void checkSymbols(StreamMarketSnapshotsRequest request, Rejection rejection) {
        int count = request.getSymbolsCount();
        if (count < 1 || count > MOST_SYMBOLS) {
            rejection.withField("symbols", "expected 1 to " + MOST_SYMBOLS + " symbols, found " + count);
        } else if (new HashSet<>(request.getSymbolsList()).size() != count) {
            rejection.withField("symbols", "expected each symbol once, found one twice");
        } else if (request.getSymbolsList().stream().anyMatch(symbol -> symbol.length() > LONGEST_SYMBOL)) {
            rejection.withField("symbols", "expected symbols of at most 32 characters, found a longer one");
        }
    }

    private static Timeframe timeframe(StreamMarketSnapshotsRequest request, Rejection rejection) {
        if (request.getTimeframe().isEmpty()) {
            return null;
        }
        try {
            return Timeframe.parse(request.getTimeframe());
        } catch (IllegalArgumentException e) {
            rejection.withField("timeframe", e.getMessage());
            return null;
        }
    }

    private static SnapshotTerms.Indicators indicators(
            StreamMarketSnapshotsRequest request, Timeframe timeframe, Rejection rejection) {
        List<String> expressions = List.copyOf(request.getIndicatorsList());
        if (expressions.isEmpty()) {
            return null;
        } else if (expressions.size() > MOST_INDICATORS
                || expressions.stream().anyMatch(text -> text.length() > LONGEST_EXPRESSION)) {
            rejection.withField(
                    "indicators",
                    "expected at most " + MOST_INDICATORS + " of at most " + LONGEST_EXPRESSION
                            + " characters, found count=" + expressions.size());
            return null;
        } else if (timeframe == null) {
            rejection.withField(
                    "timeframe", "expected the timeframe of the indicators' bars, found none that can be read");
            return null;
        }
        FormulaCompilation compilation = ExpressionCompiler.compile(expressions, timeframe, Map.of(), Map.of());
        for (Problem problem : compilation.problems()) {
            rejection.withField("indicators", problem.toString());
        }
        return compilation.formulas() == null
                ? null
                : new SnapshotTerms.Indicators(expressions, compilation.formulas());
    }

    private static long intervalNs(StreamMarketSnapshotsRequest request, Rejection rejection) {
        if (!request.hasMinInterval()) {
            return SECOND;
        }
        Duration interval = request.getMinInterval();
        boolean isRegular = interval.getSeconds() >= 0
                && interval.getSeconds() <= LONGEST_INTERVAL_NS / SECOND
                && interval.getNanos() >= 0
                && interval.getNanos() < SECOND;
        long ns = isRegular ? interval.getSeconds() * SECOND + interval.getNanos() : 0;
        if (ns < SHORTEST_INTERVAL_NS || ns > LONGEST_INTERVAL_NS) {
            rejection.withField(
                    "min_interval",
                    "expected 100 ms to 60 s, found seconds=" + interval.getSeconds() + " nanos="
                            + interval.getNanos());
        }
        return ns;
    }
}
