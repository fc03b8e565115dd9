package io.heliograph.server.indicator;

import io.heliograph.core.language.Problem;
import java.util.List;

/** Expressions that cannot be run; carries all of their problems and no stack trace, for it is an answer and no fault. */
public final class ExpressionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ExpressionsException(List<Problem> problems) {
        super("expected expressions without errors, found problems=" + problems.size(), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** All of them, in the order of the expressions. */
    public List<Problem> problems() {
        return problems;
    }
}
