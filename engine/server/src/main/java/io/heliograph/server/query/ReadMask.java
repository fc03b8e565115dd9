package io.heliograph.server.query;

import com.google.protobuf.FieldMask;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalView;
import java.util.List;

/**
 * Which fields of a signal an answer has: those of a view, and of these only the ones that a mask names.
 *
 * <p>A mask without a view chooses among all fields.
 */
public final class ReadMask {
    private static final List<String> NOT_BASIC = List.of("values", "strategy_hash", "bars_seen", "readiness");

    private final ChosenFields chosen;
    private final boolean basic;

    private ReadMask(ChosenFields chosen, boolean basic) {
        this.chosen = chosen;
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
        SignalView effective = view;
        if (view == SignalView.SIGNAL_VIEW_UNSPECIFIED || view == SignalView.UNRECOGNIZED) {
            effective = ChosenFields.isEverything(mask) ? usual : SignalView.SIGNAL_VIEW_FULL;
        }
        return new ReadMask(
                ChosenFields.of(Signal.getDescriptor(), mask, "symbol or bar_end_time.seconds"),
                effective == SignalView.SIGNAL_VIEW_BASIC);
    }

    /** Whether fields beyond the basic ones are wanted; where not, they need not be read. */
    public boolean isBasic() {
        return basic;
    }

    /** The signal with the chosen fields only. */
    public Signal apply(Signal signal) {
        Signal.Builder result = Signal.newBuilder();
        chosen.copy(signal, result);
        if (basic) {
            for (String name : NOT_BASIC) {
                result.clearField(Signal.getDescriptor().findFieldByName(name));
            }
        }
        return result.build();
    }
}
