package io.heliograph.server.indicator;

/** Hears what a run over a file has to say on the way. */
public interface ComputeListener {
    /** A column of the file that means nothing here; once each. */
    void onUnknownColumn(String file, String column);

    /** A row that was skipped: file, line, and why. */
    void onSkippedRow(String problem);

    /** So many rows were read, so much of the file, from 0 to 1. */
    void onProgress(long rows, double share);
}
