package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.codec.event.BarsFrom;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.feed.FeedListener;
import io.heliograph.server.feed.FeedOptions;
import io.heliograph.server.feed.FileFeed;
import io.heliograph.server.file.FileFormat;
import io.heliograph.server.file.MarketFiles;
import io.heliograph.server.store.EmbeddedDatabase;
import io.heliograph.server.store.StoredRows;
import io.heliograph.testkit.SharedData;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.EventKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of {@code serve} in the middle of an ingest, again and again.
 *
 * <p>With {@code -Dheliograph.full=true} the input is three days of real trades, otherwise a synthetic market;
 * {@code heliograph.kills} says how often, {@code heliograph.seed} when.
 */
final class KillEndToEndTest {
    private static final boolean FULL = Boolean.getBoolean("heliograph.full");
    private static final int KILLS = Integer.getInteger("heliograph.kills", 3);
    private static final long SEED = Long.getLong("heliograph.seed", 20_131_009);
    private static final int SYMBOLS = 8;
    private static final int SYNTHETIC_ROWS = 60_000;
    /** No faster than the engine takes them, so that rows read are rows nearly taken; at full speed many are under way. */
    private static final FeedOptions PACED =
            new FeedOptions(null, FileFormat.PLAIN, BarsFrom.AUTO, 30_000, 0, 0, true, false);

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<String> tailed = new ArrayList<>();

    private List<String> files;
    private Path killed;
    private Path resume;
    private ProcessHandle orphan;

    /** What a run holds at its end. */
    private record Content(EngineStatus status, List<String> bars, List<String> signalIds) {}

    @AfterEach
    void stopWhatAFailedTestLeft() throws Exception {
        EmbeddedDatabase.discard(folder.resolve("killed/postgres"));
    }

    @Test
    void shouldHoldAfterKillsAndRepeatsWhatAnUninterruptedRunHoldsAndTellEverySignalOnce() throws Exception {
        files = files();
        killed = folder.resolve("killed");
        resume = folder.resolve("resume");
        long rows = rows();
        for (int i = 0; i < KILLS; i++) {
            FeedOptions pace = i % 2 == 0 ? PACED : FeedOptions.PLAIN;
            killAt((long) ((i + random.nextDouble()) * rows / (KILLS + 1)) + 1, pace);
        }

        Content repeated = repeat();
        Content uninterrupted = uninterrupted();

        assertSame(repeated, uninterrupted);
        assertThat(tailed).as("seed=" + SEED).isEqualTo(repeated.signalIds());
        assertThat(repeated.status().getSignals()).isPositive();
        System.out.printf(
                "kill -9: seed=%d kills=%d rows=%d epochs=%d bars=%d signals=%d digest=%s%n",
                SEED,
                KILLS,
                rows,
                repeated.status().getEpoch(),
                repeated.bars().size(),
                tailed.size(),
                repeated.status().getContentDigest());
    }

    private List<String> files() throws Exception {
        if (!FULL) {
            return SyntheticFiles.tradesAndQuotes(folder, SYMBOLS, SEED, SYNTHETIC_ROWS).stream()
                    .map(Path::toString)
                    .toList();
        }
        SharedData.assumePresent();
        return List.of("07", "08", "09").stream()
                .map(day ->
                        SharedData.path("trades/SPY_2013-10-" + day + ".csv.gz").toString())
                .toList();
    }

    private long rows() throws Exception {
        long rows = 0;
        try (MarketFiles all = MarketFiles.open(files, FileFormat.PLAIN, (file, row) -> {})) {
            while (all.next() != null) {
                rows++;
            }
        }
        return rows;
    }

    /** One life of the engine: begins after the one before was killed, and is killed when so many rows were read. */
    private void killAt(long row, FeedOptions pace) throws Exception {
        ServedEngine engine = startAfterKill();
        Tailing tail = Tailing.start(engine, resume);
        ingestUntil(row, pace, engine);
        orphan = StoredRows.server(killed).orElseThrow();

        Shell.Answer ended = tail.awaitEnd();
        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(ExitCode.UNREACHABLE.value());
        tailed.addAll(Tailing.ids(ended));
        System.out.printf("killed at row %d, %d signals seen so far%n", row, tailed.size());
    }

    private ServedEngine startAfterKill() throws Exception {
        long startedNs = System.nanoTime();
        ServedEngine engine = ServedEngine.start(killed);
        long servesNs = System.nanoTime();
        EngineStatus status = engine.awaitStore();
        if (orphan != null) {
            assertThat(StoredRows.serves(orphan, killed))
                    .as("the database of the killed engine still runs: pid=" + orphan.pid())
                    .isFalse();
        }
        System.out.printf(
                "serves after %d ms with %d events in epoch %d, its store after %d ms%n",
                TimeUnit.NANOSECONDS.toMillis(servesNs - startedNs),
                status.getEventSequence(),
                status.getEpoch(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs));
        return engine;
    }

    private void ingestUntil(long row, FeedOptions pace, ServedEngine engine) {
        FeedListener killer = new FeedListener() {
            @Override
            public void onUnknownColumn(String file, String column) {
                throw new AssertionError("our files hold known columns: column=" + column);
            }

            @Override
            public void onBadRow(String problem) {
                throw new AssertionError(problem);
            }

            @Override
            public void onRefused(String file, long line, String reason, String message) {
                System.out.println("refused: " + file + ":" + line + " " + reason + " " + message);
            }

            @Override
            public void onProgress(long rows, double share) {
                if (rows == row) {
                    engine.kill();
                }
            }
        };
        try (HeliographClient client =
                HeliographClient.builder().target(engine.target()).build()) {
            HeliographException broken = catchThrowableOfType(
                    HeliographException.class, () -> new FileFeed(client, pace, killer, System::nanoTime).run(files));
            assertThat(broken).as("killed at row " + row + ", seed=" + SEED).isNotNull();
            assertThat(broken.isUnreachable()).as(broken.toString()).isTrue();
        }
    }

    /** The last ingest, to its end, with the tail beside it until it has told everything. */
    private Content repeat() throws Exception {
        try (ServedEngine engine = startAfterKill()) {
            Tailing tail = Tailing.start(engine, resume);
            ingest(engine);
            Content content = content(engine, killed);
            tail.awaitSignals(content.signalIds().size() - tailed.size());
            assertThat(engine.stop()).isZero();
            tailed.addAll(Tailing.ids(tail.awaitEnd()));
            return content;
        }
    }

    private Content uninterrupted() throws Exception {
        try (ServedEngine engine = ServedEngine.start(folder.resolve("whole"))) {
            ingest(engine);
            return content(engine, folder.resolve("whole"));
        }
    }

    private void ingest(ServedEngine engine) {
        List<String> arguments = new ArrayList<>(List.of("ingest", "--json", "--target", engine.target()));
        arguments.addAll(files);
        Shell.Answer answer = Shell.run(arguments.toArray(String[]::new));
        assertThat(answer.exitCode()).as(answer.said()).isZero();
        System.out.println("ingest: " + answer.out().get(0));
    }

    private static Content content(ServedEngine engine, Path data) throws Exception {
        EngineStatus status = engine.awaitStored();
        try (StoredRows rows = StoredRows.open(data)) {
            return new Content(status, rows.barContents(), rows.signalIds());
        }
    }

    private static void assertSame(Content repeated, Content uninterrupted) {
        for (EventKind kind : List.of(
                EventKind.EVENT_KIND_TRADE,
                EventKind.EVENT_KIND_QUOTE,
                EventKind.EVENT_KIND_BAR,
                EventKind.EVENT_KIND_WATERMARK)) {
            assertThat(ServedEngine.count(repeated.status(), kind))
                    .as(kind + " seed=" + SEED)
                    .isEqualTo(ServedEngine.count(uninterrupted.status(), kind));
        }
        assertThat(repeated.bars()).as("seed=" + SEED).isEqualTo(uninterrupted.bars());
        assertThat(repeated.status().getBars())
                .as("seed=" + SEED)
                .isEqualTo(uninterrupted.status().getBars());
        assertThat(repeated.status().getContentDigest()).hasSize(64);
        assertThat(repeated.status().getContentDigest())
                .as("seed=" + SEED)
                .isEqualTo(uninterrupted.status().getContentDigest());
        assertThat(repeated.signalIds()).as("seed=" + SEED).hasSameElementsAs(uninterrupted.signalIds());
    }
}
