package io.heliograph.core.language;

import java.util.List;

/**
 * What became of a document.
 *
 * @param strategy the strategy, or null where there are problems
 * @param problems all that is wrong, by line; at most one for each expression
 * @param warnings what is allowed but probably not meant
 */
public record Compilation(CompiledStrategy strategy, List<Problem> problems, List<Problem> warnings) {}
