package io.heliograph.server.query;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.util.Map;
import java.util.TreeMap;

/** The fields of a message that a mask names, at any depth. Immutable. */
final class ChosenFields {
    /** What is kept of a message; no fields: all of it. */
    private static final class Kept {
        private final Map<Integer, Kept> fields = new TreeMap<>();
        private boolean whole;
    }

    private final Kept kept;

    private ChosenFields(Kept kept) {
        this.kept = kept;
    }

    /**
     * Reads a mask.
     *
     * @param message whose fields it names
     * @param mask absent (the default instance) or {@code *} is everything
     * @param example a path for the refusal
     * @throws Rejection READ_MASK_INVALID with the path that is no field
     */
    static ChosenFields of(Descriptor message, FieldMask mask, String example) {
        Kept kept = new Kept();
        kept.whole = isEverything(mask);
        for (String path : mask.getPathsList()) {
            if (!path.equals("*")) {
                add(kept, message, path, example);
            }
        }
        return new ChosenFields(kept);
    }

    static boolean isEverything(FieldMask mask) {
        return mask.getPathsCount() == 0 || mask.getPathsList().contains("*");
    }

    /** Whether all of a message is wanted. */
    boolean isEverything() {
        return kept.whole;
    }

    /** Copies the chosen fields. */
    void copy(Message from, Message.Builder to) {
        copy(kept, from, to);
    }

    private static void copy(Kept kept, Message from, Message.Builder to) {
        if (kept.whole) {
            to.mergeFrom(from);
            return;
        }
        for (Map.Entry<FieldDescriptor, Object> entry : from.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            Kept inner = kept.fields.get(field.getNumber());
            if (inner == null) {
                continue;
            }
            if (inner.whole) {
                to.setField(field, entry.getValue());
            } else {
                Message.Builder part = to.newBuilderForField(field);
                copy(inner, (Message) entry.getValue(), part);
                to.setField(field, part.build());
            }
        }
    }

    private static void add(Kept root, Descriptor of, String path, String example) {
        Kept at = root;
        Descriptor message = of;
        for (String name : path.split("\\.", -1)) {
            FieldDescriptor field = message == null ? null : message.findFieldByName(name);
            if (field == null) {
                throw refusal(of, path, example);
            }
            at = at.fields.computeIfAbsent(field.getNumber(), number -> new Kept());
            boolean opens = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated();
            message = opens ? field.getMessageType() : null;
        }
        at.whole = true;
    }

    private static Rejection refusal(Descriptor of, String path, String example) {
        String shown = path.length() > 64 ? path.substring(0, 64) + ".." : path;
        String message = "expected a field of " + of.getName() + " such as " + example + ": path=" + shown;
        return new Rejection(ErrorReason.ERROR_REASON_READ_MASK_INVALID, message)
                .with("path", shown)
                .withField("read_mask", message);
    }
}
