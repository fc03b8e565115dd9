package io.heliograph.server.cli.indicator;

import io.heliograph.core.catalogue.Parity;
import io.heliograph.core.catalogue.ParityTable;
import io.heliograph.core.language.Indicator;
import io.heliograph.core.language.IndicatorCatalogue;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code indicators}: what the language can compute, and how. */
@Command(
        name = "indicators",
        description = {
            "List the indicators of the language, or show one: definition, look-back, convergence, semantic ids, and which"
                    + " other programs' numbers it equals. No server needed."
        },
        mixinStandardHelpOptions = true)
public final class IndicatorsCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One indicator, such as rsi.")
    private String name;

    @Option(names = "--json", description = "One JSON object an indicator.")
    private boolean json;

    public IndicatorsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Indicator> chosen = name == null ? IndicatorCatalogue.all() : List.of(find());
        if (json) {
            chosen.forEach(this::printJson);
        } else if (name == null) {
            chosen.forEach(each -> console.print(each.signature() + outputs(each)));
        } else {
            printText(chosen.get(0));
        }
        return ExitCode.OK.value();
    }

    private Indicator find() {
        Indicator indicator = IndicatorCatalogue.find(name);
        if (indicator == null) {
            throw new CommandException(
                    ExitCode.USAGE, "no such indicator: '" + name + "'" + IndicatorCatalogue.hint(name));
        }
        return indicator;
    }

    private static String outputs(Indicator indicator) {
        return indicator.outputs().size() == 1 ? "" : " -> " + String.join(" ", indicator.outputs());
    }

    private void printText(Indicator indicator) {
        console.print(indicator.signature() + outputs(indicator));
        console.print("");
        console.print("definition  " + indicator.definition());
        console.print("first       " + indicator.first());
        console.print("flat        " + (indicator.flat().isEmpty() ? "never" : indicator.flat()));
        console.print("source      " + indicator.source());
        for (Indicator.Variant variant : indicator.variants()) {
            console.print("");
            console.print(variant.call() + "  " + variant.semanticId());
            for (Indicator.Output output : variant.outputs()) {
                String converged = output.convergedBar() < 0 ? "never" : "bar " + output.convergedBar();
                console.print(
                        "  " + output.name() + ": first at bar " + output.firstBar() + ", converged " + converged);
            }
        }
        List<Parity> others = ParityTable.of(indicator.name());
        if (!others.isEmpty()) {
            console.print("");
            console.print("other programs");
            others.forEach(each -> console.print("  " + line(each)));
        }
    }

    private static String line(Parity parity) {
        String difference = parity.difference().isEmpty() ? "" : "; " + parity.difference();
        return parity.ours() + " " + agreement(parity) + " " + parity.program() + " " + parity.theirs() + " ("
                + parity.known().name().toLowerCase(Locale.ROOT) + ": " + parity.source() + difference + ")";
    }

    private static String agreement(Parity parity) {
        return switch (parity.agreement()) {
            case EQUAL -> "equals";
            case AFTER_START -> "equals, after the start,";
            case DIFFERS -> "differs from";
        };
    }

    private void printJson(Indicator indicator) {
        List<String> calls = new ArrayList<>();
        List<String> semanticIds = new ArrayList<>();
        List<String> firstBars = new ArrayList<>();
        List<String> convergedBars = new ArrayList<>();
        for (Indicator.Variant variant : indicator.variants()) {
            calls.add(variant.call());
            semanticIds.add(variant.semanticId());
            variant.outputs().forEach(each -> {
                firstBars.add(variant.call() + "." + each.name() + "=" + each.firstBar());
                convergedBars.add(variant.call() + "." + each.name() + "="
                        + (each.convergedBar() < 0 ? "never" : Integer.toString(each.convergedBar())));
            });
        }
        console.print(new JsonLine()
                .put("name", indicator.name())
                .put("signature", indicator.signature())
                .put(
                        "parameters",
                        indicator.parameters().stream()
                                .map(Indicator.Argument::name)
                                .toList())
                .put("outputs", indicator.outputs())
                .put("definition", indicator.definition())
                .put("first", indicator.first())
                .put("flat", indicator.flat())
                .put("source", indicator.source())
                .put("calls", calls)
                .put("semantic_ids", semanticIds)
                .put("first_bars", firstBars)
                .put("converged_bars", convergedBars)
                .put(
                        "others",
                        ParityTable.of(indicator.name()).stream()
                                .map(IndicatorsCommand::line)
                                .toList())
                .toString());
    }
}
