package io.heliograph.core.language;

/**
 * A key of a document's text.
 *
 * @param path its name, {@code let.m} inside an object
 * @param line from 1
 * @param column of the key in its line, from 1
 * @param raw the value as written, without comments around it; empty for an object
 * @param isQuoted whether the value is exactly one string in double quotes
 */
record DocumentKey(String path, int line, int column, String raw, boolean isQuoted) {}
