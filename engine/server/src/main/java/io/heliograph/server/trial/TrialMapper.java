package io.heliograph.server.trial;

import io.heliograph.server.backtest.InputFile;
import io.heliograph.server.backtest.StrategyStatistics;
import io.heliograph.server.task.Outcome;
import io.heliograph.server.whatif.Change;
import io.heliograph.server.whatif.DiffCounts;
import io.heliograph.server.whatif.Difference;
import io.heliograph.server.whatif.WhatIf;
import io.heliograph.v1.BacktestResult;
import io.heliograph.v1.ChangeCounts;
import io.heliograph.v1.ChangeKind;
import io.heliograph.v1.EndingCount;
import io.heliograph.v1.ReplacedStrategy;
import io.heliograph.v1.RunStatistics;
import io.heliograph.v1.SignalChange;
import io.heliograph.v1.SignalDifference;
import io.heliograph.v1.SignalStatus;
import io.heliograph.v1.WhatIfResult;
import java.util.List;
import java.util.function.DoubleConsumer;

/** What trials came to, in the form of the wire. */
final class TrialMapper {
    /** Changes of a what-if that are kept for listing. */
    static final int MOST_KEPT = 10_000;

    private TrialMapper() {}

    static Outcome backtest(
            String journalId,
            long firstEvent,
            long lastEvent,
            io.heliograph.server.backtest.BacktestResult result,
            int rows) {
        BacktestResult.Builder answer = BacktestResult.newBuilder()
                .setJournalId(journalId)
                .setFirstEvent(firstEvent)
                .setLastEvent(lastEvent)
                .setMarketEvents(
                        result.inputs().stream().mapToLong(InputFile::rows).sum())
                .setBars(result.barCount())
                .setSignalsTotal(result.signals().size())
                .addAllStatistics(statistics(result))
                .setContentDigest(result.contentDigest());
        result.signals().stream().limit(rows).forEach(row -> answer.addSignals(RunSignalMapper.map(row)));
        return new Outcome(answer.build(), List.of());
    }

    static Outcome whatIf(String journalId, WhatIf whatIf, int rows) {
        List<Change> changes = whatIf.diff().changes();
        List<SignalChange> kept =
                changes.stream().limit(MOST_KEPT).map(TrialMapper::change).toList();
        WhatIfResult.Builder answer = WhatIfResult.newBuilder()
                .setJournalId(journalId)
                .setFirstEvent(whatIf.fromEvent())
                .setLastEvent(whatIf.throughEvent())
                .addAllAdded(whatIf.added())
                .addAllKept(whatIf.kept())
                .setMovedWithin(whatIf.diff().movedWithin())
                .setChangesTotal(changes.size())
                .setChangesKept(kept.size())
                .addAllChanges(kept.subList(0, Math.min(rows, kept.size())))
                .addAllJournaledStatistics(statistics(whatIf.journaled()))
                .addAllOtherStatistics(statistics(whatIf.other()))
                .setJournaledDigest(whatIf.journaled().contentDigest())
                .setOtherDigest(whatIf.other().contentDigest());
        whatIf.replaced()
                .forEach((id, event) -> answer.addReplaced(
                        ReplacedStrategy.newBuilder().setStrategyId(id).setFirstEvent(event)));
        whatIf.diff().counts().forEach(counts -> answer.addCounts(counts(counts)));
        return new Outcome(answer.build(), kept);
    }

    private static List<RunStatistics> statistics(io.heliograph.server.backtest.BacktestResult result) {
        return result.statistics().stream()
                .map(each -> statistics(each, hash(result, each.strategy())))
                .toList();
    }

    private static String hash(io.heliograph.server.backtest.BacktestResult result, String strategy) {
        return result.strategies().stream()
                .filter(each -> each.id().equals(strategy))
                .map(each -> each.hash())
                .findFirst()
                .orElse("");
    }

    private static RunStatistics statistics(StrategyStatistics each, String hash) {
        RunStatistics.Builder statistics = RunStatistics.newBuilder()
                .setStrategyId(each.strategy())
                .setStrategyHash(hash)
                .setEntries(each.entries())
                .setBuys(each.buys())
                .setSells(each.sells())
                .setHolds(each.holds())
                .setOpen(each.open())
                .setScored(each.scored())
                .setWins(each.wins());
        set(each.meanReturn(), statistics::setMeanReturn);
        set(each.meanMfe(), statistics::setMeanMaxFavourable);
        set(each.meanMae(), statistics::setMeanMaxAdverse);
        set(each.brier(), statistics::setBrierScore);
        each.endings()
                .forEach((reason, count) -> statistics.addEndings(EndingCount.newBuilder()
                        .setStatus(SignalStatus.valueOf("SIGNAL_STATUS_" + reason.name()))
                        .setCount(count)));
        return statistics.build();
    }

    private static void set(double value, DoubleConsumer field) {
        if (!Double.isNaN(value)) {
            field.accept(value);
        }
    }

    private static ChangeCounts counts(DiffCounts counts) {
        return ChangeCounts.newBuilder()
                .setStrategyId(counts.strategy())
                .setJournaled(counts.journaled())
                .setOther(counts.other())
                .setSame(counts.same())
                .setAdded(counts.added())
                .setRemoved(counts.removed())
                .setMoved(counts.moved())
                .setChanged(counts.changed())
                .setConfidence(counts.confidence())
                .setLevels(counts.levels())
                .setReason(counts.reason())
                .build();
    }

    private static SignalChange change(Change change) {
        SignalChange.Builder answer =
                SignalChange.newBuilder().setKind(kind(change)).setBars(change.bars());
        change.journaled().ifPresent(row -> answer.setJournaled(RunSignalMapper.map(row)));
        change.other().ifPresent(row -> answer.setOther(RunSignalMapper.map(row)));
        change.differences().stream().sorted().map(TrialMapper::difference).forEach(answer::addDifferences);
        return answer.build();
    }

    private static ChangeKind kind(Change change) {
        return switch (change.kind()) {
            case ADDED -> ChangeKind.CHANGE_KIND_ADDED;
            case REMOVED -> ChangeKind.CHANGE_KIND_REMOVED;
            case MOVED -> ChangeKind.CHANGE_KIND_MOVED;
            case CHANGED -> ChangeKind.CHANGE_KIND_CHANGED;
        };
    }

    private static SignalDifference difference(Difference difference) {
        return switch (difference) {
            case CONFIDENCE -> SignalDifference.SIGNAL_DIFFERENCE_CONFIDENCE;
            case LEVELS -> SignalDifference.SIGNAL_DIFFERENCE_LEVELS;
            case REASON -> SignalDifference.SIGNAL_DIFFERENCE_REASON;
        };
    }
}
