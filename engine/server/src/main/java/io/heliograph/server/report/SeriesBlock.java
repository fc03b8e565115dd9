package io.heliograph.server.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.server.backtest.BarRow;
import io.heliograph.server.backtest.SignalRow;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One symbol and timeframe in the data block: its bars and signals as columns, its lines as places of columns. */
final class SeriesBlock {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Above so many bars their volume-weighted price, which is no short decimal, is rounded: eleven bytes for each. */
    private static final int EXACT_WAPS = 200_000;

    private static final int DIGITS_OF_WAP = 7;

    private final JsonGenerator json;
    private final Map<String, Integer> strategies;
    private final LineColumns lines;

    /** @param strategies place of each strategy by id */
    SeriesBlock(JsonGenerator json, Map<String, Integer> strategies, LineColumns lines) {
        this.json = json;
        this.strategies = strategies;
        this.lines = lines;
    }

    void write(SeriesRows rows) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", rows.key().symbol());
        json.writeStringField("timeframe", rows.key().timeframe().toString());
        json.writeStringField("kind", rows.key().timeframe().kind().name());
        json.writeNumberField("bars", rows.bars().size());
        writeBars(rows.bars());
        json.writeObjectFieldStart("signals");
        writeSignals(rows);
        json.writeEndObject();
        writeLines(rows.lines());
        json.writeEndObject();
    }

    /** Times in milliseconds, which doubles hold exactly, and the nanoseconds beyond them apart. */
    private void writeBars(List<BarRow> bars) throws IOException {
        json.writeObjectFieldStart("columns");
        write("start", bars, bar -> Math.floorDiv(bar.startNs(), NANOS_PER_MILLI));
        write("startNanos", bars, bar -> Math.floorMod(bar.startNs(), NANOS_PER_MILLI));
        write("end", bars, bar -> Math.floorDiv(bar.endNs(), NANOS_PER_MILLI));
        write("endNanos", bars, bar -> Math.floorMod(bar.endNs(), NANOS_PER_MILLI));
        write("ordinal", bars, BarRow::ordinal);
        write("open", bars, BarRow::open);
        write("high", bars, BarRow::high);
        write("low", bars, BarRow::low);
        write("close", bars, BarRow::close);
        write("volume", bars, BarRow::volume);
        double[] waps = bars.stream().mapToDouble(BarRow::wap).toArray();
        write("wap", waps.length > EXACT_WAPS ? Column.rounded(waps, DIGITS_OF_WAP) : Column.of(waps));
        write("trades", bars, BarRow::trades);
        write("flags", bars, BarRow::flags);
        json.writeEndObject();
    }

    private void writeSignals(SeriesRows rows) throws IOException {
        List<SignalRow> signals = rows.signals();
        Map<String, Integer> places = new HashMap<>();
        json.writeNumberField("count", signals.size());
        json.writeArrayFieldStart("ids");
        for (int i = 0; i < signals.size(); i++) {
            places.put(signals.get(i).signalId(), i);
            json.writeString(signals.get(i).signalId());
        }
        json.writeEndArray();
        json.writeObjectFieldStart("columns");
        write("bar", Column.of(rows.signalBars()));
        write("strategy", signals, this::strategy);
        write("side", signals, signal -> signal.side().value());
        write("reason", signals, signal -> signal.reason().value());
        write("status", signals, signal -> Statuses.place(signal.status()));
        write("closes", signals, signal -> places.getOrDefault(signal.closes(), -1));
        write("confidence", signals, SignalRow::confidence);
        write("reference", signals, SignalRow::referencePrice);
        write("stop", signals, SignalRow::stop);
        write("target", signals, SignalRow::target);
        write("expiryBars", signals, SignalRow::expiryBars);
        write("expiryMillis", signals, signal -> (double) signal.expiryNs() / NANOS_PER_MILLI);
        write("exit", signals, SignalRow::exitPrice);
        write("return", signals, SignalRow::grossReturn);
        write("mfe", signals, SignalRow::mfe);
        write("mae", signals, SignalRow::mae);
        write("scored", signals, signal -> signal.isScored() ? 1 : 0);
        write("win", signals, signal -> signal.isWin() ? 1 : 0);
        write("converged", signals, signal -> signal.isConverged() ? 1 : 0);
        json.writeEndObject();
        json.writeObjectFieldStart("closesElsewhere");
        for (int i = 0; i < signals.size(); i++) {
            String closes = signals.get(i).closes();
            if (!closes.isEmpty() && !places.containsKey(closes)) {
                json.writeStringField(Integer.toString(i), closes);
            }
        }
        json.writeEndObject();
    }

    private void writeLines(List<ChartLines> all) throws IOException {
        json.writeArrayFieldStart("lines");
        for (ChartLines drawn : all) {
            for (ChartLines.Line line : drawn.lines()) {
                json.writeStartObject();
                json.writeNumberField("strategy", place(drawn.strategy()));
                json.writeStringField("name", line.name());
                json.writeBooleanField("overlay", line.isOverlay());
                json.writeNumberField("column", lines.add(line));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private double strategy(SignalRow signal) {
        return place(signal.strategy());
    }

    private int place(String strategy) {
        Integer place = strategies.get(strategy);
        if (place == null) {
            throw new IllegalArgumentException("expected a strategy of the run: strategy=" + strategy);
        }
        return place;
    }

    private <R> void write(String name, List<R> rows, ToDoubleFunction<R> value) throws IOException {
        double[] values = new double[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsDouble(rows.get(i));
        }
        write(name, Column.of(values));
    }

    private void write(String name, Column column) throws IOException {
        json.writeFieldName(name);
        column.write(json);
    }
}
