package io.heliograph.core.language;

import java.util.List;

/** The table of the keys that a document may have; the reader and the reference page are made from it. */
final class DocumentKeys {
    private static final List<Row> TABLE = List.of(
            row("id", "`[a-z][a-z0-9-]{0,62}`", "required", "the name of the strategy; every signal carries it"),
            row("description", "text", "empty", "what it does, for people"),
            row(
                    "timeframe",
                    "`30s` `1m` `4h` `1d` `1w` `100t` `5000v`",
                    "required",
                    "the bars on which it is evaluated"),
            row(
                    "symbols",
                    "list of patterns",
                    "`[\"*\"]`",
                    "`*` stands for any run of characters, `?` for one, `!` in front excludes"),
            row("params", "{ name = number }", "none", "constants; `--set` and ApplyStrategy replace them"),
            row("let", "{ name = expression }", "none", "definitions, in any order; none may need itself"),
            row("buy", "condition", "`false`", "enters BUY; `buy`, `sell` or both must be there"),
            row("sell", "condition", "`false`", "enters SELL"),
            row("exit", "condition", "none", "ends a signal of either side"),
            row("exit_buy", "condition", "none", "ends a BUY"),
            row("exit_sell", "condition", "none", "ends a SELL"),
            row(
                    "hold",
                    "`until` `while`",
                    "`until`",
                    "`until`: until something ends it; `while`: as the conditions say"),
            row(
                    "rearm",
                    "`true` `false`",
                    "`true`",
                    "whether a side must see its condition FALSE before it enters again"),
            row("cooldown", "`N bars`", "`0 bars`", "bars without an entry after a signal ended in HOLD"),
            row("confidence", "number", "`0.5`", "the claimed probability of a gain, clamped to 0..1"),
            row("stop", "number", "none", "price that ends the signal with STOP when a later bar reaches it"),
            row("target", "number", "none", "price that ends the signal with TARGET when a later bar reaches it"),
            row("expires", "`N bars`, or a duration such as `4h`", "none", "ends the signal with EXPIRED"),
            row("ready", "`READY` `CONVERGED`", "`READY`", "what every expression must be before the first evaluation"),
            row("flat", "`unknown` `evaluate`", "`unknown`", "what a comparison does with a FLAT operand"),
            row("emit", "`change` `every`", "`change`", "`every`: a record on each bar, changed or not"));

    private DocumentKeys() {}

    /**
     * One key.
     *
     * @param name as the document has it
     * @param values what may stand behind it
     * @param fallback what counts where it is absent
     * @param meaning what it does
     */
    record Row(String name, String values, String fallback, String meaning) {}

    /** All rows, in the order in which a document is best written. */
    static List<Row> all() {
        return TABLE;
    }

    static List<String> names() {
        return TABLE.stream().map(Row::name).toList();
    }

    private static Row row(String name, String values, String fallback, String meaning) {
        return new Row(name, values, fallback, meaning);
    }
}
