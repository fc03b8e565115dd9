package io.heliograph.core.strategy;

/**
 * What the expressions of one strategy say about one instrument at its latest closed bar.
 *
 * <p>Belongs to the core's thread; every answer is a function of the slots, computed without allocation. {@code side}
 * is +1 for BUY and -1 for SELL. {@code entry} and {@code barsHeld} are the context of an open signal, NaN without one.
 */
public interface StrategyView {
    /** A condition's value: FALSE, TRUE or UNKNOWN. */
    int FALSE = 0;

    int TRUE = 1;

    int UNKNOWN = 2;

    /** The conditions of a document; one that is not declared answers FALSE. {@code exit} counts for both exits. */
    enum Condition {
        BUY,
        SELL,
        EXIT_BUY,
        EXIT_SELL
    }

    /** The numbers of a document. */
    enum Level {
        STOP,
        TARGET,
        CONFIDENCE
    }

    /** Whether every expression has the readiness that the document asks for, counted in bars. */
    boolean isReady();

    /** Whether every expression is CONVERGED. */
    boolean isConverged();

    /** Bars fed to the youngest node of the strategy. */
    int barsSeen();

    /** The condition with {@code entry} and {@code barsHeld} of the open signal of that condition's side, or NaN. */
    int condition(Condition condition, double entry, double barsHeld);

    /** Whether the document declares this number. */
    boolean declares(Level level);

    /** The number for a signal of this side, NaN where undefined. */
    double level(Level level, int side);

    /** Definitions of the document, sorted by name. */
    int valueCount();

    String valueName(int index);

    /** Value of a definition: a number, or 1, 0, NaN for a condition; records answer their first output. */
    double value(int index);

    boolean isValueFlat(int index);

    boolean isValueCondition(int index);

    /** The expression as the document has it, for a fault's detail. */
    String describe(Level level);
}
