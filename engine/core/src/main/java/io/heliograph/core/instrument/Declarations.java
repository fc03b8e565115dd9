package io.heliograph.core.instrument;

import java.util.ArrayList;
import java.util.List;

/** Which settings were declared for which symbols: of several patterns that match, the longest wins, then the latest. */
final class Declarations {
    private record Declaration(String pattern, InstrumentSettings settings) {}

    private final List<Declaration> declarations = new ArrayList<>();

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
            boolean longer = best == null
                    || declaration.pattern().length() >= best.pattern().length();
            if (longer && SymbolPattern.matches(declaration.pattern(), symbol)) {
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
}
