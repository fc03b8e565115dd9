package io.heliograph.core.instrument;

import io.heliograph.core.StateTexts;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Which settings were declared for which symbols: of several patterns that match, the longest wins; of equally long ones
 * that with fewer wildcards, then the latest.
 */
final class Declarations {
    private record Declaration(String pattern, InstrumentSettings settings) {}

    /** Patterns, at most. */
    private static final int MOST = 10_000;

    /** Above any pattern's length in a record. */
    private static final int MAX_PATTERN = 65_535;

    private final List<Declaration> declarations = new ArrayList<>();

    /** Whether it takes a declaration of this pattern. */
    boolean hasRoomFor(String pattern) {
        return declarations.size() < MOST || declared(pattern) != null;
    }

    /** Takes a declaration in the place of the one with the same pattern. */
    void put(String pattern, InstrumentSettings settings) {
        declarations.removeIf(declaration -> declaration.pattern().equals(pattern));
        declarations.add(new Declaration(pattern, settings));
    }

    /** The settings declared for exactly this pattern, or null. */
    InstrumentSettings declared(String pattern) {
        for (Declaration declaration : declarations) {
            if (declaration.pattern().equals(pattern)) {
                return declaration.settings();
            }
        }
        return null;
    }

    /** The settings for a symbol, or null where nothing matches. */
    InstrumentSettings settingsFor(String symbol) {
        Declaration best = null;
        for (Declaration declaration : declarations) {
            boolean wins = best == null || weight(declaration.pattern()) >= weight(best.pattern());
            if (wins && SymbolPattern.matches(declaration.pattern(), symbol)) {
                best = declaration;
            }
        }
        return best == null ? null : best.settings();
    }

    Declarations copy() {
        Declarations copy = new Declarations();
        copy.declarations.addAll(declarations);
        return copy;
    }

    /** Writes them in order of declaration. */
    void save(StateSink sink) {
        sink.putLong(declarations.size());
        for (Declaration declaration : declarations) {
            StateTexts.put(sink, declaration.pattern());
            declaration.settings().save(sink);
        }
    }

    void restore(StateSource source) {
        declarations.clear();
        for (int i = source.getCount(1); i > 0; i--) {
            declarations.add(new Declaration(StateTexts.get(source), InstrumentSettings.restored(source)));
        }
    }

    private static long weight(String pattern) {
        long wildcards = pattern.chars().filter(c -> c == '*' || c == '?').count();
        return pattern.length() * (MAX_PATTERN + 1L) + MAX_PATTERN - wildcards;
    }
}
