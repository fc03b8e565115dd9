package io.heliograph.server.explain;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.codec.output.TimeframeKind;
import io.heliograph.core.Timeframe;
import io.heliograph.core.signal.SignalId;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import java.util.List;
import org.agrona.DirectBuffer;

/** What an output that is no signal says, in sentences. */
final class RecordStory {
    private RecordStory() {}

    /** The sentences; none for a kind that this build does not know. */
    static List<String> of(DirectBuffer buffer, int offset) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        return switch (header.templateId()) {
            case BarClosedDecoder.TEMPLATE_ID -> bar(new BarClosedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case SignalEndedDecoder.TEMPLATE_ID ->
                ended(new SignalEndedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case OutcomeRecordedDecoder.TEMPLATE_ID ->
                outcome(new OutcomeRecordedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case FaultRecordedDecoder.TEMPLATE_ID ->
                fault(new FaultRecordedDecoder().wrapAndApplyHeader(buffer, offset, header));
            default -> List.of();
        };
    }

    private static List<String> bar(BarClosedDecoder bar) {
        String timeframe = timeframe(bar.kind(), bar.timeframe());
        return List.of("The " + timeframe + " bar of " + bar.symbol() + " from " + TimeText.of(bar.start()) + " to "
                + TimeText.of(bar.end()) + " closed at " + NumberText.of(bar.closePrice()) + ".");
    }

    private static List<String> ended(SignalEndedDecoder ended) {
        byte[] id = new byte[SignalId.LENGTH];
        ended.getSignalId(id, 0, id.length);
        String timeframe = timeframe(ended.kind(), ended.timeframe());
        String where = ended.symbol() + " " + timeframe + " by " + ended.strategy();
        String told = ended.reason() == Reason.REMOVED
                ? "Its strategy was removed, replaced or released there; no signal says so."
                : "The strategy decided so at a bar; explain the signal whose closes names it for what it looked at.";
        return List.of(
                ended.side() + " " + SignalId.text(id) + " (sequence " + ended.signalSequence() + ") on " + where
                        + " ended at " + NumberText.of(ended.exitPrice()) + ": " + ended.reason() + ", gross return "
                        + NumberText.of(ended.grossReturn()) + ".",
                told);
    }

    private static List<String> outcome(OutcomeRecordedDecoder outcome) {
        byte[] id = new byte[SignalId.LENGTH];
        outcome.getSignalId(id, 0, id.length);
        String timeframe = timeframe(outcome.kind(), outcome.timeframe());
        String where = outcome.symbol() + " " + timeframe + " by " + outcome.strategy();
        return List.of("The outcome of " + outcome.side() + " " + SignalId.text(id) + " (sequence "
                + outcome.signalSequence() + ") on " + where + " was complete: it ended at "
                + NumberText.of(outcome.exitPrice()) + " by " + outcome.reason() + ", gross return "
                + NumberText.of(outcome.grossReturn()) + ".");
    }

    private static List<String> fault(FaultRecordedDecoder fault) {
        String timeframe = timeframe(fault.kind(), fault.timeframe());
        String symbol = fault.symbol();
        String strategy = fault.strategy();
        fault.skipArm();
        String what = strategy + " on " + symbol + " " + timeframe + ": " + fault.code() + ", " + fault.detail() + ".";
        return switch (fault.code()) {
            case PIPELINE_FAILED ->
                List.of(
                        what,
                        "What failed lost its state there, and gives no signals until its strategy is applied again.");
            case LEVEL_INVALID, CONFIDENCE_INVALID, NULL_VAL ->
                List.of(what, "A " + fault.side() + " would have followed, and was not given.");
        };
    }

    private static String timeframe(TimeframeKind kind, long length) {
        return new Timeframe(Timeframe.Kind.valueOf(kind.name()), length).toString();
    }
}
