package io.heliograph.core.strategy;

import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeFlagsDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.Side;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.signal.SignalId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Every output as a line of text, so that a test compares with a written list.
 *
 * <pre>
 * #3 BUY 64.0 confidence 0.5 stop NaN target NaN              a signal on bar 3, reference price 64
 * #5 HOLD STOP 60.0 closes #3
 * #5 end #3 BUY STOP 64.0 to 60.0: -0.0625 best 0.0 worst -0.125 held 2
 * #23 outcome #3 BUY STOP 64.0 next 64.0 to 60.0: -0.0625 next -0.0625 best 0.0 worst -0.125 held 2 at 0.0 0.25 0.5
 * #5 fault BUY LEVEL_INVALID stop: &lt;stop&gt;: undefined
 * </pre>
 */
public final class OutputLines implements OutputHandler {
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Long> barOfSignal = new HashMap<>();
    private final Map<String, Long> sequenceOfSignal = new HashMap<>();

    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        lines.add(
                switch (header.templateId()) {
                    case SignalEmittedDecoder.TEMPLATE_ID ->
                        signal(sequence, new SignalEmittedDecoder().wrapAndApplyHeader(buffer, offset, header));
                    case SignalEndedDecoder.TEMPLATE_ID ->
                        ended(new SignalEndedDecoder().wrapAndApplyHeader(buffer, offset, header));
                    case OutcomeRecordedDecoder.TEMPLATE_ID ->
                        outcome(new OutcomeRecordedDecoder().wrapAndApplyHeader(buffer, offset, header));
                    case FaultRecordedDecoder.TEMPLATE_ID ->
                        fault(new FaultRecordedDecoder().wrapAndApplyHeader(buffer, offset, header));
                    default -> throw new IllegalStateException("templateId=" + header.templateId());
                });
    }

    /** All lines so far. */
    public List<String> all() {
        return List.copyOf(lines);
    }

    /** The signals among them. */
    public List<String> signals() {
        return lines.stream()
                .filter(line -> !line.contains(" end #") && !line.contains(" outcome #") && !line.contains(" fault "))
                .toList();
    }

    /** The endings among them. */
    public List<String> endings() {
        return lines.stream().filter(line -> line.contains(" end #")).toList();
    }

    /** The outcomes among them. */
    public List<String> outcomes() {
        return lines.stream().filter(line -> line.contains(" outcome #")).toList();
    }

    /** The faults among them. */
    public List<String> faults() {
        return lines.stream().filter(line -> line.contains(" fault ")).toList();
    }

    private String signal(long sequence, SignalEmittedDecoder record) {
        byte[] id = new byte[SignalId.LENGTH];
        record.getSignalId(id, 0, id.length);
        barOfSignal.put(SignalId.text(id), record.barOrdinal());
        sequenceOfSignal.put(SignalId.text(id), sequence);
        byte[] closes = new byte[SignalId.LENGTH];
        record.getClosesId(closes, 0, closes.length);
        Side side = record.side();
        String reason = side.name().equals(record.reason().name())
                ? ""
                : " " + record.reason().name();
        String line = "#" + record.barOrdinal() + " " + side + reason + " " + record.referencePrice();
        boolean claims = reason.isEmpty();
        if (claims
                || !Double.isNaN(record.confidence())
                || !Double.isNaN(record.stop())
                || !Double.isNaN(record.target())) {
            line += " confidence " + record.confidence() + " stop " + record.stop() + " target " + record.target();
        }
        if (record.expiryBars() != 0) {
            line += " expires " + record.expiryBars() + " bars";
        }
        if (record.expiryDuration() != 0) {
            line += " expires " + record.expiryDuration() + " ns";
        }
        Long closed = barOfSignal.get(SignalId.text(closes));
        return closed == null ? line : line + " closes #" + closed;
    }

    private String ended(SignalEndedDecoder record) {
        byte[] id = new byte[SignalId.LENGTH];
        record.getSignalId(id, 0, id.length);
        checkSequence(id, record.signalSequence());
        return "#" + record.barOrdinal() + " end #" + barOfSignal.get(SignalId.text(id)) + " " + record.side() + " "
                + record.reason() + " " + record.entryPrice() + " to " + record.exitPrice() + ": "
                + record.grossReturn() + " best " + record.maxFavourable() + " worst " + record.maxAdverse() + " held "
                + record.barsHeld() + flags(record.flags());
    }

    private String outcome(OutcomeRecordedDecoder record) {
        byte[] id = new byte[SignalId.LENGTH];
        record.getSignalId(id, 0, id.length);
        checkSequence(id, record.signalSequence());
        return "#" + record.barOrdinal() + " outcome #" + barOfSignal.get(SignalId.text(id)) + " " + record.side() + " "
                + record.reason() + " " + record.entryPrice() + " next " + record.entryNextOpen() + " to "
                + record.exitPrice() + ": " + record.grossReturn() + " next " + record.returnNextOpen() + " best "
                + record.maxFavourable() + " worst " + record.maxAdverse() + " held " + record.barsHeld() + " at "
                + record.return1() + " " + record.return5() + " " + record.return20() + flags(record.flags());
    }

    private static String fault(FaultRecordedDecoder record) {
        String line = "#" + record.barOrdinal() + " fault " + record.side() + " " + record.code() + " ";
        record.skipSymbol();
        record.skipStrategy();
        record.skipArm();
        return line + record.detail();
    }

    private static String flags(OutcomeFlagsDecoder flags) {
        return (flags.ambiguous() ? " AMBIGUOUS" : "")
                + (flags.abandoned() ? " ABANDONED" : "")
                + (flags.win() ? " WIN" : "")
                + (flags.scored() ? "" : " UNSCORED");
    }

    private void checkSequence(byte[] id, long sequence) {
        Long emitted = sequenceOfSignal.get(SignalId.text(id));
        if (emitted == null || emitted != sequence) {
            throw new AssertionError("expected the signal's own sequence: expected=" + emitted + " found=" + sequence);
        }
    }
}
