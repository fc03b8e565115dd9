package io.heliograph.server.feed;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.client.MarketEvents;
import io.heliograph.client.Publisher;
import io.heliograph.client.PublisherListener;
import io.heliograph.server.file.MarketFile;
import io.heliograph.server.file.MarketRow;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.RefusedEvent;
import io.heliograph.v1.Source;
import java.time.Duration;
import java.util.Optional;

/**
 * One file as a source of events, numbered by its lines.
 *
 * <p>Owned by the feed's thread; refusals arrive on the client's.
 */
final class FileSource {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final MarketFile file;
    private final Publisher publisher;
    private final Optional<MarketEvent> taken;
    private final FeedCounts counts;

    private long sent;
    private boolean wasCompared;
    private boolean isClosed;

    private FileSource(MarketFile file, Publisher publisher, Optional<MarketEvent> taken, FeedCounts counts) {
        this.file = file;
        this.publisher = publisher;
        this.taken = taken;
        this.counts = counts;
    }

    /** Opens the file's stream; asks first what the engine took from it last time. */
    static FileSource open(
            HeliographClient client, MarketFile file, String source, FeedCounts counts, FeedListener listener) {
        Optional<MarketEvent> taken = taken(client, source);
        PublisherListener refusals = new PublisherListener() {
            @Override
            public void onRefused(RefusedEvent event) {
                String reason = event.getReason().name().replaceFirst("^REFUSAL_REASON_", "");
                counts.refused(reason);
                listener.onRefused(file.name(), event.getSourceSequence(), reason, event.getMessage());
            }
        };
        Publisher publisher = client.publisher(source)
                .numbering(Numbering.NUMBERING_SPARSE)
                .listener(refusals)
                .open();
        return new FileSource(file, publisher, taken, counts);
    }

    Publisher publisher() {
        return publisher;
    }

    /** Whether the engine has had this row before. */
    boolean isRepeat(MarketRow row) {
        return row.number() <= publisher.opened().getJournaledThrough();
    }

    /** Compares the line that the engine took last with the same line of the file. */
    void check(MarketRow row) throws SourceChangedException {
        if (wasCompared || taken.isEmpty() || row.number() < taken.get().getSourceSequence()) {
            return;
        }
        wasCompared = true;
        MarketEvent expected = taken.get();
        MarketEvent found = MarketEvents.numbered(row.number(), FileFeed.event(row));
        if (!found.equals(expected)) {
            throw changed(expected, text(found));
        }
    }

    /** The file must still be as long as what was taken from it. */
    void checkEnd() throws SourceChangedException {
        if (!wasCompared && taken.isPresent()) {
            throw changed(taken.get(), "(the file ends at line " + file.line() + ")");
        }
    }

    /** Publishes a row under its number. */
    void publish(long number, MarketEvent event) throws InterruptedException {
        long skippedBefore = publisher.skipped();
        publisher.publish(MarketEvents.numbered(number, event));
        boolean isNew = publisher.skipped() == skippedBefore;
        sent += isNew ? 1 : 0;
        counts.sent(isNew);
    }

    /** Rows sent, those not counted that the engine had. */
    long sent() {
        return sent;
    }

    /** Waits until the engine has answered that many of the rows sent, if it has not yet. */
    void awaitAnswered(long rows) throws InterruptedException {
        if (publisher.latest().answered() < rows) {
            awaitAnswered();
        }
    }

    /** Waits until the engine has answered everything sent: it is journaled, in this order. */
    void awaitAnswered() throws InterruptedException {
        publisher.awaitAcknowledged(DurabilityLevel.DURABILITY_LEVEL_JOURNALED, PATIENCE);
    }

    /** Waits until everything is journaled and ends the stream. */
    void close() {
        publisher.close();
        counts.acknowledged(publisher.latest().answered());
        isClosed = true;
    }

    void abortUnlessClosed() {
        if (!isClosed) {
            publisher.abort();
        }
    }

    /** The last event that the engine accepted from the source. */
    private static Optional<MarketEvent> taken(HeliographClient client, String source) {
        try {
            return Optional.of(client.market().source(source))
                    .filter(Source::hasLastEvent)
                    .map(Source::getLastEvent);
        } catch (HeliographException e) {
            if (e.is(ErrorReason.ERROR_REASON_SOURCE_NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private SourceChangedException changed(MarketEvent expected, String found) {
        return new SourceChangedException(file.name(), expected.getSourceSequence(), text(expected), found);
    }

    private static String text(MarketEvent event) {
        return event.toString().strip().replaceAll("\\s+", " ");
    }
}
