package io.heliograph.server.faults;

import io.heliograph.core.SignalCore;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.replay.LiveEngine;
import io.heliograph.journal.replay.ReplayStart;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.testkit.AllocationMeter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one snapshot of a small journal, to be changed at will; places as the journal's FORMAT.md has them.
 *
 * <p>One is taken if the core stands behind its event, and refused if replay begins with the first event instead. Its state holds bars, an open one, a source, and a strategy with its nodes.
 */
final class FuzzedSnapshot implements AutoCloseable {
    private static final int STATE_BYTES = 64;
    private static final int DIGEST = 72;
    private static final int BUILD = 104;
    private static final int STATE = 128;

    /** Far above what the whole file can give, far below what a length in it can claim. */
    private static final long MOST_ALLOCATED = 8 * 1024 * 1024;

    private static final String STRATEGY = """
            id        = crossing
            timeframe = 1m
            symbols   = ["AAA"]
            buy       = "cross_above(ema(3), sma(5))"
            sell      = "cross_below(ema(3), sma(5))"
            """;

    private final JournalView journal;
    private final SnapshotStore snapshots;
    private final long event;
    private final Path file;
    private final byte[] original;

    private FuzzedSnapshot(JournalView journal) throws IOException {
        this.journal = journal;
        this.snapshots = SnapshotStore.of(journal);
        this.event = snapshots.sequences().get(0);
        this.file = journal.directory().resolve("snapshots").resolve(String.format("%020d.snapshot", event));
        this.original = Files.readAllBytes(file);
    }

    /** Makes the journal. */
    static FuzzedSnapshot in(Path directory) throws IOException {
        try (LiveEngine engine = new LiveEngine(directory, JournalOptions.defaults())) {
            engine.apply(StrategyCompiler.compile(STRATEGY, Map.of(), Optional.empty())
                    .strategy());
            engine.trade(100);
            engine.snapshot();
        }
        FuzzedSnapshot fuzzed = new FuzzedSnapshot(JournalView.open(directory));
        if (!fuzzed.take(fuzzed.original)) {
            throw new AssertionError("a snapshot is refused as it was written: file=" + fuzzed.file);
        }
        return fuzzed;
    }

    /** The file as it was written. */
    byte[] original() {
        return original;
    }

    /** The same with a whole state of the length that the header says, and the digest that fits; short ones as they are. */
    static byte[] forged(byte[] input) {
        if (input.length < STATE) {
            return input;
        }
        byte[] forged = Arrays.copyOf(input, input.length - (input.length - STATE) % Long.BYTES);
        ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN).putLong(STATE_BYTES, forged.length - STATE);
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
        sha256.update(forged, 0, DIGEST);
        sha256.update(forged, BUILD, forged.length - BUILD);
        System.arraycopy(sha256.digest(), 0, forged, DIGEST, sha256.getDigestLength());
        return forged;
    }

    /** Begins a replay behind what is in the file; answers whether it was taken. */
    boolean take(byte[] input) throws IOException {
        Files.write(file, input);
        List<String> told = new ArrayList<>();
        long before = AllocationMeter.allocatedBytes();
        ReplayStart start = ReplayStart.before(
                        event + 1,
                        journal.events(),
                        journal.outputs(),
                        snapshots,
                        () -> new SignalCore((sequence, buffer, offset, length) -> {}),
                        told::add)
                .orElseThrow();
        long allocated = AllocationMeter.allocatedBytes() - before;
        if (allocated > MOST_ALLOCATED) {
            throw new AssertionError("more was allocated than a file of this length gives cause for: length="
                    + input.length + " allocated=" + allocated);
        }
        boolean isTaken = start.event() == event && start.snapshot().isPresent();
        boolean isRefused = start.event() == 0 && start.snapshot().isEmpty();
        if (!isTaken && !isRefused) {
            throw new AssertionError("neither taken nor refused: event=" + start.event() + " told=" + told);
        }
        return isTaken;
    }

    @Override
    public void close() {
        journal.close();
    }
}
