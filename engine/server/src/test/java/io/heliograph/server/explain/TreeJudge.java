package io.heliograph.server.explain;

import io.heliograph.v1.ExplainedExpression;
import io.heliograph.v1.ExplainedLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Works an expression out again from the lines of its tree alone, by the rules of the language as its page has them: the
 * naive twin of the nodes. Numbers are NaN where undefined, conditions 1, 0, and NaN for UNKNOWN.
 */
final class TreeJudge {
    private final List<ExplainedLine> lines;
    private final Map<Integer, Double> bySlot = new HashMap<>();

    private TreeJudge(List<ExplainedLine> lines) {
        this.lines = lines;
    }

    /** What the expression comes to; throws where a line does not come to what it says. */
    static double judge(ExplainedExpression expression) {
        TreeJudge judge = new TreeJudge(expression.getLinesList());
        double value = judge.at(0);
        if (judge.bySlot.size() == 0) {
            throw new AssertionError("an expression has a line at least: " + expression);
        }
        return value;
    }

    private double at(int index) {
        ExplainedLine line = lines.get(index);
        if (line.getRepeatedAbove()) {
            return same(line, bySlot.get(line.getSlot()));
        }
        List<Integer> parts = parts(index);
        double value = parts.isEmpty() ? line.getValue().getValue() : operation(line, parts);
        bySlot.put(line.getSlot(), value);
        return same(line, value);
    }

    private double operation(ExplainedLine line, List<Integer> parts) {
        double[] x = new double[parts.size()];
        boolean isUnknown = false;
        for (int i = 0; i < x.length; i++) {
            x[i] = at(parts.get(i));
            isUnknown |=
                    Double.isNaN(x[i]) || lines.get(parts.get(i)).getValue().getFlat();
        }
        return switch (line.getOperation()) {
            case "AND" -> x[0] == 0 || x[1] == 0 ? 0 : x[0] == 1 && x[1] == 1 ? 1 : Double.NaN;
            case "OR" -> x[0] == 1 || x[1] == 1 ? 1 : x[0] == 0 && x[1] == 0 ? 0 : Double.NaN;
            case "NOT" -> 1 - x[0];
            case "LESS" -> truth(isUnknown, x[0] < x[1]);
            case "LESS_OR_EQUAL" -> truth(isUnknown, x[0] <= x[1]);
            case "GREATER" -> truth(isUnknown, x[0] > x[1]);
            case "GREATER_OR_EQUAL" -> truth(isUnknown, x[0] >= x[1]);
            case "EQUAL" -> truth(isUnknown, x[0] == x[1]);
            case "NOT_EQUAL" -> truth(isUnknown, x[0] != x[1]);
            case "CROSS_ABOVE" -> crossing(line, isUnknown, x[0] > x[1], line.getBefore(0) <= line.getBefore(1));
            case "CROSS_BELOW" -> crossing(line, isUnknown, x[0] < x[1], line.getBefore(0) >= line.getBefore(1));
            case "NEGATE" -> -x[0];
            case "ADD" -> finite(x[0] + x[1]);
            case "SUBTRACT" -> finite(x[0] - x[1]);
            case "MULTIPLY" -> finite(x[0] * x[1]);
            case "DIVIDE" -> x[1] == 0 ? Double.NaN : finite(x[0] / x[1]);
            case "IF" -> Double.isNaN(x[0]) ? Double.NaN : x[0] == 1 ? x[1] : x[2];
            case "ABS" -> Math.abs(x[0]);
            case "MIN" -> least(x);
            case "MAX" -> -least(negated(x));
            case "CLAMP" -> least(new double[] {-least(negated(new double[] {x[0], x[1]})), x[2]});
            case "SQRT" -> Math.sqrt(x[0]);
            case "RISING", "FALLING", "WITHIN", "COUNT" -> line.getValue().getValue();
            default -> throw new AssertionError("a rule for this operation: " + line);
        };
    }

    private static double crossing(ExplainedLine line, boolean isUnknown, boolean now, boolean before) {
        boolean hadNone = Double.isNaN(line.getBefore(0)) || Double.isNaN(line.getBefore(1));
        return truth(isUnknown || hadNone, now && before);
    }

    private static double truth(boolean isUnknown, boolean truth) {
        return isUnknown ? Double.NaN : truth ? 1 : 0;
    }

    private static double finite(double x) {
        return Double.isInfinite(x) ? Double.NaN : x;
    }

    private static double least(double[] x) {
        double least = x[0];
        for (double each : x) {
            least = Math.min(least, each);
        }
        return least;
    }

    private static double[] negated(double[] x) {
        double[] negated = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            negated[i] = -x[i];
        }
        return negated;
    }

    private double same(ExplainedLine line, double judged) {
        if (Double.doubleToLongBits(judged)
                != Double.doubleToLongBits(line.getValue().getValue())) {
            throw new AssertionError("expected " + judged + " of " + line);
        }
        return judged;
    }

    private List<Integer> parts(int index) {
        List<Integer> parts = new ArrayList<>();
        int depth = lines.get(index).getDepth();
        for (int i = index + 1; i < lines.size() && lines.get(i).getDepth() > depth; i++) {
            if (lines.get(i).getDepth() == depth + 1) {
                parts.add(i);
            }
        }
        return parts;
    }
}
