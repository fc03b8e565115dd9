package io.heliograph.server.whatif;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import io.heliograph.journal.replay.Replay;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.journal.replay.ReplayStart;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.server.backtest.BacktestException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Runs a journal's events through a fresh core and lays the content digest beside that of the output log.
 *
 * <p>Reads beside a running engine up to the head it found, and changes no byte. Owned by one thread, used once.
 */
public final class JournalReplay implements OutputHandler {
    private static final int BATCH = 4096;

    private final Path directory;
    private final OutputTally replayed = new OutputTally();
    private final OutputTally recorded = new OutputTally();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    private SignalCore core;
    private long lastEvent;
    private long marketEvents;
    private boolean isPastEnd;
    private String digestThere = "";

    public JournalReplay(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads both logs and concludes.
     *
     * @throws BacktestException where no journal is there
     * @throws io.heliograph.journal.JournalException where the journal cannot be read or replayed
     */
    public Replayed run(ReplayProgress progress) throws BacktestException {
        try (JournalView journal = open()) {
            lastEvent = journal.events().head();
            ReplayStart start = start(journal);
            core = start.core();
            readOutputs(journal, start.output());
            noteDigest();
            try (Replay replay = new Replay(journal.events(), start.event(), lastEvent, this::onEvent)) {
                replay.run(progress);
            }
            return new Replayed(
                    journal.id().toString(),
                    start.event() + 1,
                    lastEvent - start.event(),
                    marketEvents,
                    replayed.counts(),
                    replayed.contentDigest(),
                    recorded.outputs(),
                    recorded.contentDigest(),
                    digestThere);
        }
    }

    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        replayed.onOutput(sequence, buffer, offset, length);
        noteDigest();
    }

    private JournalView open() throws BacktestException {
        try {
            return JournalView.open(directory);
        } catch (IllegalArgumentException e) {
            throw new BacktestException("expected a folder with a journal: " + e.getMessage());
        }
    }

    /** Where the beginning of the journal was deleted, the oldest snapshot stands in for it. */
    private ReplayStart start(JournalView journal) {
        List<String> passedOver = new ArrayList<>();
        return ReplayStart.oldest(
                        journal.events(),
                        journal.outputs(),
                        SnapshotStore.of(journal),
                        () -> new SignalCore(this),
                        passedOver::add)
                .orElseThrow(
                        () -> new JournalCorruptException("nothing is kept with which a replay could begin: firstEvent="
                                + journal.events().first() + " passedOver=" + passedOver
                                + "; restore a snapshot from a copy"));
    }

    /** An engine that runs on may have recorded outputs of events behind the head that was found; they are left out. */
    private void readOutputs(JournalView journal, long before) {
        long head = journal.outputs().head();
        RecordHandler reading = (sequence, epoch, buffer, offset, length, endOfCause) -> {
            isPastEnd = isPastEnd || causeOf(buffer, offset) > lastEvent;
            if (!isPastEnd) {
                recorded.onOutput(sequence, buffer, offset, length);
            }
        };
        try (LogReader reader = journal.outputs().openReader(before, () -> head)) {
            while (reader.position() < head && !isPastEnd) {
                if (reader.poll(reading, BATCH) == 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** The cause of an output stands first in every kind. */
    private static long causeOf(DirectBuffer buffer, int offset) {
        return buffer.getLong(
                offset + io.heliograph.codec.output.MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    private int onEvent(long sequence, DirectBuffer buffer, int offset, int length) {
        switch (header.wrap(buffer, offset).templateId()) {
            case TradeEventDecoder.TEMPLATE_ID, QuoteEventDecoder.TEMPLATE_ID, BarEventDecoder.TEMPLATE_ID ->
                marketEvents++;
            default -> {
                // Everything else is fed as well, and not counted by itself.
            }
        }
        return core.onEvent(sequence, buffer, offset, length);
    }

    private void noteDigest() {
        if (replayed.outputs() == recorded.outputs()) {
            digestThere = replayed.contentDigest();
        }
    }
}
