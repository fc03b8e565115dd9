package io.heliograph.core.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents for tests. */
public final class Documents {
    private static final String HEAD = "id = a\ntimeframe = 1m\n";

    private Documents() {}

    /** A document with these lines behind id and timeframe; its first line is line 3. */
    public static String of(String... lines) {
        return HEAD + String.join("\n", lines) + "\n";
    }

    /** A document whose definition {@code x} is the expression. */
    public static String defining(String expression) {
        return of("let { x = \"" + expression + "\" }", "buy = true");
    }

    public static Compilation compile(String text) {
        return StrategyCompiler.compile(text, Map.of(), Optional.empty());
    }

    /** The strategy; fails with its problems where there are any. */
    public static CompiledStrategy strategy(String text) {
        Compilation compilation = compile(text);
        if (compilation.strategy() == null) {
            throw new AssertionError(compilation.problems() + "\n" + text);
        }
        return compilation.strategy();
    }

    public static List<Problem> problems(String text) {
        return compile(text).problems();
    }
}
