package io.heliograph.server.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.core.Timeframe;
import io.heliograph.server.backtest.BarRow;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.backtest.StrategyStatistics;
import io.heliograph.server.whatif.Change;
import io.heliograph.server.whatif.ChangeKind;
import io.heliograph.server.whatif.DiffCounts;
import io.heliograph.server.whatif.Difference;
import io.heliograph.server.whatif.WhatIf;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What other strategies change of a journal's signals, as the member {@code changes} of the data block. */
final class ChangesBlock {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Of a signal or a bar that is not there. */
    private static final int NONE = -1;

    private final JsonGenerator json;
    private final FiguresBlock figures;
    private final Map<String, Integer> strategies;
    private final Map<SeriesKey, Integer> series = new HashMap<>();
    private final Map<SeriesKey, Map<Long, Integer>> bars = new HashMap<>();

    /**
     * @param strategies place of each strategy by id
     * @param series in the order in which they are written
     */
    ChangesBlock(
            JsonGenerator json, FiguresBlock figures, Map<String, Integer> strategies, Collection<SeriesRows> series) {
        this.json = json;
        this.figures = figures;
        this.strategies = strategies;
        for (SeriesRows rows : series) {
            this.series.put(rows.key(), this.series.size());
            Map<Long, Integer> places = new HashMap<>();
            for (BarRow bar : rows.bars()) {
                places.put(barId(bar.timeframe(), bar.endNs(), bar.ordinal()), places.size());
            }
            bars.put(rows.key(), places);
        }
    }

    void write(WhatIf whatIf) throws IOException {
        json.writeObjectFieldStart("changes");
        json.writeNumberField("throughEvent", whatIf.throughEvent());
        json.writeNumberField("movedWithin", whatIf.diff().movedWithin());
        json.writeStringField("journalDigest", whatIf.journaled().contentDigest());
        writeTexts("replaced", whatIf.replaced().keySet());
        writeTexts("added", whatIf.added());
        writeTexts("kept", whatIf.kept());
        json.writeArrayFieldStart("counts");
        for (DiffCounts counts : whatIf.diff().counts()) {
            write(counts);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("journalStatistics");
        for (StrategyStatistics statistics : whatIf.journaled().statistics()) {
            figures.write(statistics);
        }
        json.writeEndArray();
        writeTexts("kinds", List.of(ChangeKind.values()));
        writeTexts("differences", List.of(Difference.values()));
        writeRows(whatIf.diff().changes());
        json.writeEndObject();
    }

    private void write(DiffCounts counts) throws IOException {
        json.writeStartObject();
        json.writeStringField("strategy", counts.strategy());
        json.writeNumberField("journal", counts.journaled());
        json.writeNumberField("whatIf", counts.other());
        json.writeNumberField("same", counts.same());
        json.writeNumberField("added", counts.added());
        json.writeNumberField("removed", counts.removed());
        json.writeNumberField("moved", counts.moved());
        json.writeNumberField("confidence", counts.confidence());
        json.writeNumberField("levels", counts.levels());
        json.writeNumberField("reason", counts.reason());
        json.writeEndObject();
    }

    private void writeRows(List<Change> changes) throws IOException {
        json.writeNumberField("count", changes.size());
        json.writeObjectFieldStart("columns");
        write("kind", changes, change -> change.kind().ordinal());
        write("series", changes, change -> series.getOrDefault(keyOf(change.signal()), NONE));
        write(
                "strategy",
                changes,
                change -> strategies.getOrDefault(change.signal().strategy(), NONE));
        write("side", changes, change -> change.signal().side().value());
        write("end", changes, change -> Math.floorDiv(change.signal().barEndNs(), NANOS_PER_MILLI));
        write("bars", changes, Change::bars);
        write("differences", changes, ChangesBlock::bits);
        write("fromBar", changes, change -> bar(change.journaled()));
        write("toBar", changes, change -> bar(change.other()));
        writeBoth("Confidence", changes, SignalRow::confidence);
        writeBoth("Stop", changes, SignalRow::stop);
        writeBoth("Target", changes, SignalRow::target);
        writeBoth("Reason", changes, row -> row.reason().value());
        json.writeEndObject();
    }

    private void writeBoth(String name, List<Change> changes, ToDoubleFunction<SignalRow> value) throws IOException {
        write("from" + name, changes, change -> of(change.journaled(), value));
        write("to" + name, changes, change -> of(change.other(), value));
    }

    private void write(String name, List<Change> changes, ToDoubleFunction<Change> value) throws IOException {
        json.writeFieldName(name);
        Column.of(changes.stream().mapToDouble(value).toArray()).write(json);
    }

    private void writeTexts(String name, Collection<?> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (Object text : texts) {
            json.writeString(text.toString());
        }
        json.writeEndArray();
    }

    private double bar(Optional<SignalRow> signal) {
        return signal.map(row -> bars.getOrDefault(keyOf(row), Map.of())
                        .getOrDefault(barId(row.timeframe(), row.barEndNs(), row.barOrdinal()), NONE))
                .orElse(NONE);
    }

    private static double of(Optional<SignalRow> signal, ToDoubleFunction<SignalRow> value) {
        return signal.isPresent() ? value.applyAsDouble(signal.get()) : Double.NaN;
    }

    /** A bit for each difference, in the order of their names. */
    private static double bits(Change change) {
        int bits = 0;
        for (Difference difference : change.differences()) {
            bits |= 1 << difference.ordinal();
        }
        return bits;
    }

    private static SeriesKey keyOf(SignalRow row) {
        return new SeriesKey(row.symbol(), row.timeframe());
    }

    /** What tells a bar from the others of its series in both runs. */
    private static long barId(Timeframe timeframe, long endNs, long ordinal) {
        return timeframe.kind() == Timeframe.Kind.TIME ? endNs : ordinal;
    }
}
