package io.heliograph.server.backtest;

/**
 * An input of a run.
 *
 * @param name of the file, without its folder
 * @param sha256 of its bytes as they lie there, packed or not, 64 hex digits; empty for standard input and journals
 * @param rows rows that could be read; of a journal its market events
 * @param bad rows that could not
 */
public record InputFile(String name, String sha256, InputKind kind, long rows, long bad) {}
