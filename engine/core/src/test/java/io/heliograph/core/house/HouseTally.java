package io.heliograph.core.house;

import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.OutputHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.DirectBuffer;

/** One row of the house strategies' table, counted from the outputs. */
final class HouseTally implements OutputHandler {
    private final Map<Side, Integer> signals = new EnumMap<>(Side.class);
    private final Map<Reason, Integer> endings = new EnumMap<>(Reason.class);
    private final Map<Long, Double> claimed = new HashMap<>();
    private final List<Double> confidences = new ArrayList<>();

    private int faults;
    private int outcomes;
    private int ended;
    private int won;
    private double squares;

    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        switch (header.templateId()) {
            case SignalEmittedDecoder.TEMPLATE_ID -> {
                SignalEmittedDecoder signal = new SignalEmittedDecoder().wrapAndApplyHeader(buffer, offset, header);
                signals.merge(signal.side(), 1, Integer::sum);
                if (signal.side() != Side.HOLD) {
                    confidences.add(signal.confidence());
                    claimed.put(sequence, signal.confidence());
                }
            }
            case SignalEndedDecoder.TEMPLATE_ID -> {
                SignalEndedDecoder ending = new SignalEndedDecoder().wrapAndApplyHeader(buffer, offset, header);
                endings.merge(ending.reason(), 1, Integer::sum);
                int win = ending.flags().win() ? 1 : 0;
                ended++;
                won += win;
                double miss = claimed.get(ending.signalSequence()) - win;
                squares += miss * miss;
            }
            case OutcomeRecordedDecoder.TEMPLATE_ID -> outcomes++;
            case FaultRecordedDecoder.TEMPLATE_ID -> faults++;
            default -> throw new IllegalStateException("templateId=" + header.templateId());
        }
    }

    int entries() {
        return count(Side.BUY) + count(Side.SELL);
    }

    int faults() {
        return faults;
    }

    int outcomes() {
        return outcomes;
    }

    /** {@code entries | BUY / SELL / HOLD | endings | hit | confidence min, quartiles, max | Brier (constant)}. */
    String row() {
        double hit = (double) won / ended;
        Collections.sort(confidences);
        List<String> quartiles = new ArrayList<>();
        for (int quarter = 0; quarter <= 4; quarter++) {
            int at = Math.round((confidences.size() - 1) * quarter / 4f);
            quartiles.add(
                    String.format(Locale.ROOT, "%.2f", confidences.get(at)).substring(1));
        }
        List<Map.Entry<Reason, Integer>> byCount = new ArrayList<>(endings.entrySet());
        byCount.sort(Map.Entry.<Reason, Integer>comparingByValue().reversed());
        List<String> reasons = byCount.stream()
                .map(e -> e.getKey().name().toLowerCase(Locale.ROOT) + " " + e.getValue())
                .toList();
        return String.format(
                Locale.ROOT,
                "%d | %d / %d / %d | %s | %.3f | %s | %.3f (%.3f)",
                entries(),
                count(Side.BUY),
                count(Side.SELL),
                count(Side.HOLD),
                String.join(", ", reasons),
                hit,
                String.join(" ", quartiles),
                squares / ended,
                hit * (1 - hit));
    }

    private int count(Side side) {
        return signals.getOrDefault(side, 0);
    }
}
