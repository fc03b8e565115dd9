package io.heliograph.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows for people and for programs. */
final class BenchTable {
    private static final String LINE = "%-4s %-50s %12s %12s %7s  %-28s %8s %8s  %s%n";

    private BenchTable() {}

    static void print(PrintStream out, Map<String, String> conditions, List<Row> rows) {
        conditions.forEach((name, value) -> out.println(name + ": " + value));
        out.println();
        out.printf(
                Locale.ROOT,
                LINE,
                "row",
                "what",
                "ours",
                "anchor",
                "spread",
                "ratio (p25..p90)",
                "floor",
                "goal",
                "verdict");
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    LINE,
                    row.id(),
                    row.what(),
                    number(row.ours()),
                    number(row.anchor()),
                    String.format(Locale.ROOT, "%.0f%%", 100 * row.anchorSpread()),
                    number(row.ratio().median()) + " (" + number(row.ratio().p25()) + ".."
                            + number(row.ratio().p90()) + ")",
                    number(row.floor()),
                    number(row.goal()),
                    row.verdict() + (row.tries() > 1 ? " (try " + row.tries() + ")" : ""));
        }
        out.println();
        out.println(
                "1, 1c: ns of CPU a bar; 1d: ns a bar, ratio = times faster; 2: relative error, TA-Lib's in the anchor's"
                        + " place; 3: bytes an event, median of the parts.");
    }

    static String json(Map<String, String> conditions, List<Row> rows) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (Map.Entry<String, String> condition : conditions.entrySet()) {
                json.writeStringField(condition.getKey(), condition.getValue());
            }
            json.writeArrayFieldStart("rows");
            for (Row row : rows) {
                write(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("row", row.id());
        json.writeStringField("what", row.what());
        json.writeStringField("against", row.against());
        json.writeStringField("unit", row.unit());
        json.writeNumberField("ours", row.ours());
        json.writeNumberField("anchor", row.anchor());
        json.writeNumberField("anchor_spread", row.anchorSpread());
        json.writeNumberField("ratio", row.ratio().median());
        json.writeNumberField("ratio_p25", row.ratio().p25());
        json.writeNumberField("ratio_p90", row.ratio().p90());
        json.writeNumberField("floor", row.floor());
        json.writeNumberField("goal", row.goal());
        json.writeStringField("verdict", row.verdict().name());
        json.writeNumberField("tries", row.tries());
        json.writeEndObject();
    }

    private static String number(double x) {
        if (x == 0.0) {
            return "0";
        }
        double size = Math.abs(x);
        return String.format(Locale.ROOT, size < 0.001 || size >= 1e6 ? "%.1e" : size < 100 ? "%.2f" : "%.0f", x);
    }
}
