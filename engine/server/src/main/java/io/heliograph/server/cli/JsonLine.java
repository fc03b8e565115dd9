package io.heliograph.server.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.server.text.NumberText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map.Entry;

/** One flat JSON object on one line; an undefined number is null, doubles have their shortest text. */
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    /** The members in the order given; values are text, numbers, booleans, null, or lists of text. */
    @SafeVarargs
    static String of(Entry<String, ?>... members) {
        return of(List.of(members));
    }

    static String of(List<? extends Entry<String, ?>> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Entry<String, ?> member : members) {
                json.writeFieldName(member.getKey());
                write(json, member.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double number) {
            if (number.isNaN()) {
                json.writeNull();
            } else {
                json.writeNumber(NumberText.of(number));
            }
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                json.writeString(String.valueOf(each));
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }
}
