package io.heliograph.server.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.codec.output.Reason;
import io.heliograph.server.backtest.ReliabilityBin;
import io.heliograph.server.backtest.StrategyStatistics;
import io.heliograph.server.text.NumberText;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** What the signals of one strategy came to, as a JSON object of the data block. */
final class FiguresBlock {
    private final JsonGenerator json;

    FiguresBlock(JsonGenerator json) {
        this.json = json;
    }

    void write(StrategyStatistics statistics) throws IOException {
        json.writeStartObject();
        json.writeStringField("strategy", statistics.strategy());
        json.writeNumberField("entries", statistics.entries());
        json.writeNumberField("buys", statistics.buys());
        json.writeNumberField("sells", statistics.sells());
        json.writeNumberField("holds", statistics.holds());
        json.writeNumberField("open", statistics.open());
        json.writeNumberField("scored", statistics.scored());
        json.writeNumberField("wins", statistics.wins());
        writeNumber("hitRate", statistics.hitRate());
        writeNumber("meanReturn", statistics.meanReturn());
        writeNumber("meanMfe", statistics.meanMfe());
        writeNumber("meanMae", statistics.meanMae());
        writeNumber("brier", statistics.brier());
        writeNumber("constantBrier", statistics.constantBrier());
        json.writeObjectFieldStart("endings");
        for (Map.Entry<Reason, Long> ending :
                ordered(Reason.class, statistics.endings()).entrySet()) {
            json.writeNumberField(ending.getKey().name(), ending.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("reliability");
        for (ReliabilityBin bin : statistics.reliability()) {
            json.writeStartObject();
            writeNumber("lower", bin.lower());
            json.writeNumberField("count", bin.count());
            writeNumber("meanConfidence", bin.meanConfidence());
            writeNumber("hitRate", bin.hitRate());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Whatever map the counts came in, the report has one order. */
    static <E extends Enum<E>> Map<E, Long> ordered(Class<E> type, Map<E, Long> counts) {
        Map<E, Long> ordered = new EnumMap<>(type);
        ordered.putAll(counts);
        return ordered;
    }

    private void writeNumber(String name, double value) throws IOException {
        json.writeFieldName(name);
        if (Double.isFinite(value)) {
            json.writeNumber(NumberText.of(value));
        } else {
            json.writeNull();
        }
    }
}
