package io.heliograph.server.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A written report, read as a browser reads it: the text around the data, and the data as maps, lists and doubles. */
final class ReportFile {
    private static final String DATA = "<script type=\"application/json\" id=\"data\">";
    private static final String SCRIPT = "</script>\n<script>";
    private static final String END = "</script>";

    final String text;
    final String data;
    final String script;
    final Map<String, Object> block;

    private ReportFile(String text) throws IOException {
        this.text = text;
        int from = text.indexOf(DATA) + DATA.length();
        int to = text.indexOf(END, from);
        this.data = text.substring(from, to);
        int scriptFrom = text.indexOf(SCRIPT, to) + SCRIPT.length();
        this.script = text.substring(scriptFrom, text.indexOf(END, scriptFrom));
        try (JsonParser json = new JsonFactory().createParser(data)) {
            json.nextToken();
            this.block = object(value(json));
            if (json.nextToken() != null) {
                throw new IOException("expected one object in the data block");
            }
        }
    }

    static ReportFile read(Path path) throws IOException {
        return new ReportFile(Files.readString(path));
    }

    /** Everything but the data. */
    String page() {
        return text.replace(data, "");
    }

    Map<String, Object> series(int place) {
        return object(list(block.get("series")).get(place));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    /** The slow twin of the page's own reading of a column. */
    static double[] column(Object column) {
        Map<String, Object> parts = object(column);
        int count = ((Number) parts.get("n")).intValue();
        double[] values = new double[count];
        if (parts.containsKey("steps")) {
            Varints tokens = new Varints((String) parts.get("steps"));
            double scale = Math.pow(10, ((Number) parts.get("decimals")).intValue());
            long whole = 0;
            long token = 0;
            for (int i = 0; i < count; ) {
                long next = tokens.next();
                long times = next == 1 ? tokens.next() : 1;
                token = next == 1 ? token : next;
                for (; times > 0; times--) {
                    whole += token < 2 ? 0 : token % 2 == 0 ? (token - 2) / 2 : -(token - 1) / 2;
                    values[i++] = token == 0 ? Double.NaN : whole / scale;
                }
            }
            tokens.expectEnd();
            return values;
        }
        Arrays.fill(values, Double.NaN);
        Varints runs = new Varints((String) parts.get("runs"));
        ByteBuffer defined = ByteBuffer.wrap(Base64.getDecoder().decode((String) parts.get("doubles")))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; ) {
            for (long run = runs.next(); run > 0; run--) {
                values[i++] = defined.getDouble();
            }
            i += i < count ? (int) runs.next() : 0;
        }
        if (defined.hasRemaining()) {
            throw new IllegalStateException("doubles were left over: bytes=" + defined.remaining());
        }
        return values;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    if (members.put(name, value(json)) != null) {
                        throw new IOException("a member stands twice: name=" + name);
                    }
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(json));
                }
                yield elements;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static final class Varints {
        private final byte[] bytes;
        private int at;

        Varints(String base64) {
            bytes = Base64.getDecoder().decode(base64);
        }

        long next() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte one = bytes[at++];
                value |= (long) (one & 0x7f) << shift;
                if (one >= 0) {
                    return value;
                }
            }
        }

        void expectEnd() {
            if (at != bytes.length) {
                throw new IllegalStateException("bytes were left over: bytes=" + (bytes.length - at));
            }
        }
    }
}
