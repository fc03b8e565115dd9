package io.heliograph.core.language;

/**
 * One argument of a call.
 *
 * @param name the parameter it names, or null where it goes by position
 * @param at where the argument starts in the expression
 * @param value its expression
 * @param bare whether the value is one name without anything around it, and so may be a word
 */
record Argument(String name, int at, Expr value, boolean bare) {}
