package io.heliograph.server.explain;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Operation;
import io.heliograph.core.language.Plan;
import io.heliograph.core.pipeline.ExpressionReading;
import io.heliograph.core.pipeline.SlotReading;
import io.heliograph.v1.ExplainedExpression;
import io.heliograph.v1.ExplainedLine;
import io.heliograph.v1.ExplainedSlot;
import io.heliograph.v1.ExplainedValue;
import io.heliograph.v1.Readiness;
import io.heliograph.v1.Side;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes messages of what a strategy looked at: its slots, and its expressions as trees. One thread. */
final class PlanMapper {
    /** Lines of one tree; an expression has 4,096 characters at most, and what repeats is told once. */
    static final int MOST_LINES = 1_024;

    private final CompiledStrategy strategy;
    private final int[] readyBars;

    PlanMapper(CompiledStrategy strategy) {
        this.strategy = strategy;
        this.readyBars = strategy.readyBars();
    }

    ExplainedSlot slot(SlotReading reading) {
        ExplainedSlot.Builder slot = ExplainedSlot.newBuilder()
                .setSlot(reading.slot())
                .setText(reading.step().text(reading.output()))
                .setValue(value(reading))
                .setSemanticId(reading.step().semanticId())
                .setBarsNeeded(readyBars[reading.slot()] + 1L);
        for (Plan.Value value : strategy.plan().values()) {
            if (value.slot() == reading.slot()) {
                slot.addNames(value.name());
            }
        }
        if (reading.barsSeen() != SlotReading.ALWAYS) {
            slot.setBarsSeen(reading.barsSeen());
        }
        if (!reading.step().isLeaf()) {
            slot.setTimeframe(reading.step().timeframe().toString());
        }
        return slot.setReadiness(readiness(reading)).build();
    }

    ExplainedExpression expression(ExpressionReading reading) {
        ExplainedExpression.Builder expression = ExplainedExpression.newBuilder()
                .setKey(reading.root().key())
                .setSide(reading.side() == 0 ? Side.SIDE_HOLD : reading.side() > 0 ? Side.SIDE_BUY : Side.SIDE_SELL)
                .setValue(value(reading.answer()));
        String text = strategy.expression(reading.root());
        expression.setText(
                text == null ? reading.answer().step().text(reading.answer().output()) : text);
        if (!Double.isNaN(reading.entry())) {
            expression.setEntry(reading.entry()).setBarsHeld((int) reading.barsHeld());
        }
        lines(reading, reading.slot(), 0, expression, new HashSet<>());
        return expression.build();
    }

    private static void lines(
            ExpressionReading reading, int slot, int depth, ExplainedExpression.Builder expression, Set<Integer> told) {
        if (expression.getLinesCount() == MOST_LINES) {
            return;
        }
        SlotReading at = reading.slots().get(slot);
        boolean hasParts = isOpened(at);
        boolean isTold = hasParts && !told.add(slot);
        ExplainedLine.Builder line = ExplainedLine.newBuilder()
                .setDepth(depth)
                .setOperation(at.step().operation().name())
                .setText(at.step().text(at.output()))
                .setValue(value(at))
                .setRepeatedAbove(isTold)
                .setSlot(slot);
        for (double before : at.before()) {
            line.addBefore(before);
        }
        expression.addLines(line);
        for (int i = 0; hasParts && !isTold && i < at.step().inputCount(); i++) {
            lines(reading, at.step().input(i), depth + 1, expression, told);
        }
    }

    /** Whether its parts are part of the answer: those of an indicator or of another bar stand among the slots. */
    private static boolean isOpened(SlotReading reading) {
        Operation operation = reading.step().operation();
        return switch (operation) {
            case SERIES, NUMBER, TRUTH, CONTEXT, LARGER, HISTORY, SUM -> false;
            case SERIES_KERNEL, WEIGHTED_KERNEL, BAR_KERNEL -> false;
            default -> true;
        };
    }

    static ExplainedValue value(SlotReading reading) {
        double value = reading.value();
        String bits = reading.isCondition()
                ? Double.isNaN(value) ? "UNKNOWN" : value == 0 ? "FALSE" : "TRUE"
                : String.format(Locale.ROOT, "%016x", Double.doubleToRawLongBits(value));
        return ExplainedValue.newBuilder()
                .setValue(value)
                .setBits(bits)
                .setCondition(reading.isCondition())
                .setFlat(reading.isFlat())
                .build();
    }

    private static Readiness readiness(SlotReading reading) {
        if (reading.isConverged()) {
            return Readiness.READINESS_CONVERGED;
        }
        return reading.isReady() ? Readiness.READINESS_READY : Readiness.READINESS_NOT_READY;
    }
}
