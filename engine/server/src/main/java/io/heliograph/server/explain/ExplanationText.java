package io.heliograph.server.explain;

import io.heliograph.server.text.NumberText;
import io.heliograph.v1.Bar;
import io.heliograph.v1.CausingEvent;
import io.heliograph.v1.ExplainedBars;
import io.heliograph.v1.ExplainedExpression;
import io.heliograph.v1.ExplainedLine;
import io.heliograph.v1.ExplainedRecord;
import io.heliograph.v1.ExplainedSlot;
import io.heliograph.v1.ExplainedStance;
import io.heliograph.v1.ExplainedValue;
import io.heliograph.v1.Explanation;
import io.heliograph.v1.Side;
import io.heliograph.v1.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An explanation as a page for people: what happened first, then what it was made of, then what proves it. */
public final class ExplanationText {
    private static final String INDENT = "  ";

    private final Explanation explanation;
    private final List<String> lines = new ArrayList<>();

    private ExplanationText(Explanation explanation) {
        this.explanation = explanation;
    }

    /** The page, line by line. */
    public static List<String> of(Explanation explanation) {
        ExplanationText text = new ExplanationText(explanation);
        if (explanation.hasStrategy()) {
            text.head();
            text.conditions();
            text.slots();
            text.bars();
        } else {
            text.record();
        }
        text.lines.addAll(ProofText.of(explanation));
        return text.lines;
    }

    private void head() {
        Signal signal = explanation.getSignal();
        StringBuilder title = new StringBuilder(Texts.brief(signal.getSide()))
                .append(' ')
                .append(signal.getSymbol())
                .append(' ')
                .append(signal.getTimeframe())
                .append(" by ")
                .append(signal.getStrategyId())
                .append(" at ")
                .append(NumberText.of(signal.getReferencePrice()));
        if (signal.hasConfidence()) {
            title.append(", confidence ").append(NumberText.of(signal.getConfidence()));
        }
        if (signal.hasStop()) {
            title.append(", stop ").append(NumberText.of(signal.getStop()));
        }
        if (signal.hasTarget()) {
            title.append(", target ").append(NumberText.of(signal.getTarget()));
        }
        lines.add(title.toString());
        lines.add("signal " + signal.getSignalId() + ", sequence " + signal.getSequence() + ", bar "
                + Texts.time(signal.getBarStartTime()) + " to " + Texts.time(signal.getBarEndTime()) + ", "
                + Texts.brief(signal.getReadiness()) + " after " + signal.getBarsSeen() + " bars");
        why();
        if (explanation.hasStance()) {
            stance(explanation.getStance());
        }
    }

    /** What is no decision of a strategy: the record, and what it belongs to. */
    private void record() {
        ExplainedRecord record = explanation.getRecord();
        lines.add(record.getKind() + ", sequence " + record.getSequence() + ", epoch " + record.getEpoch()
                + (record.getEndOfCause() ? ", the last of its cause" : ""));
        why();
        part("record");
        lines.add(INDENT + record.getFields());
        if (explanation.hasSignal()) {
            Signal signal = explanation.getSignal();
            part("signal");
            lines.add(INDENT + Texts.brief(signal.getSide()) + " " + signal.getSignalId() + ", sequence "
                    + signal.getSequence() + ", caused by event " + signal.getCause());
        }
    }

    private void why() {
        part("why");
        explanation.getStoryList().forEach(sentence -> lines.add(INDENT + sentence));
        CausingEvent cause = explanation.getCause();
        part("cause");
        lines.add(INDENT + "event " + cause.getSequence() + ", a " + cause.getKind() + ": "
                + Texts.fields(cause.getFieldsList()));
        lines.add(INDENT + (cause.hasEventTime() ? "event time " + Texts.time(cause.getEventTime()) + ", " : "")
                + "received " + Texts.time(cause.getReceiveTime()));
    }

    private void stance(ExplainedStance stance) {
        part("stance before");
        StringBuilder line = new StringBuilder(INDENT)
                .append(Texts.brief(stance.getSide()))
                .append(" by signal ")
                .append(stance.getSignalId())
                .append(", sequence ")
                .append(stance.getSequence())
                .append(", entry ")
                .append(NumberText.of(stance.getEntryPrice()))
                .append(", bars held ")
                .append(stance.getBarsHeld());
        if (stance.hasStop()) {
            line.append(", stop ").append(NumberText.of(stance.getStop()));
        }
        if (stance.hasTarget()) {
            line.append(", target ").append(NumberText.of(stance.getTarget()));
        }
        if (stance.hasExitPrice()) {
            line.append("; ended by ")
                    .append(Texts.brief(stance.getEnding()))
                    .append(" at ")
                    .append(NumberText.of(stance.getExitPrice()));
        }
        lines.add(line.toString());
    }

    private void conditions() {
        for (ExplainedExpression expression : explanation.getExpressionsList()) {
            String asked = expression.getSide() == Side.SIDE_HOLD
                    ? ""
                    : " for " + Texts.brief(expression.getSide())
                            + (expression.hasEntry()
                                    ? " entered at " + NumberText.of(expression.getEntry()) + ", held "
                                            + expression.getBarsHeld() + " bars"
                                    : "");
            part(expression.getKey() + " = " + expression.getText() + asked);
            List<ExplainedLine> tree = expression.getLinesList();
            for (int i = 0; i < tree.size(); i++) {
                line(tree, i);
            }
        }
    }

    private void line(List<ExplainedLine> tree, int index) {
        ExplainedLine line = tree.get(index);
        boolean isConstant =
                line.getOperation().equals("NUMBER") || line.getOperation().equals("TRUTH");
        if (isConstant && line.getDepth() > 0) {
            return;
        }
        StringBuilder text = new StringBuilder(INDENT.repeat(line.getDepth() + 1))
                .append(value(line.getValue()))
                .append("  ")
                .append(line.getText());
        if (line.getRepeatedAbove()) {
            text.append("  (see above)");
        } else if (line.getBeforeCount() == 2) {
            text.append("  (the bar before: ")
                    .append(Texts.number(line.getBefore(0)))
                    .append(" and ")
                    .append(Texts.number(line.getBefore(1)))
                    .append("; now: ")
                    .append(operands(tree, index, " and "))
                    .append(')');
        } else {
            String sign = sign(line.getOperation());
            if (!sign.isEmpty()) {
                text.append("  (").append(operands(tree, index, sign)).append(')');
            }
        }
        lines.add(text.toString());
    }

    /** The numbers that a line compares: the values of the lines one deeper. */
    private static String operands(List<ExplainedLine> tree, int index, String between) {
        List<String> numbers = new ArrayList<>();
        int depth = tree.get(index).getDepth();
        for (int i = index + 1; i < tree.size() && tree.get(i).getDepth() > depth; i++) {
            if (tree.get(i).getDepth() == depth + 1) {
                numbers.add(value(tree.get(i).getValue()));
            }
        }
        return String.join(between, numbers);
    }

    private static String sign(String operation) {
        return switch (operation) {
            case "LESS" -> " < ";
            case "LESS_OR_EQUAL" -> " <= ";
            case "GREATER" -> " > ";
            case "GREATER_OR_EQUAL" -> " >= ";
            case "EQUAL" -> " == ";
            case "NOT_EQUAL" -> " != ";
            default -> "";
        };
    }

    private void slots() {
        part("slots: value, raw bits, expression");
        for (ExplainedSlot slot : explanation.getSlotsList()) {
            if (slot.getTimeframe().isEmpty()) {
                continue;
            }
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    INDENT + "%-22s %-16s  %s",
                    value(slot.getValue()),
                    slot.getValue().getBits(),
                    slot.getText()));
            if (slot.getNamesCount() > 0) {
                line.append(", named ").append(String.join(", ", slot.getNamesList()));
            }
            line.append("  [").append(slot.getTimeframe());
            if (!slot.getSemanticId().isEmpty()) {
                line.append(", ").append(slot.getSemanticId());
            }
            line.append(", ").append(slot.getReadiness().name().substring("READINESS_".length()));
            lines.add(line.append(", seen ")
                    .append(slot.getBarsSeen())
                    .append(" of ")
                    .append(slot.getBarsNeeded())
                    .append(']')
                    .toString());
        }
    }

    private void bars() {
        for (ExplainedBars bars : explanation.getBarsList()) {
            part("bars " + bars.getTimeframe() + ": end, open, high, low, close, volume");
            for (Bar bar : bars.getBarsList()) {
                lines.add(String.format(
                        Locale.ROOT,
                        INDENT + "%s  %-10s %-10s %-10s %-10s %s%s",
                        Texts.time(bar.getEndTime()),
                        NumberText.of(bar.getOpen()),
                        NumberText.of(bar.getHigh()),
                        NumberText.of(bar.getLow()),
                        NumberText.of(bar.getClose()),
                        NumberText.of(bar.getVolume()),
                        bar.getFilled() ? "  filled" : ""));
            }
        }
    }

    private void part(String title) {
        lines.add("");
        lines.add(title);
    }

    private static String value(ExplainedValue value) {
        if (value.getCondition()) {
            return value.getBits();
        }
        return Texts.number(value.getValue()) + (value.getFlat() ? " FLAT" : "");
    }
}
