package io.heliograph.server.explain;

import com.google.protobuf.Timestamp;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import io.heliograph.v1.RecordField;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers and times as messages and as text. */
final class Texts {
    private static final long SECOND = 1_000_000_000L;

    private Texts() {}

    static RecordField field(String name, String value) {
        return RecordField.newBuilder().setName(name).setValue(value).build();
    }

    static RecordField field(String name, double value) {
        return field(name, number(value));
    }

    static RecordField field(String name, long value) {
        return field(name, Long.toString(value));
    }

    static String number(double value) {
        return Double.isNaN(value) ? "undefined" : NumberText.of(value);
    }

    static Timestamp timestamp(long ns) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(ns, SECOND))
                .setNanos((int) Math.floorMod(ns, SECOND))
                .build();
    }

    static String time(Timestamp time) {
        return TimeText.of(time.getSeconds() * SECOND + time.getNanos());
    }

    /** {@code SIDE_BUY} is BUY; for enums whose values repeat one word of their name. */
    static String brief(Enum<?> value) {
        return value.name().substring(value.name().lastIndexOf('_') + 1);
    }

    static String fields(List<RecordField> fields) {
        return fields.stream()
                .map(field -> field.getName() + "=" + field.getValue())
                .collect(Collectors.joining(" "));
    }
}
