package io.heliograph.core.language;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Warns of names that nothing uses, and of symbols that no pattern lets in. */
final class NameAdvice {
    private final Document document;
    private final Definitions definitions;
    private final Collection<Expr> roots;
    private final DocumentReader reader;
    private final List<Problem> warnings;

    NameAdvice(
            Document document,
            Definitions definitions,
            Collection<Expr> roots,
            DocumentReader reader,
            List<Problem> warnings) {
        this.document = document;
        this.definitions = definitions;
        this.roots = roots;
        this.reader = reader;
        this.warnings = warnings;
    }

    void give() {
        Set<String> parameters = definitions.parametersUsed(roots);
        for (String name : document.params.keySet()) {
            if (!parameters.contains(name)) {
                warnings.add(reader.at("params." + name, "no expression uses this param"));
            }
        }
        Set<String> reached = definitions.reachable(roots);
        for (String name : document.lets.keySet()) {
            if (!reached.contains(name)) {
                warnings.add(reader.at(
                        "let." + name, "no expression uses this definition: it only stands among a signal's values"));
            }
        }
        if (document.symbols.stream().allMatch(pattern -> pattern.startsWith("!"))) {
            warnings.add(reader.at("symbols", "every pattern excludes, so no symbol matches: add \"*\""));
        }
    }
}
