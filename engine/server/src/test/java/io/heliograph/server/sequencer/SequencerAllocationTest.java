package io.heliograph.server.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.testkit.AllocationMeter;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.Numbering;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SequencerAllocationTest {
    private static final int BATCH = 1_000;
    private static final int WARM_UP = 300;
    private static final int MEASURED = 50;
    private static final int PARTS = 6;
    private static final int BLOCK = 64 * 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void shouldAllocateNothingPerTradeWhenWarm() {
        Journal journal = Journal.open(
                folder,
                JournalOptions.defaults()
                        .withSegments(
                                BLOCK, JournalOptions.DEFAULT_SEGMENT_BYTES, JournalOptions.DEFAULT_SEGMENT_AGE_NS));
        journal.start(1, 0);
        Harness harness = new Harness(journal);
        Harness.Stream stream = harness.open("feed", 0, Numbering.NUMBERING_DENSE);
        publish(harness, stream, 0, WARM_UP);
        // The compiler, a block newly mapped and growing histories allocate now and then; what is left is each event's.
        long least = Long.MAX_VALUE;
        for (int part = 0; part < PARTS; part++) {
            least = Math.min(least, publish(harness, stream, WARM_UP + part * MEASURED, MEASURED));
        }
        journal.close();

        assertThat(harness.core().counters().events(TradeEventDecoder.TEMPLATE_ID))
                .isEqualTo((long) BATCH * (WARM_UP + PARTS * MEASURED));
        assertThat(harness.core().counters().bars()).isGreaterThan(15);
        assertThat((double) least / (BATCH * MEASURED))
                .as("bytes per event on the sequencer's thread")
                .isLessThanOrEqualTo(0.01);
    }

    /** Answers the bytes that the sequencer allocated. */
    private static long publish(Harness harness, Harness.Stream stream, int first, int rounds) {
        long allocated = 0;
        for (int round = first; round < first + rounds; round++) {
            stream.send(batch(round));
            long before = AllocationMeter.allocatedBytes();
            drain(harness.sequencer());
            allocated += AllocationMeter.allocatedBytes() - before;
            harness.turn();
        }
        return allocated;
    }

    private static void drain(SequencerAgent sequencer) {
        int idle = 0;
        while (idle < 3) {
            idle = sequencer.doWork() > 0 ? 0 : idle + 1;
        }
    }

    private static List<MarketEvent> batch(int round) {
        List<MarketEvent> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            long number = (long) round * BATCH + i;
            batch.add(Market.trade(number + 1, "SPY", number / 500.0 - 3_600, 165 + number % 7));
        }
        return batch;
    }
}
