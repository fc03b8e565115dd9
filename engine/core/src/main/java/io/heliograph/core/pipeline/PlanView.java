package io.heliograph.core.pipeline;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Context;
import io.heliograph.core.language.Operation;
import io.heliograph.core.language.Plan;
import io.heliograph.core.language.Root;
import io.heliograph.core.language.Step;
import io.heliograph.core.strategy.StrategyView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one strategy says about one instrument: reads the slots, and works out on demand what depends on a signal.
 *
 * <p>Expressions of the context remember nothing, so their nodes are not in the graph: they run here, over slots of their
 * own, each time they are asked.
 */
final class PlanView implements StrategyView, PlanReader {
    private static final Root[] ROOTS = Root.values();

    private final CompiledStrategy strategy;
    private final Plan plan;
    private final Slots slots;
    private final Node[] nodes;
    private final Node[] onDemand;
    private final int[] context = new int[Context.values().length];
    private final int[] roots = new int[ROOTS.length];
    private final Node[][] programs = new Node[ROOTS.length][];
    private final int[] values;

    private boolean isAged;

    /** {@code nodes}: those of the plan's steps in the graph, null for steps of the context. */
    PlanView(CompiledStrategy strategy, Slots slots, Node[] nodes) {
        this.strategy = strategy;
        this.plan = strategy.plan();
        this.slots = slots;
        this.nodes = nodes;
        int[] slotOf = new int[plan.slots()];
        Node[] bySlot = new Node[plan.slots()];
        this.onDemand = layOut(slotOf, bySlot);
        for (Root root : ROOTS) {
            int slot = plan.root(root);
            roots[root.ordinal()] = slot == Plan.NONE ? Plan.NONE : slotOf[slot];
            programs[root.ordinal()] = program(slot, bySlot);
        }
        this.values =
                plan.values().stream().mapToInt(value -> slotOf[value.slot()]).toArray();
    }

    @Override
    public boolean isReady() {
        return strategy.requiresConverged() ? isConverged() : areOld(slots.readyAges);
    }

    @Override
    public boolean isConverged() {
        return areOld(slots.convergedAges);
    }

    @Override
    public int barsSeen() {
        long least = Long.MAX_VALUE;
        for (Node node : nodes) {
            if (node != null) {
                least = Math.min(least, node.barsSeen());
            }
        }
        return (int) Math.min(least, Integer.MAX_VALUE);
    }

    @Override
    public int condition(Condition condition, double entry, double barsHeld) {
        return switch (condition) {
            case BUY -> code(Root.BUY);
            case SELL -> code(Root.SELL);
            case EXIT_BUY -> exit(Root.EXIT_BUY, 1.0, entry, barsHeld);
            case EXIT_SELL -> exit(Root.EXIT_SELL, -1.0, entry, barsHeld);
        };
    }

    @Override
    public boolean declares(Level level) {
        return roots[root(level).ordinal()] != Plan.NONE;
    }

    @Override
    public double level(Level level, int side) {
        Root root = root(level);
        if (roots[root.ordinal()] == Plan.NONE) {
            return Double.NaN;
        }
        ask(side, Double.NaN, Double.NaN);
        run(root);
        return slots.values[roots[root.ordinal()]];
    }

    @Override
    public int valueCount() {
        return values.length;
    }

    @Override
    public String valueName(int index) {
        return plan.values().get(index).name();
    }

    @Override
    public double value(int index) {
        if (!isValueCondition(index)) {
            return slots.values[values[index]];
        }
        byte code = slots.flags[values[index]];
        return code == Slots.UNKNOWN ? Double.NaN : code;
    }

    @Override
    public boolean isValueFlat(int index) {
        return !isValueCondition(index) && slots.isFlat(values[index]);
    }

    @Override
    public boolean isValueCondition(int index) {
        return plan.values().get(index).isCondition();
    }

    @Override
    public String describe(Level level) {
        String expression = strategy.expression(root(level));
        return expression == null ? "" : expression;
    }

    @Override
    public List<SlotReading> slots() {
        List<SlotReading> readings = new ArrayList<>();
        for (int i = 0; i < nodes.length; i++) {
            Step step = plan.steps().get(i);
            for (int j = 0; nodes[i] != null && j < step.outputs(); j++) {
                readings.add(SlotReading.of(step, nodes[i], j, slots));
            }
        }
        return readings;
    }

    @Override
    public ExpressionReading expression(Root root, int side, double entry, double barsHeld) {
        int slot = plan.root(root);
        if (slot == Plan.NONE) {
            return null;
        }
        ask(side, entry, barsHeld);
        run(root);
        boolean[] needed = needed(slot);
        Map<Integer, SlotReading> readings = new LinkedHashMap<>();
        int own = 0;
        for (int i = 0; i < nodes.length; i++) {
            Node node = nodes[i] == null ? onDemand[own++] : nodes[i];
            Step step = plan.steps().get(i);
            for (int j = 0; j < step.outputs(); j++) {
                if (needed[step.slot() + j]) {
                    readings.put(step.slot() + j, SlotReading.of(step, node, j, slots));
                }
            }
        }
        return new ExpressionReading(root, side, entry, barsHeld, slot, readings);
    }

    CompiledStrategy strategy() {
        return strategy;
    }

    Node[] nodes() {
        return nodes;
    }

    /** The slots may have taken an older state: what was ready may not be any more. */
    void onRestore() {
        isAged = false;
    }

    /** Gives the slots of its own back. */
    void release() {
        for (Node node : onDemand) {
            slots.give(node.slot, node.step.outputs());
        }
    }

    private Node[] layOut(int[] slotOf, Node[] bySlot) {
        List<Node> own = new ArrayList<>();
        for (int i = 0; i < nodes.length; i++) {
            Step step = plan.steps().get(i);
            Node node = nodes[i];
            if (node == null) {
                node = Nodes.of(step, slots.take(step.outputs()), inputs(step, slotOf));
                node.clear(slots);
                own.add(node);
            }
            for (int j = 0; j < step.outputs(); j++) {
                slotOf[step.slot() + j] = node.slot + j;
                bySlot[step.slot() + j] = nodes[i] == null ? node : null;
            }
        }
        return own.toArray(Node[]::new);
    }

    private static int[] inputs(Step step, int[] slotOf) {
        int[] inputs = new int[step.inputCount()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = slotOf[step.input(i)];
        }
        return inputs;
    }

    /** The nodes on demand that a slot of the plan needs, in the plan's order. */
    private Node[] program(int slot, Node[] bySlot) {
        boolean[] needed = new boolean[bySlot.length];
        if (slot != Plan.NONE) {
            needed[slot] = true;
        }
        List<Node> program = new ArrayList<>();
        for (int i = plan.steps().size() - 1; i >= 0; i--) {
            Step step = plan.steps().get(i);
            if (step.isContext() && needed[step.slot()]) {
                for (int j = 0; j < step.inputCount(); j++) {
                    needed[step.input(j)] = true;
                }
                if (step.operation() == Operation.CONTEXT) {
                    context[(int) step.constant(0)] = bySlot[step.slot()].slot + 1;
                } else {
                    program.add(0, bySlot[step.slot()]);
                }
            }
        }
        return program.toArray(Node[]::new);
    }

    /** The slots of the plan that one of them is made of. */
    private boolean[] needed(int slot) {
        boolean[] needed = new boolean[plan.slots()];
        needed[slot] = true;
        for (int i = plan.steps().size() - 1; i >= 0; i--) {
            Step step = plan.steps().get(i);
            boolean isNeeded = false;
            for (int j = 0; j < step.outputs(); j++) {
                isNeeded |= needed[step.slot() + j];
            }
            for (int j = 0; isNeeded && j < step.inputCount(); j++) {
                needed[step.input(j)] = true;
            }
        }
        return needed;
    }

    private int exit(Root root, double side, double entry, double barsHeld) {
        ask(side, entry, barsHeld);
        return Kleene.or(code(Root.EXIT), code(root));
    }

    /** Writes the context; a place of 0 means that no expression asks for it. */
    private void ask(double side, double entry, double barsHeld) {
        write(Context.SIDE, side);
        write(Context.ENTRY, entry);
        write(Context.BARS_HELD, barsHeld);
    }

    private void write(Context value, double number) {
        int place = context[value.ordinal()];
        if (place > 0) {
            slots.number(place - 1, number, false);
        }
    }

    private byte code(Root root) {
        int slot = roots[root.ordinal()];
        if (slot == Plan.NONE) {
            return Slots.FALSE;
        }
        run(root);
        return slots.flags[slot];
    }

    private void run(Root root) {
        for (Node node : programs[root.ordinal()]) {
            node.update(slots, null);
        }
    }

    private boolean areOld(int[] ages) {
        if (!isAged) {
            boolean settled = true;
            for (Node node : onDemand) {
                settled &= node.step.isLeaf() || node.age(slots);
            }
            isAged = settled;
        }
        for (int slot : roots) {
            if (slot != Plan.NONE && ages[slot] <= 0) {
                return false;
            }
        }
        return true;
    }

    private static Root root(Level level) {
        return switch (level) {
            case STOP -> Root.STOP;
            case TARGET -> Root.TARGET;
            case CONFIDENCE -> Root.CONFIDENCE;
        };
    }
}
