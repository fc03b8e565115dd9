package io.heliograph.server.trial;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.SequenceCompactedException;
import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.JournalRun;
import io.heliograph.server.backtest.RunOptions;
import io.heliograph.server.backtest.SignalRange;
import io.heliograph.server.backtest.StrategyPlan;
import io.heliograph.server.backtest.TooManySignalsException;
import io.heliograph.server.backtest.WatchedBars;
import io.heliograph.server.feed.FeedListener;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.task.Outcome;
import io.heliograph.server.task.TaskProgress;
import io.heliograph.server.whatif.WhatIf;
import io.heliograph.server.whatif.WhatIfRun;
import io.heliograph.v1.ErrorReason;
import java.nio.file.Path;
import java.util.List;

/**
 * Strategies and the stretch of a journal that they are tried on. Reads through files of its own; each of its runs is of
 * one thread.
 *
 * @param directory of the journal
 * @param mostSignals that a run may have; above, it ends with RESULT_TOO_LARGE, for they are kept in memory
 */
record Trial(Path directory, List<CompiledStrategy> strategies, SignalRange range, int mostSignals) {
    private static final int RUNS_OF_A_WHAT_IF = 2;

    /** What a trial does once it knows the journal and where it ends. */
    private interface Run {
        Outcome of(String journalId, RunOptions options, FeedListener listener) throws BacktestException;
    }

    /** These strategies alone. */
    Outcome backtest(int rows, TaskProgress progress) {
        return run(1, progress, (journalId, options, listener) -> {
            JournalRun run = new JournalRun(directory, StrategyPlan.only(strategies), options, WatchedBars.none());
            BacktestResult result = run.run(listener);
            return TrialMapper.backtest(journalId, run.firstEvent(), run.lastEvent(), result, rows);
        });
    }

    /** These strategies in the place of the journal's. */
    Outcome whatIf(int movedWithin, int rows, TaskProgress progress) {
        return run(RUNS_OF_A_WHAT_IF, progress, (journalId, options, listener) -> {
            WhatIf whatIf = new WhatIfRun(directory, strategies, movedWithin, options).run(listener);
            return TrialMapper.whatIf(journalId, whatIf, rows);
        });
    }

    private Outcome run(int times, TaskProgress progress, Run run) {
        String journalId;
        long first;
        long last;
        try (JournalView journal = JournalView.open(directory)) {
            journalId = journal.id().toString();
            last = Math.min(range.lastEvent(), journal.events().head());
            first = journal.events().first();
            requireKept(first);
            requireThere(journal.events().head());
        } catch (JournalException e) {
            throw told(e);
        }
        RunOptions options = new RunOptions(range.through(last), false, mostSignals);
        try {
            return run.of(journalId, options, new Told(progress, times * (last - first + 1)));
        } catch (BacktestException e) {
            throw Rejection.invalid("strategies", e.getMessage());
        } catch (TooManySignalsException e) {
            throw new Rejection(ErrorReason.ERROR_REASON_RESULT_TOO_LARGE, e.getMessage()).with("limit", mostSignals);
        } catch (JournalException e) {
            throw told(e);
        }
    }

    private void requireKept(long first) {
        if (range.lastEvent() < first) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_SEQUENCE_COMPACTED,
                            "expected an event that is kept to end with, found range.last_event=" + range.lastEvent()
                                    + " first_available_sequence=" + first)
                    .with("first_available_sequence", first);
        }
    }

    private void requireThere(long head) {
        if (range.firstEvent() > head) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_SEQUENCE_IN_FUTURE,
                            "expected an event of the journal, found range.first_event=" + range.firstEvent()
                                    + " head_sequence=" + head)
                    .with("head_sequence", head);
        }
    }

    /** Retention may delete what a run is reading; that is no damage. */
    private static Rejection told(JournalException failure) {
        if (failure instanceof SequenceCompactedException compacted) {
            return new Rejection(ErrorReason.ERROR_REASON_SEQUENCE_COMPACTED, compacted.getMessage())
                    .with("first_available_sequence", compacted.firstAvailable());
        }
        return new Rejection(ErrorReason.ERROR_REASON_ENGINE_FAILED, failure.getMessage());
    }

    /** Hears shares and tells events. */
    private record Told(TaskProgress progress, long total) implements FeedListener {
        @Override
        public void onUnknownColumn(String file, String column) {
            // A journal has no columns.
        }

        @Override
        public void onBadRow(String problem) {
            // A journal has no rows.
        }

        @Override
        public void onRefused(String file, long line, String reason, String message) {
            // What a journal refuses is counted by the run.
        }

        @Override
        public void onProgress(long rows, double share) {
            progress.at(Math.round(share * total), total);
        }
    }
}
