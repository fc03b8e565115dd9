package io.heliograph.server.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.codec.event.Refusal;
import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.DataQuality;
import io.heliograph.server.backtest.InputFile;
import io.heliograph.server.backtest.StrategyDocument;
import io.heliograph.server.backtest.StrategyStatistics;
import io.heliograph.server.whatif.WhatIf;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything a run concluded as one JSON object, which is all that the page's script knows. */
final class DataBlock {
    /** Of the block; the script that reads it stands beside it. */
    private static final int FORMAT = 1;

    private static final JsonFactory JSON = new JsonFactory().setCharacterEscapes(new SafeCharacters());

    private final JsonGenerator json;
    private final FiguresBlock figures;

    private DataBlock(JsonGenerator json) {
        this.json = json;
        this.figures = new FiguresBlock(json);
    }

    /** Writes the block; the stream stays open. */
    static void write(BacktestResult result, List<ChartLines> lines, Optional<WhatIf> whatIf, OutputStream out)
            throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            new DataBlock(json).write(result, lines, whatIf);
        }
    }

    private void write(BacktestResult result, List<ChartLines> lines, Optional<WhatIf> whatIf) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("contentDigest", result.contentDigest());
        json.writeStringField("buildVersion", result.buildVersion());
        json.writeNumberField("coreLevel", result.coreLevel());
        json.writeNumberField("bars", result.bars().size());
        json.writeNumberField("signals", result.signals().size());
        json.writeArrayFieldStart("inputs");
        for (InputFile input : result.inputs()) {
            writeInput(input);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("strategies");
        for (StrategyDocument strategy : result.strategies()) {
            writeStrategy(strategy);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("statistics");
        for (StrategyStatistics statistics : result.statistics()) {
            figures.write(statistics);
        }
        json.writeEndArray();
        writeQuality(result.quality());
        writeTexts("reasons", Statuses.TEXTS.subList(2, Statuses.TEXTS.size()));
        writeTexts("statuses", Statuses.TEXTS);
        Collection<SeriesRows> series = SeriesRows.of(result, lines).values();
        Map<String, Integer> places = new HashMap<>();
        for (StrategyDocument strategy : result.strategies()) {
            places.put(strategy.id(), places.size());
        }
        writeSeries(series, places);
        if (whatIf.isPresent()) {
            new ChangesBlock(json, figures, places, series).write(whatIf.get());
        }
        json.writeEndObject();
    }

    private void writeSeries(Collection<SeriesRows> series, Map<String, Integer> places) throws IOException {
        LineColumns columns = new LineColumns();
        SeriesBlock block = new SeriesBlock(json, places, columns);
        json.writeArrayFieldStart("series");
        for (SeriesRows rows : series) {
            block.write(rows);
        }
        json.writeEndArray();
        json.writeBooleanField("linesRounded", columns.isRounded());
        json.writeArrayFieldStart("lineColumns");
        for (int i = 0; i < columns.count(); i++) {
            columns.column(i).write(json);
        }
        json.writeEndArray();
    }

    private void writeInput(InputFile input) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", input.name());
        json.writeStringField("sha256", input.sha256());
        json.writeStringField("kind", input.kind().name());
        json.writeNumberField("rows", input.rows());
        json.writeNumberField("bad", input.bad());
        json.writeEndObject();
    }

    private void writeStrategy(StrategyDocument strategy) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", strategy.id());
        json.writeStringField("description", strategy.compiled().description());
        json.writeStringField(
                "timeframe", strategy.compiled().rules().timeframe().toString());
        json.writeStringField("hash", strategy.hash());
        json.writeStringField("text", strategy.text());
        json.writeStringField("canonical", strategy.canonical());
        json.writeNumberField("readyBar", strategy.readyBar());
        json.writeNumberField("convergedBar", strategy.convergedBar());
        json.writeEndObject();
    }

    private void writeQuality(DataQuality quality) throws IOException {
        json.writeObjectFieldStart("quality");
        json.writeNumberField("events", quality.events());
        json.writeNumberField("accepted", quality.accepted());
        json.writeNumberField("late", quality.late());
        json.writeNumberField("gaps", quality.gaps());
        json.writeNumberField("firstBars", quality.firstBars());
        json.writeNumberField("filledBars", quality.filledBars());
        json.writeNumberField("badRows", quality.badRows());
        json.writeObjectFieldStart("rejected");
        for (Map.Entry<Refusal, Long> rejected :
                FiguresBlock.ordered(Refusal.class, quality.rejected()).entrySet()) {
            json.writeNumberField(rejected.getKey().name(), rejected.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeTexts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
