package io.heliograph.journal;

import io.heliograph.testkit.ManualClock;
import java.util.UUID;

/** Journals with small segments and a clock that stands still. */
final class Fixture {
    static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    static final int BLOCK_SIZE = 4 * 1024 * 1024;

    private Fixture() {}

    static JournalOptions options() {
        return options(new ManualClock(1_700_000_000_000_000_000L));
    }

    static JournalOptions options(ManualClock clock) {
        return JournalOptions.defaults()
                .withClocks(clock::nowNs, clock::nowNs)
                .withIds(() -> ID)
                .withSegments(BLOCK_SIZE, JournalOptions.DEFAULT_SEGMENT_BYTES, JournalOptions.DEFAULT_SEGMENT_AGE_NS);
    }
}
