package io.heliograph.server.feed;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.client.MarketEvents;
import io.heliograph.client.Publisher;
import io.heliograph.server.file.MarketFile;
import io.heliograph.server.file.MarketFiles;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowException;
import io.heliograph.v1.MarketEvent;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Publishes files, merged by event time, into an engine.
 *
 * <p>Each file is a source of its own whose numbers are its lines, so that a repeat adds nothing and a file that grew adds its
 * new lines. Each symbol is declared before its first row; rows of one symbol in several files keep their order as far as
 * its bars and its quote depend on it. Owned by one thread.
 */
public final class FileFeed {
    private final HeliographClient client;
    private final FeedOptions options;
    private final FeedListener listener;
    private final Pace pace;
    private final FeedCounts counts = new FeedCounts();
    private final LastEvents lastEvents = new LastEvents();
    private final Set<String> sourcesOpened = new HashSet<>();
    private final RowOrder order = new RowOrder();
    private final Map<String, FileSource> ownerOfSymbol = new HashMap<>();

    /** @param nanoClock any clock that does not fall, nanoseconds; paces the events */
    public FileFeed(HeliographClient client, FeedOptions options, FeedListener listener, LongSupplier nanoClock) {
        this.client = client;
        this.options = options;
        this.listener = listener;
        this.pace = new Pace(options.eventsPerSecond(), options.realtime(), nanoClock);
    }

    /**
     * Publishes everything and waits until all of it is journaled.
     *
     * @param paths files, or {@code -} for standard input
     * @throws RowException where a header cannot be read
     * @throws SourceChangedException where a file no longer holds what was taken from it
     * @throws HeliographException where the engine cannot be reached or ends a stream
     */
    public FeedReport run(List<String> paths)
            throws IOException, RowException, SourceChangedException, InterruptedException {
        try (MarketFiles files = MarketFiles.open(paths, options.format(), this::onBadRow)) {
            files.files()
                    .forEach(file ->
                            file.unknownColumns().forEach(column -> listener.onUnknownColumn(file.name(), column)));
            FileSource[] sources = new FileSource[paths.size()];
            Instruments instruments = new Instruments(
                    client,
                    new FileDeclarations(paths, files.files(), options.format(), options.barsFrom()),
                    options.barsFrom());
            try {
                publishRows(files, instruments, sources);
                finish(sources);
            } finally {
                for (FileSource source : sources) {
                    if (source != null) {
                        source.abortUnlessClosed();
                    }
                }
            }
        }
        return counts.report(isToStop());
    }

    private void publishRows(MarketFiles files, Instruments instruments, FileSource[] sources)
            throws IOException, RowException, SourceChangedException, InterruptedException {
        for (MarketRow row = files.next(); row != null && !isToStop(); row = files.next()) {
            int index = files.file();
            if (sources[index] == null) {
                MarketFile file = files.files().get(index);
                sources[index] = FileSource.open(client, file, sourceOf(file), counts, listener);
            }
            FileSource source = sources[index];
            source.check(row);
            if (!source.isRepeat(row)) {
                pace.await(row.eventNs());
            }
            order.await(row, instruments.barsFrom(row), source);
            source.publish(row.number(), event(row));
            order.sent(row, source);
            ownerOfSymbol.put(row.symbol(), source);
            lastEvents.note(row);
            listener.onProgress(counts.row(), files.share());
        }
        for (FileSource source : sources) {
            if (source != null && !isToStop()) {
                source.checkEnd();
            }
        }
    }

    /** Two files that hold the same first row under the same name would take one source from each other. */
    private String sourceOf(MarketFile file) throws RowException {
        String source = options.source() == null ? SourceName.of(file) : options.source();
        if (!sourcesOpened.add(source)) {
            throw new RowException(
                    file.name(),
                    file.line(),
                    "expected files with sources of their own, found a second one: source=" + source
                            + ": ingest it by itself, or give it another name");
        }
        return source;
    }

    private void finish(FileSource[] sources) throws InterruptedException {
        if (options.sendsWatermarks() && !isToStop()) {
            for (FileSource source : sources) {
                if (source != null) {
                    source.awaitAnswered();
                }
            }
        }
        // Asked once more: the last refusals are known only now, to the publishers first.
        if (options.sendsWatermarks() && !isToStop() && !(options.isStrict() && hasRefused(sources))) {
            publishWatermarks();
        }
        for (FileSource source : sources) {
            if (source != null) {
                source.close();
            }
        }
    }

    private static boolean hasRefused(FileSource[] sources) {
        return Arrays.stream(sources)
                .anyMatch(source ->
                        source != null && !source.publisher().refused().isEmpty());
    }

    private void publishWatermarks() throws InterruptedException {
        for (MarketEvent watermark : lastEvents.watermarks(client, options.throughNs())) {
            Publisher owner =
                    ownerOfSymbol.get(watermark.getWatermark().getSymbol()).publisher();
            owner.publish(watermark);
            counts.watermark();
        }
    }

    private boolean isToStop() {
        return options.isStrict() && counts.hasFindings();
    }

    private void onBadRow(int file, RowException problem) {
        counts.bad();
        listener.onBadRow(problem.getMessage());
    }

    static MarketEvent event(MarketRow row) {
        return switch (row.kind()) {
            case TRADE -> MarketEvents.trade(row.symbol(), row.timeNs(), row.price(), row.size());
            case QUOTE ->
                MarketEvents.quote(
                        row.symbol(),
                        row.timeNs(),
                        row.bid(),
                        zeroIfNone(row.bidSize()),
                        row.ask(),
                        zeroIfNone(row.askSize()));
            case BAR ->
                MarketEvents.bar(
                        row.symbol(),
                        row.timeframe(),
                        row.timeNs(),
                        row.open(),
                        row.high(),
                        row.low(),
                        row.close(),
                        row.volume());
        };
    }

    /** A dealer's feed has prices without sizes. */
    private static double zeroIfNone(double size) {
        return Double.isNaN(size) ? 0 : size;
    }
}
