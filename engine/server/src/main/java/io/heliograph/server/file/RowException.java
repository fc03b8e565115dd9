package io.heliograph.server.file;

/** A row or a header that cannot be read; the message names file and line, what was expected and what was found. */
public final class RowException extends Exception {
    private static final long serialVersionUID = 1L;

    public RowException(String file, long line, String problem) {
        super(file + ":" + line + ": " + problem);
    }
}
