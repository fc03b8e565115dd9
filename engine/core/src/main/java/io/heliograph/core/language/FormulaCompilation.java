package io.heliograph.core.language;

import java.util.List;

/**
 * What became of a list of expressions.
 *
 * @param formulas what can be run, or null where there are problems
 * @param problems all that is wrong, in the order of the expressions; at most one for each of them
 */
public record FormulaCompilation(CompiledFormulas formulas, List<Problem> problems) {}
