package io.heliograph.server.feed;

/** Hears how a feed goes. Called on the feed's thread, refusals on the client's. */
public interface FeedListener {
    /** A column of a file means nothing here; said once for each. */
    void onUnknownColumn(String file, String column);

    /** A row could not be read; the text names file and line. */
    void onBadRow(String problem);

    /** The engine refused a row. */
    void onRefused(String file, long line, String reason, String message);

    /** So many rows were read, and this share of the files (NaN: not known). */
    void onProgress(long rows, double share);
}
