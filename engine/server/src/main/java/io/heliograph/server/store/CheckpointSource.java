package io.heliograph.server.store;

import io.heliograph.journal.seal.SealRecord;
import java.util.List;

/** Where signed records come from; any thread. */
public interface CheckpointSource {
    /** Number of the newest; 0 for none. */
    long latest();

    /** Those behind a number, oldest first, at most so many. */
    List<SealRecord> after(long number, int most);
}
