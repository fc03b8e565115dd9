package io.heliograph.server.indicator;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.heliograph.core.language.CompiledFormulas;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;

/** The form in which bars and their values are written: lines of CSV under a header, or one JSON object a line. */
enum BarLines {
    CSV {
        @Override
        String header(CompiledFormulas formulas, boolean namesSymbols) {
            CsvLine line = new CsvLine();
            if (namesSymbols) {
                line.add("symbol");
            }
            line.add("index").add("open_time");
            formulas.columns().forEach(column -> line.add(column.name()));
            return line.end();
        }

        @Override
        String bar(String symbol, FormulaFeed feed) {
            CsvLine line = new CsvLine();
            if (symbol != null) {
                line.add(symbol);
            }
            line.add(feed.run().bars() - 1).add(TimeText.of(feed.newestNs()));
            int columns = feed.run().formulas().columns().size();
            for (int i = 0; i < columns; i++) {
                line.add(feed.shown(i));
            }
            return line.end();
        }
    },

    JSON {
        @Override
        String header(CompiledFormulas formulas, boolean namesSymbols) {
            return "";
        }

        @Override
        String bar(String symbol, FormulaFeed feed) {
            StringBuilder line = new StringBuilder("{");
            if (symbol != null) {
                line.append("\"symbol\":").append(quoted(symbol)).append(',');
            }
            line.append("\"index\":").append(feed.run().bars() - 1);
            line.append(",\"open_time\":").append(quoted(TimeText.of(feed.newestNs())));
            int column = 0;
            for (CompiledFormulas.Column each : feed.run().formulas().columns()) {
                double value = feed.shown(column++);
                line.append(',').append(quoted(each.name())).append(':');
                line.append(Double.isNaN(value) ? "null" : NumberText.of(value));
            }
            return line.append("}\n").toString();
        }
    };

    /** What stands above the bars; empty where nothing does. */
    abstract String header(CompiledFormulas formulas, boolean namesSymbols);

    /** The newest bar of a feed and its values; {@code symbol} leads unless it is null. */
    abstract String bar(String symbol, FormulaFeed feed);

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
