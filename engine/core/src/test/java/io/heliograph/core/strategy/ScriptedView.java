package io.heliograph.core.strategy;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A view that says what the test wrote for the present bar, and notes what it was asked for exits. */
public final class ScriptedView implements StrategyView {
    private final Set<Level> declared = EnumSet.noneOf(Level.class);
    private final Map<Condition, Integer> conditions = new EnumMap<>(Condition.class);
    private final Map<Level, double[]> levels = new EnumMap<>(Level.class);
    private final Map<Condition, String> exitContext = new EnumMap<>(Condition.class);
    private final TreeMap<String, double[]> values = new TreeMap<>();

    private boolean ready = true;
    private boolean converged;
    private int barsSeen;

    public ScriptedView declare(Level level) {
        declared.add(level);
        return this;
    }

    /** Forgets the bar before: every condition FALSE, every level undefined. */
    public void nextBar() {
        conditions.clear();
        levels.clear();
        exitContext.clear();
        barsSeen++;
    }

    public void set(Condition condition, int value) {
        conditions.put(condition, value);
    }

    public void set(Level level, double forBuy, double forSell) {
        levels.put(level, new double[] {forBuy, forSell});
    }

    public void setValue(String name, double value, boolean flat, boolean condition) {
        values.put(name, new double[] {value, flat ? 1 : 0, condition ? 1 : 0});
    }

    public void setReady(boolean ready) {
        this.ready = ready;
    }

    public void setConverged(boolean converged) {
        this.converged = converged;
    }

    /** With what an exit was asked last at this bar, {@code entry/barsHeld}; null where it was not. */
    public String askedWith(Condition exit) {
        return exitContext.get(exit);
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public boolean isConverged() {
        return converged;
    }

    @Override
    public int barsSeen() {
        return barsSeen;
    }

    @Override
    public int condition(Condition condition, double entry, double barsHeld) {
        exitContext.put(condition, entry + "/" + barsHeld);
        return conditions.getOrDefault(condition, FALSE);
    }

    @Override
    public boolean declares(Level level) {
        return declared.contains(level);
    }

    @Override
    public double level(Level level, int side) {
        double[] bySide = levels.get(level);
        return bySide == null ? Double.NaN : bySide[side > 0 ? 0 : 1];
    }

    @Override
    public int valueCount() {
        return values.size();
    }

    @Override
    public String valueName(int index) {
        return values.keySet().stream().skip(index).findFirst().orElseThrow();
    }

    @Override
    public double value(int index) {
        return values.get(valueName(index))[0];
    }

    @Override
    public boolean isValueFlat(int index) {
        return values.get(valueName(index))[1] != 0;
    }

    @Override
    public boolean isValueCondition(int index) {
        return values.get(valueName(index))[2] != 0;
    }

    @Override
    public String describe(Level level) {
        return "<" + level.name().toLowerCase(java.util.Locale.ROOT) + ">";
    }
}
