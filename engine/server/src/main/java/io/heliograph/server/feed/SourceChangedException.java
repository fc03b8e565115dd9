package io.heliograph.server.feed;

/** A file no longer holds what the engine took from it. */
public final class SourceChangedException extends Exception {
    private static final long serialVersionUID = 1L;

    SourceChangedException(String file, long line, String expected, String found) {
        super("SOURCE_CHANGED: the engine took this line otherwise: file=" + file + " line=" + line + " taken="
                + expected + " found=" + found + ": give the changed file another name or --source");
    }
}
