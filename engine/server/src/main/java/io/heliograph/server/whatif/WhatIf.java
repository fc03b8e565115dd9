package io.heliograph.server.whatif;

import io.heliograph.server.backtest.BacktestResult;
import java.util.List;
import java.util.Map;

/**
 * A journal with other strategies, beside the journal as it is.
 *
 * @param fromEvent number of the first event of both runs; above 1 where what came before is not kept any more, and the state
 *     of a snapshot stands in for it
 * @param throughEvent number of the last event of both runs
 * @param replaced strategies that stood in for journaled ones, by id, with the number of the event that applied those first
 * @param added ids of strategies that were in force from the first event
 * @param kept ids of the journal's other strategies, applied when they were
 * @param journaled what the journal's own strategies conclude
 * @param other what the others conclude
 */
public record WhatIf(
        long fromEvent,
        long throughEvent,
        Map<String, Long> replaced,
        List<String> added,
        List<String> kept,
        BacktestResult journaled,
        BacktestResult other,
        Diff diff) {}
