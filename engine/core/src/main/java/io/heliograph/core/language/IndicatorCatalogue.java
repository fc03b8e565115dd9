package io.heliograph.core.language;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.heliograph.core.Timeframe;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every indicator of the language, by name: what the parser's table says, what the kernels say, and what a page says.
 *
 * <p>Signatures come from the table that the parser uses, first bars, convergence and semantic ids from kernels made by
 * the language itself, definitions from {@code indicators/catalogue.conf}. Read once; immutable.
 */
public final class IndicatorCatalogue {
    private static final String TEXTS = "/io/heliograph/indicators/catalogue.conf";

    private static final List<Indicator> ALL = read();

    private IndicatorCatalogue() {}

    /** All of them, by name. */
    public static List<Indicator> all() {
        return ALL;
    }

    /** The indicator of this name, or null. */
    public static Indicator find(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
    }

    /** What a reader may have meant by a name that is none: {@code : did you mean rsi?}, or nothing. */
    public static String hint(String name) {
        return Nearest.hint(name, ALL.stream().map(Indicator::name).toList());
    }

    private static List<Indicator> read() {
        Config texts = texts();
        List<Indicator> all = new ArrayList<>();
        for (Definition definition : Catalogue.all()) {
            if (definition.isIndicator()) {
                all.add(indicator(definition, texts.getConfig(definition.name())));
            }
        }
        return List.copyOf(all);
    }

    private static Config texts() {
        try (InputStream in = IndicatorCatalogue.class.getResourceAsStream(TEXTS)) {
            return ConfigFactory.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Indicator indicator(Definition definition, Config text) {
        List<Indicator.Variant> variants = text.getStringList("calls").stream()
                .map(IndicatorCatalogue::variant)
                .toList();
        List<String> outputs =
                variants.get(0).outputs().stream().map(Indicator.Output::name).toList();
        return new Indicator(
                definition.name(),
                definition.signature(),
                definition.parameters().stream()
                        .map(IndicatorCatalogue::argument)
                        .toList(),
                outputs,
                text.getString("first"),
                text.getString("flat"),
                text.getString("definition"),
                text.getString("source"),
                variants);
    }

    private static Indicator.Argument argument(Parameter parameter) {
        Indicator.Kind kind = switch (parameter.kind()) {
            case WHOLE -> Indicator.Kind.WHOLE;
            case REAL -> Indicator.Kind.REAL;
            case WORD -> Indicator.Kind.WORD;
            case WORD_OR_WHOLE -> Indicator.Kind.WORD_OR_WHOLE;
            case NUMBER, CONDITION, EITHER -> Indicator.Kind.SERIES;
        };
        String fallback = parameter.fallback() == null ? "" : parameter.fallback();
        return new Indicator.Argument(
                parameter.name(), kind, fallback, parameter.words(), parameter.least(), parameter.most());
    }

    private static Indicator.Variant variant(String call) {
        FormulaCompilation compilation = ExpressionCompiler.compile(
                List.of(call), Timeframe.ONE_MINUTE, Collections.emptyMap(), Collections.emptyMap());
        if (compilation.formulas() == null) {
            throw new IllegalStateException("a call of the catalogue is none: " + compilation.problems());
        }
        List<CompiledFormulas.Column> columns = compilation.formulas().columns();
        List<Indicator.Output> outputs = new ArrayList<>();
        for (CompiledFormulas.Column column : columns) {
            String name = column.name().equals(call) ? "value" : column.name().substring(call.length() + 1);
            outputs.add(new Indicator.Output(name, column.readyBar(), column.convergedBar()));
        }
        String semanticId = compilation.formulas().plan().steps().stream()
                .filter(step -> step.slot() == columns.get(0).slot())
                .map(step -> step.newKernel().semanticId())
                .findFirst()
                .orElseThrow();
        return new Indicator.Variant(call, semanticId, outputs);
    }
}
