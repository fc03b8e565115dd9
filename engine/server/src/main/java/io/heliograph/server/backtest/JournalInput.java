package io.heliograph.server.backtest;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.StrategyAppliedDecoder;
import io.heliograph.codec.event.StrategyRemovedDecoder;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.core.AppliedStrategy;
import io.heliograph.core.StrategyTable;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.replay.Replay;
import io.heliograph.journal.replay.ReplayStart;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.server.feed.FeedListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * An engine's event log as the events of a core, with its strategies or with others in their place.
 *
 * <p>Reads beside a running engine, up to the head it found, and changes no byte. Owned by one thread, used once.
 */
final class JournalInput {
    private static final int BATCH = 4096;

    private final OfflineCore core;
    private final Path directory;
    private final StrategyPlan plan;
    private final long throughEvent;
    private final long throughNs;
    private final LongConsumer onEvent;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StrategyAppliedDecoder appliedEvent = new StrategyAppliedDecoder();
    private final StrategyRemovedDecoder removedEvent = new StrategyRemovedDecoder();
    private final Map<String, Long> journaled = new LinkedHashMap<>();
    private final Map<String, AppliedStrategy> applied = new LinkedHashMap<>();

    private boolean isBegun;
    private long marketEvents;
    private long before;
    private long lastEvent;
    private BacktestException problem;

    /**
     * @param plan which strategies are applied, and where
     * @param throughEvent last event to feed, {@link SignalRange#HEAD} for all
     * @param throughNs the data are complete up to here; 0: as far as the journal says
     * @param onEvent hears the number of each event before it is fed
     */
    JournalInput(
            OfflineCore core,
            Path directory,
            StrategyPlan plan,
            long throughEvent,
            long throughNs,
            LongConsumer onEvent) {
        this.core = core;
        this.directory = directory;
        this.plan = plan;
        this.throughEvent = throughEvent;
        this.throughNs = throughNs;
        this.onEvent = onEvent;
    }

    /**
     * Feeds everything.
     *
     * @throws BacktestException where no journal is there, or the core does not take a strategy
     */
    List<InputFile> run(FeedListener listener) throws BacktestException {
        try (JournalView journal = open()) {
            lastEvent = Math.min(throughEvent, journal.events().head());
            beginWith(journal);
            try (Replay replay = new Replay(journal.events(), before, lastEvent, this::onEvent)) {
                feed(replay, listener);
            }
        }
        if (throughNs > 0) {
            core.end(throughNs);
        }
        String name = directory.toAbsolutePath().normalize().getFileName().toString();
        return List.of(new InputFile(name, "", InputKind.JOURNAL, marketEvents, 0));
    }

    /** The last event fed, by its number in the journal. */
    long lastEvent() {
        return lastEvent;
    }

    /** The first event fed, by its number in the journal; above 1 where what came before is not kept any more. */
    long firstEvent() {
        return before + 1;
    }

    /** For each strategy of the journal, kept or not, the number of the event that applied it first. */
    Map<String, Long> journaled() {
        return Collections.unmodifiableMap(journaled);
    }

    /** Every strategy that was in force at some time, the last version of each. */
    List<AppliedStrategy> applied() {
        return List.copyOf(applied.values());
    }

    /** Where the beginning of the journal was deleted, the oldest snapshot stands in for it. */
    private void beginWith(JournalView journal) throws BacktestException {
        List<String> passedOver = new ArrayList<>();
        ReplayStart start = ReplayStart.oldest(
                        journal.events(), journal.outputs(), SnapshotStore.of(journal), core::fresh, passedOver::add)
                .orElseThrow(
                        () -> new JournalCorruptException("nothing is kept with which a replay could begin: firstEvent="
                                + journal.events().first() + " passedOver=" + passedOver
                                + "; restore a snapshot from a copy"));
        before = start.event();
        if (before == 0) {
            return;
        }
        if (lastEvent <= before) {
            throw new BacktestException("expected an event that is kept, with a snapshot before it, to end with:"
                    + " last_event=" + lastEvent + " first_kept=" + (before + 1));
        }
        core.begin(start.core());
        takeOver(core.core().strategies());
    }

    /** Does at the snapshot what would have been done at the events before it. */
    private void takeOver(StrategyTable inForce) throws BacktestException {
        isBegun = true;
        List<AppliedStrategy> strategies = new ArrayList<>();
        for (int i = 0; i < inForce.count(); i++) {
            strategies.add(inForce.at(i));
        }
        for (AppliedStrategy strategy : strategies) {
            journaled.put(strategy.id(), strategy.sequence());
            CompiledStrategy standIn = plan.standIns().get(strategy.id());
            if (standIn != null) {
                apply(standIn);
            } else if (plan.keepsOthers()) {
                note(strategy.id());
            } else {
                BacktestException.unless(core.remove(strategy.id()), "removal of " + strategy.id());
            }
        }
        plan.added().forEach(this::apply);
        if (problem != null) {
            throw problem;
        }
    }

    private JournalView open() throws BacktestException {
        try {
            return JournalView.open(directory);
        } catch (IllegalArgumentException e) {
            throw new BacktestException("expected files, or a folder with a journal: " + e.getMessage());
        }
    }

    /** Between two batches the listener may end it by an exception of its own; a strategy that is refused ends it too. */
    private void feed(Replay replay, FeedListener listener) throws BacktestException {
        tell(replay, listener);
        while (!replay.isDone()) {
            if (replay.poll(BATCH) == 0) {
                Thread.onSpinWait();
            }
            if (problem != null) {
                throw problem;
            }
            tell(replay, listener);
        }
    }

    private void tell(Replay replay, FeedListener listener) {
        long total = lastEvent - before;
        listener.onProgress(replay.position() - before, total == 0 ? 1 : (double) (replay.position() - before) / total);
    }

    private int onEvent(long sequence, DirectBuffer buffer, int offset, int length) {
        onEvent.accept(sequence);
        return switch (header.wrap(buffer, offset).templateId()) {
            case TradeEventDecoder.TEMPLATE_ID, QuoteEventDecoder.TEMPLATE_ID, BarEventDecoder.TEMPLATE_ID -> {
                marketEvents++;
                yield core.onEvent(buffer, offset, length).value();
            }
            case StrategyAppliedDecoder.TEMPLATE_ID -> onApplied(sequence, buffer, offset, length);
            case StrategyRemovedDecoder.TEMPLATE_ID -> onRemoved(buffer, offset, length);
            case CoreSettingsDecoder.TEMPLATE_ID -> onSettings(buffer, offset, length);
            default -> core.onEvent(buffer, offset, length).value();
        };
    }

    private int onSettings(DirectBuffer buffer, int offset, int length) {
        int refusal = core.onEvent(buffer, offset, length).value();
        if (!isBegun) {
            isBegun = true;
            plan.added().forEach(this::apply);
        }
        return refusal;
    }

    private int onApplied(long sequence, DirectBuffer buffer, int offset, int length) {
        String id = appliedEvent.wrapAndApplyHeader(buffer, offset, header).strategyId();
        journaled.putIfAbsent(id, sequence);
        CompiledStrategy standIn = plan.standIns().get(id);
        if (standIn != null) {
            apply(standIn);
            return Refusal.ACCEPTED.value();
        }
        if (!plan.keepsOthers()) {
            return Refusal.ACCEPTED.value();
        }
        Refusal refusal = core.onEvent(buffer, offset, length);
        note(id);
        return refusal.value();
    }

    /** A stand-in goes where the journaled one went; one that the run added is no business of the journal. */
    private int onRemoved(DirectBuffer buffer, int offset, int length) {
        String id = removedEvent.wrapAndApplyHeader(buffer, offset, header).strategyId();
        boolean isOurs = plan.standIns().containsKey(id) || plan.keepsOthers();
        return isOurs ? core.onEvent(buffer, offset, length).value() : Refusal.ACCEPTED.value();
    }

    private void apply(CompiledStrategy strategy) {
        String id = strategy.rules().id();
        try {
            BacktestException.unless(core.apply(strategy), "strategy " + id);
            note(id);
        } catch (BacktestException e) {
            problem = e;
        }
    }

    private void note(String id) {
        AppliedStrategy found = core.core().strategies().find(id);
        if (found != null) {
            applied.put(id, found);
        }
    }
}
