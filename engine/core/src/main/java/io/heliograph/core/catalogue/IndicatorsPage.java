package io.heliograph.core.catalogue;

import io.heliograph.core.language.Indicator;
import io.heliograph.core.language.IndicatorCatalogue;
import java.util.ArrayList;
import java.util.List;

/** The page that lists every indicator, made of the language's table, the kernels and the table of parity. */
public final class IndicatorsPage {
    private static final String OPENING = """
            # Indicators

            *Made by `IndicatorsPage` from the tables that the language itself uses; a test of the build compares it. After a change:
            `mvn -pl engine/core test -Dtest=IndicatorsPageTest -Dheliograph.regenerate=true`.*

            Bars count from 0, `n` is the period. **First** is the first bar with a value, over a series that is defined from bar 0.
            **Converged** is the bar from which everything before the first value weighs less than 1e-6; *never* where there is no such bar.
            **Flat** is the neutral value where the formula divides zero by zero; comparisons with it are UNKNOWN. A **semantic id** (name,
            variant, version) changes when any bit of an answer does. `of` is the input, and may come first: `ema(volume, 20)`.

            What others compute is marked *executed* where a test of this project runs both programs over the same bars, and *read* where
            only their source or manual was read. *equal*: from the first value on, but for rounding; *after start*: once the start is
            forgotten, see Converged; *differs*: the difference is named. To get another program's numbers, write the call of its row.

            """;

    private IndicatorsPage() {}

    /** The whole page, ending with a line end. */
    public static String text() {
        StringBuilder page = new StringBuilder(OPENING);
        page.append(IndicatorCatalogue.all().stream()
                .map(each -> "[" + each.name() + "](#" + each.name() + ")")
                .reduce((a, b) -> a + " · " + b)
                .orElseThrow());
        page.append('\n');
        IndicatorCatalogue.all().forEach(each -> indicator(page, each));
        return page.toString();
    }

    private static void indicator(StringBuilder page, Indicator indicator) {
        page.append("\n## ").append(indicator.name()).append("\n\n");
        page.append('`').append(indicator.signature()).append('`');
        if (indicator.outputs().size() > 1) {
            page.append(" -> `").append(String.join(" ", indicator.outputs())).append('`');
        }
        page.append("\n\n").append(indicator.definition()).append("\n\n");
        page.append("First: ").append(indicator.first()).append(". ");
        if (!indicator.flat().isEmpty()) {
            page.append("Flat: ").append(indicator.flat()).append(". ");
        }
        page.append("Source: ").append(indicator.source()).append(".\n\n");
        page.append("| call | first | converged | semantic id |\n|---|---|---|---|\n");
        indicator.variants().forEach(each -> variant(page, each));
        parity(page, ParityTable.of(indicator.name()));
    }

    private static void variant(StringBuilder page, Indicator.Variant variant) {
        List<String> first = new ArrayList<>();
        List<String> converged = new ArrayList<>();
        for (Indicator.Output output : variant.outputs()) {
            String name = variant.outputs().size() == 1 ? "" : output.name() + " ";
            first.add(name + output.firstBar());
            converged.add(name + (output.convergedBar() < 0 ? "never" : output.convergedBar()));
        }
        page.append("| `").append(variant.call()).append("` | ");
        page.append(String.join(", ", first)).append(" | ");
        page.append(String.join(", ", converged)).append(" | `");
        page.append(variant.semanticId()).append("` |\n");
    }

    private static void parity(StringBuilder page, List<Parity> rows) {
        if (rows.isEmpty()) {
            return;
        }
        page.append("\n| ours | others | | known | note |\n|---|---|---|---|---|\n");
        for (Parity row : rows) {
            String known = row.known() == Parity.Known.EXECUTED ? "**executed**" : "read";
            page.append("| `").append(cell(row.ours())).append("` | ").append(cell(row.program()));
            page.append(' ').append(cell(row.theirs())).append(" | ");
            page.append(agreement(row.agreement())).append(" | ");
            page.append(known).append(": ").append(cell(row.source())).append(" | ");
            page.append(cell(row.difference())).append(" |\n");
        }
    }

    private static String agreement(Parity.Agreement agreement) {
        return switch (agreement) {
            case EQUAL -> "equal";
            case AFTER_START -> "after start";
            case DIFFERS -> "differs";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
