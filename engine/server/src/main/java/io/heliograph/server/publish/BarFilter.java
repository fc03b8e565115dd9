package io.heliograph.server.publish;

import io.heliograph.core.Timeframe;
import io.heliograph.core.instrument.SymbolPattern;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Bar;
import io.heliograph.v1.StreamBarsRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which bars a subscriber wants: of some instruments, by symbol or pattern, and of some timeframes. Any thread. */
final class BarFilter implements Predicate<PublishedOutput> {
    static final int MOST_SYMBOLS = 1_000;
    static final int MOST_PATTERNS = 64;
    static final int MOST_TIMEFRAMES = 16;

    /** Longer ones match no symbol, and matching takes time. */
    private static final int LONGEST_PATTERN = 64;

    private final Set<String> symbols;
    private final List<String> patterns;
    private final Set<String> timeframes;

    private BarFilter(Set<String> symbols, List<String> patterns, Set<String> timeframes) {
        this.symbols = symbols;
        this.patterns = patterns;
        this.timeframes = timeframes;
    }

    /** Reads what a request wants; what is wrong with it is added to the violations. */
    static BarFilter of(StreamBarsRequest request, List<Rejection.Violation> violations) {
        Set<String> symbols = new HashSet<>();
        List<String> patterns = new ArrayList<>();
        for (String symbol : request.getSymbolsList()) {
            if (symbol.indexOf('*') >= 0 || symbol.indexOf('?') >= 0) {
                patterns.add(symbol);
            } else {
                symbols.add(symbol);
            }
            if (symbol.isEmpty() || symbol.length() > LONGEST_PATTERN) {
                violations.add(new Rejection.Violation(
                        "symbols",
                        "expected 1 to " + LONGEST_PATTERN + " characters each, found length=" + symbol.length()));
            }
        }
        if (request.getSymbolsCount() > MOST_SYMBOLS || patterns.size() > MOST_PATTERNS) {
            violations.add(new Rejection.Violation(
                    "symbols",
                    "expected at most " + MOST_SYMBOLS + ", of them " + MOST_PATTERNS + " patterns, found "
                            + request.getSymbolsCount() + " with patterns=" + patterns.size()));
        }
        return new BarFilter(symbols, patterns, timeframes(request, violations));
    }

    @Override
    public boolean test(PublishedOutput output) {
        if (!(output instanceof PublishedBar published)) {
            return false;
        }
        Bar bar = published.bar();
        return (timeframes.isEmpty() || timeframes.contains(bar.getTimeframe())) && isWanted(bar.getSymbol());
    }

    private boolean isWanted(String symbol) {
        if (symbols.isEmpty() && patterns.isEmpty() || symbols.contains(symbol)) {
            return true;
        }
        for (String pattern : patterns) {
            if (SymbolPattern.matches(pattern, symbol)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> timeframes(StreamBarsRequest request, List<Rejection.Violation> violations) {
        if (request.getTimeframesCount() > MOST_TIMEFRAMES) {
            violations.add(new Rejection.Violation(
                    "timeframes", "expected at most " + MOST_TIMEFRAMES + ", found " + request.getTimeframesCount()));
            return Set.of();
        }
        Set<String> timeframes = new HashSet<>();
        for (String text : request.getTimeframesList()) {
            try {
                timeframes.add(Timeframe.parse(text).toString());
            } catch (IllegalArgumentException e) {
                violations.add(new Rejection.Violation("timeframes", e.getMessage()));
            }
        }
        return timeframes;
    }
}
