package io.heliograph.server.cli.trial;

import com.google.protobuf.Timestamp;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.core.Timeframe;
import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.backtest.StrategyDocument;
import io.heliograph.server.backtest.StrategyStatistics;
import io.heliograph.server.whatif.Change;
import io.heliograph.server.whatif.ChangeKind;
import io.heliograph.server.whatif.Diff;
import io.heliograph.server.whatif.DiffCounts;
import io.heliograph.server.whatif.Difference;
import io.heliograph.server.whatif.WhatIf;
import io.heliograph.v1.Readiness;
import io.heliograph.v1.ReplacedStrategy;
import io.heliograph.v1.RunSignal;
import io.heliograph.v1.RunStatistics;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalChange;
import io.heliograph.v1.SignalStatus;
import io.heliograph.v1.WhatIfResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A what-if as an engine told it, in the form of an offline one, so that both are printed by the same lines.
 *
 * <p>Without what neither text nor CSV tells: inputs, bars, signals that are the same, the documents' texts.
 */
final class WireWhatIf {
    private static final long SECOND = 1_000_000_000L;

    private WireWhatIf() {}

    /** @param changes those that are kept */
    static WhatIf of(WhatIfResult result, List<SignalChange> changes) {
        Map<String, Long> replaced = result.getReplacedList().stream()
                .collect(Collectors.toMap(
                        ReplacedStrategy::getStrategyId, ReplacedStrategy::getFirstEvent, Long::sum, TreeMap::new));
        return new WhatIf(
                result.getFirstEvent(),
                result.getLastEvent(),
                replaced,
                result.getAddedList(),
                result.getKeptList(),
                run(result.getJournaledStatisticsList(), result.getJournaledDigest()),
                run(result.getOtherStatisticsList(), result.getOtherDigest()),
                new Diff(
                        changes.stream().map(WireWhatIf::change).toList(),
                        result.getCountsList().stream()
                                .map(each -> new DiffCounts(
                                        each.getStrategyId(),
                                        each.getJournaled(),
                                        each.getOther(),
                                        each.getSame(),
                                        each.getAdded(),
                                        each.getRemoved(),
                                        each.getMoved(),
                                        each.getChanged(),
                                        each.getConfidence(),
                                        each.getLevels(),
                                        each.getReason()))
                                .toList(),
                        result.getMovedWithin()));
    }

    private static BacktestResult run(List<RunStatistics> statistics, String digest) {
        return new BacktestResult(
                List.of(),
                statistics.stream()
                        .map(each ->
                                new StrategyDocument(each.getStrategyId(), each.getStrategyHash(), "", "", 0, 0, null))
                        .toList(),
                List.of(),
                new TreeMap<>(),
                List.of(),
                statistics.stream().map(WireWhatIf::statistics).toList(),
                null,
                digest,
                "",
                0);
    }

    private static StrategyStatistics statistics(RunStatistics each) {
        double hitRate = (double) each.getWins() / each.getScored();
        Map<Reason, Long> endings = new EnumMap<>(Reason.class);
        each.getEndingsList().forEach(ending -> endings.put(ending(ending.getStatus()), ending.getCount()));
        return new StrategyStatistics(
                each.getStrategyId(),
                each.getEntries(),
                each.getBuys(),
                each.getSells(),
                each.getHolds(),
                endings,
                each.getOpen(),
                each.getScored(),
                each.getWins(),
                each.hasMeanReturn() ? each.getMeanReturn() : Double.NaN,
                each.hasMeanMaxFavourable() ? each.getMeanMaxFavourable() : Double.NaN,
                each.hasMeanMaxAdverse() ? each.getMeanMaxAdverse() : Double.NaN,
                each.hasBrierScore() ? each.getBrierScore() : Double.NaN,
                hitRate * (1 - hitRate),
                List.of());
    }

    private static Change change(SignalChange change) {
        return new Change(
                switch (change.getKind()) {
                    case CHANGE_KIND_ADDED -> ChangeKind.ADDED;
                    case CHANGE_KIND_REMOVED -> ChangeKind.REMOVED;
                    case CHANGE_KIND_MOVED -> ChangeKind.MOVED;
                    case CHANGE_KIND_CHANGED -> ChangeKind.CHANGED;
                    case CHANGE_KIND_UNSPECIFIED, UNRECOGNIZED -> throw newer("change", change.getKindValue());
                },
                change.hasJournaled() ? Optional.of(row(change.getJournaled())) : Optional.empty(),
                change.hasOther() ? Optional.of(row(change.getOther())) : Optional.empty(),
                change.getBars(),
                differences(change));
    }

    private static Set<Difference> differences(SignalChange change) {
        return change.getDifferencesList().stream()
                .map(each -> switch (each) {
                    case SIGNAL_DIFFERENCE_CONFIDENCE -> Difference.CONFIDENCE;
                    case SIGNAL_DIFFERENCE_LEVELS -> Difference.LEVELS;
                    case SIGNAL_DIFFERENCE_REASON -> Difference.REASON;
                    case SIGNAL_DIFFERENCE_UNSPECIFIED, UNRECOGNIZED -> throw newer("difference", each.ordinal());
                })
                .collect(Collectors.toSet());
    }

    private static SignalRow row(RunSignal run) {
        Signal signal = run.getSignal();
        long end = nanos(signal.getBarEndTime());
        return new SignalRow(
                signal.getSymbol(),
                Timeframe.parse(signal.getTimeframe()),
                signal.getStrategyId(),
                signal.getArm(),
                nanos(signal.getBarStartTime()),
                end,
                signal.getBarOrdinal(),
                Side.valueOf(signal.getSide().name().substring("SIDE_".length())),
                Reason.valueOf(signal.getReason().name().substring("SIGNAL_REASON_".length())),
                signal.hasConfidence() ? signal.getConfidence() : Double.NaN,
                signal.getReferencePrice(),
                signal.hasStop() ? signal.getStop() : Double.NaN,
                signal.hasTarget() ? signal.getTarget() : Double.NaN,
                signal.getExpiryBars(),
                signal.hasExpiryTime() ? nanos(signal.getExpiryTime()) - end : 0,
                signal.getSignalId(),
                signal.getCloses(),
                signal.getStatus() == SignalStatus.SIGNAL_STATUS_UNSPECIFIED ? "" : status(signal.getStatus()),
                run.hasExitPrice() ? run.getExitPrice() : Double.NaN,
                run.hasGrossReturn() ? run.getGrossReturn() : Double.NaN,
                run.hasMaxFavourable() ? run.getMaxFavourable() : Double.NaN,
                run.hasMaxAdverse() ? run.getMaxAdverse() : Double.NaN,
                false,
                false,
                signal.getReadiness() == Readiness.READINESS_CONVERGED);
    }

    private static String status(SignalStatus status) {
        return status.name().substring("SIGNAL_STATUS_".length());
    }

    private static Reason ending(SignalStatus status) {
        return Reason.valueOf(status(status));
    }

    private static long nanos(Timestamp time) {
        return time.getSeconds() * SECOND + time.getNanos();
    }

    private static IllegalStateException newer(String what, int value) {
        return new IllegalStateException("expected an engine of this release, found " + what + "=" + value);
    }
}
