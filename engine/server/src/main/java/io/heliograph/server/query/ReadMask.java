package io.heliograph.server.query;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which fields of a signal an answer has: those of a view, and of these only the ones that a mask names.
 *
 * <p>A mask without a view chooses among all fields.
 */
public final class ReadMask {
    private static final List<String> NOT_BASIC = List.of("values", "strategy_hash", "bars_seen", "readiness");

    /** What is kept of a message; no fields: all of it. */
    private static final class Kept {
        private final Map<Integer, Kept> fields = new TreeMap<>();
        private boolean whole;
    }

    private final Kept kept;
    private final boolean basic;

    private ReadMask(Kept kept, boolean basic) {
        this.kept = kept;
        this.basic = basic;
    }

    /**
     * Reads a mask.
     *
     * @param mask absent (the default instance) or {@code *} is everything of the view
     * @param usual the view where neither view nor mask is given
     * @throws Rejection READ_MASK_INVALID with the path that is no field
     */
    public static ReadMask of(SignalView view, FieldMask mask, SignalView usual) {
        boolean everything = mask.getPathsCount() == 0 || mask.getPathsList().contains("*");
        SignalView effective = view;
        if (view == SignalView.SIGNAL_VIEW_UNSPECIFIED || view == SignalView.UNRECOGNIZED) {
            effective = everything ? usual : SignalView.SIGNAL_VIEW_FULL;
        }
        Kept kept = new Kept();
        kept.whole = everything;
        for (String path : mask.getPathsList()) {
            if (!path.equals("*")) {
                add(kept, path);
            }
        }
        return new ReadMask(kept, effective == SignalView.SIGNAL_VIEW_BASIC);
    }

    /** Whether fields beyond the basic ones are wanted; where not, they need not be read. */
    public boolean isBasic() {
        return basic;
    }

    /** The signal with the chosen fields only. */
    public Signal apply(Signal signal) {
        Signal.Builder chosen = Signal.newBuilder();
        copy(kept, signal, chosen);
        if (basic) {
            for (String name : NOT_BASIC) {
                chosen.clearField(Signal.getDescriptor().findFieldByName(name));
            }
        }
        return chosen.build();
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

    private static void add(Kept root, String path) {
        Kept at = root;
        Descriptor message = Signal.getDescriptor();
        for (String name : path.split("\\.", -1)) {
            FieldDescriptor field = message == null ? null : message.findFieldByName(name);
            if (field == null) {
                throw refusal(path);
            }
            at = at.fields.computeIfAbsent(field.getNumber(), number -> new Kept());
            boolean opens = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated();
            message = opens ? field.getMessageType() : null;
        }
        at.whole = true;
    }

    private static Rejection refusal(String path) {
        String shown = path.length() > 64 ? path.substring(0, 64) + ".." : path;
        String message = "expected a field of Signal such as symbol or bar_end_time.seconds: path=" + shown;
        return new Rejection(ErrorReason.ERROR_REASON_READ_MASK_INVALID, message)
                .with("path", shown)
                .withField("read_mask", message);
    }
}
