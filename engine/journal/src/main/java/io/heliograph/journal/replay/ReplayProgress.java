package io.heliograph.journal.replay;

/** Hears how far a replay is. */
@FunctionalInterface
public interface ReplayProgress {
    /** Nobody listens. */
    ReplayProgress NONE = (done, total) -> {};

    /** Called every few thousand events and at the end, on the replaying thread. */
    void onProgress(long eventsDone, long eventsTotal);
}
