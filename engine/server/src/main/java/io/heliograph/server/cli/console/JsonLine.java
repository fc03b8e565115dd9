package io.heliograph.server.cli.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.server.text.NumberText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * One JSON object on one line, member by member; its lists may hold other such objects.
 *
 * <p>An undefined or infinite number is null; doubles have their shortest text. Writing to memory cannot fail, so an
 * {@link IOException} is a defect.
 */
public final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    public JsonLine() {
        try {
            json = JSON.createGenerator(text);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonLine put(String name, String value) {
        return write(() -> json.writeStringField(name, value));
    }

    public JsonLine put(String name, boolean value) {
        return write(() -> json.writeBooleanField(name, value));
    }

    public JsonLine put(String name, long value) {
        return write(() -> json.writeNumberField(name, value));
    }

    public JsonLine put(String name, double value) {
        return write(() -> {
            json.writeFieldName(name);
            if (!Double.isFinite(value)) {
                json.writeNull();
            } else {
                json.writeNumber(NumberText.of(value));
            }
        });
    }

    public JsonLine put(String name, List<String> values) {
        return write(() -> {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        });
    }

    /** Objects, each of them ended by this. */
    public JsonLine putObjects(String name, List<JsonLine> objects) {
        return write(() -> {
            json.writeArrayFieldStart(name);
            for (JsonLine object : objects) {
                json.writeRawValue(object.toString());
            }
            json.writeEndArray();
        });
    }

    /** The line, without its end. */
    @Override
    public String toString() {
        if (!json.isClosed()) {
            write(() -> {
                json.writeEndObject();
                json.close();
            });
        }
        return text.toString();
    }

    private interface Writing {
        void run() throws IOException;
    }

    private JsonLine write(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
