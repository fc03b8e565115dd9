package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import io.heliograph.core.strategy.StrategyRules;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A strategy that can be run: its rules, its plan, and the document they came from. Immutable. */
public final class CompiledStrategy {
    /** In the place of a bar: some expression never forgets its start. */
    public static final int NEVER = -1;

    private final StrategyRules rules;
    private final Plan plan;
    private final String text;
    private final String canonical;
    private final String description;
    private final SymbolPatterns symbols;
    private final SortedSet<Timeframe> timeframes;
    private final boolean requiresConverged;
    private final boolean evaluatesFlat;
    private final SortedMap<String, Double> params;
    private final SortedMap<String, String> let;
    private final Map<Root, String> expressions;
    private final int readyBar;
    private final String readySetBy;
    private final int convergedBar;
    private final String convergedSetBy;
    private final List<Convergence> convergence;

    CompiledStrategy(
            Document document,
            StrategyRules rules,
            Plan plan,
            String text,
            String canonical,
            ReadyBar ready,
            ReadyBar converged,
            List<Convergence> convergence) {
        this.rules = rules;
        this.plan = plan;
        this.text = text;
        this.canonical = canonical;
        this.description = document.description;
        this.symbols = new SymbolPatterns(document.symbols);
        SortedSet<Timeframe> timeframes = new TreeSet<>(plan.timeframes());
        timeframes.add(rules.timeframe());
        this.timeframes = Collections.unmodifiableSortedSet(timeframes);
        this.requiresConverged = document.requiresConverged;
        this.evaluatesFlat = document.evaluatesFlat;
        this.params = Collections.unmodifiableSortedMap(new TreeMap<>(document.params));
        this.let = Collections.unmodifiableSortedMap(new TreeMap<>(document.lets));
        this.expressions = new EnumMap<>(document.expressions);
        this.readyBar = ready.bars();
        this.readySetBy = ready.setBy();
        this.convergedBar = converged.bars();
        this.convergedSetBy = converged.setBy();
        this.convergence = List.copyOf(convergence);
    }

    /**
     * When an expression that remembers its start has forgotten it.
     *
     * @param expression as a person would write it
     * @param bars of the strategy's timeframe before it is CONVERGED, counted as {@link #readyBar()}; or {@link #NEVER}
     */
    public record Convergence(String expression, int bars) {}

    /** A number of bars, and the expression that asks for so many. */
    record ReadyBar(int bars, String setBy) {}

    public StrategyRules rules() {
        return rules;
    }

    /** What it computes at each bar. */
    public Plan plan() {
        return plan;
    }

    /** The canonical form, which alone makes the same strategy again. */
    public String canonical() {
        return canonical;
    }

    /** SHA-256 of the canonical form in UTF-8, 32 bytes; a copy. */
    public byte[] hash() {
        return rules.hash().clone();
    }

    /** The document as given. */
    public String text() {
        return text;
    }

    public String description() {
        return description;
    }

    /** Whether the strategy is for this symbol. */
    public boolean matches(CharSequence symbol) {
        return symbols.matches(symbol);
    }

    /** Its own timeframe and every one that it names by {@code @}. */
    public SortedSet<Timeframe> timeframes() {
        return timeframes;
    }

    /** Whether the document asks for CONVERGED and not only READY. */
    public boolean requiresConverged() {
        return requiresConverged;
    }

    /** Whether comparisons look at the neutral values of FLAT operands. */
    public boolean evaluatesFlat() {
        return evaluatesFlat;
    }

    /** The params in force, after overrides. */
    public SortedMap<String, Double> params() {
        return params;
    }

    /** The definitions: name and expression, as the document has them. */
    public SortedMap<String, String> let() {
        return let;
    }

    /** An expression as the document has it, or null. */
    public String expression(Root root) {
        return expressions.get(root);
    }

    /**
     * Bars of its timeframe before the bar of the first evaluation, counted from bar 0: that bar's number. With larger
     * timeframes the count where both begin together.
     */
    public int readyBar() {
        return readyBar;
    }

    /** The sub-expression that sets {@link #readyBar()}. */
    public String readySetBy() {
        return readySetBy;
    }

    /** Bars of its timeframe before every expression is CONVERGED, counted as {@link #readyBar()}; or {@link #NEVER}. */
    public int convergedBar() {
        return convergedBar;
    }

    /** The sub-expression that sets {@link #convergedBar()}. */
    public String convergedSetBy() {
        return convergedSetBy;
    }

    /** The expressions that wait for more than their inputs before they are CONVERGED, inner ones first. */
    public List<Convergence> convergence() {
        return convergence;
    }

    /** Bars of its timeframe before each slot of the plan is READY, by slot; counted as {@link #readyBar()}. */
    public int[] readyBars() {
        Readiness readiness = new Readiness(rules.timeframe(), plan.steps(), plan.slots());
        int[] bars = new int[plan.slots()];
        for (int slot = 0; slot < bars.length; slot++) {
            bars[slot] = readiness.bars(slot, false);
        }
        return bars;
    }

    /** Distinct operations, equal ones counted once. */
    public int nodeCount() {
        return plan.nodeCount();
    }

    /** Doubles of windows and histories that it keeps for one instrument. */
    public long stateDoubles() {
        return plan.stateDoubles();
    }
}
