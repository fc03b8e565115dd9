package io.heliograph.server.query;

/**
 * Behind which row the next page of a list begins, and up to which output the whole list answers.
 *
 * @param asOf output sequence: rows behind it are not in the list, so pages of one list belong together
 * @param key what leads the order, at the last row: a whole number, or the bits of a double
 * @param sequence the last row's sequence
 */
public record PagePosition(long asOf, long key, long sequence) {}
