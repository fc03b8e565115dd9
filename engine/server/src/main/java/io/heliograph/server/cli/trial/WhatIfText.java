package io.heliograph.server.cli.trial;

import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.backtest.StrategyDocument;
import io.heliograph.server.backtest.StrategyStatistics;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import io.heliograph.server.whatif.Change;
import io.heliograph.server.whatif.Diff;
import io.heliograph.server.whatif.DiffCounts;
import io.heliograph.server.whatif.Difference;
import io.heliograph.server.whatif.WhatIf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What would have been, beside what was, as lines for people or as JSON. */
final class WhatIfText {
    private static final int SHOWN = 20;

    private final WhatIf whatIf;
    private final long differences;

    WhatIfText(WhatIf whatIf) {
        this(whatIf, whatIf.diff().changes().size());
    }

    /** @param differences how many changes there are, of which not all need be at hand */
    WhatIfText(WhatIf whatIf, long differences) {
        this.whatIf = whatIf;
        this.differences = differences;
    }

    /** What was run, the rule, counts and statistics of both runs for each strategy, the first changes. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("events    " + whatIf.throughEvent()
                + (whatIf.fromEvent() == 1
                        ? ""
                        : ", run from " + whatIf.fromEvent() + ": what came before is not kept, a snapshot stands in"
                                + " for it"));
        lines.add("replaced  "
                + joined(whatIf.replaced().entrySet().stream()
                        .map(each -> each.getKey() + " (from event " + each.getValue() + ")")
                        .toList()));
        lines.add("added     " + joined(whatIf.added()) + (whatIf.added().isEmpty() ? "" : " (from the first event)"));
        lines.add("kept      " + joined(whatIf.kept()));
        lines.add("moved     same side, at most " + whatIf.diff().movedWithin()
                + " bars apart, the closest first; confidence, levels, reason: on the same bar");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-28s %8s %8s %8s %8s %8s %8s %11s %8s %8s",
                "signals of",
                "journal",
                "what-if",
                "same",
                "added",
                "removed",
                "moved",
                "confidence",
                "levels",
                "reason"));
        whatIf.diff().counts().forEach(each -> lines.add(row(each)));
        lines.add("");
        lines.add(StatisticsTable.head("strategy, run"));
        for (String strategy : strategies()) {
            statistics(whatIf.journaled(), strategy)
                    .ifPresent(each -> lines.add(StatisticsTable.row(strategy + ", journal", each)));
            statistics(whatIf.other(), strategy)
                    .ifPresent(each -> lines.add(StatisticsTable.row(strategy + ", what-if", each)));
        }
        addChanges(lines);
        lines.add("");
        lines.add("digest    " + whatIf.journaled().contentDigest() + ", journal");
        lines.add("digest    " + whatIf.other().contentDigest() + ", what-if");
        return lines;
    }

    /** One object for each strategy, then one for the run. */
    List<String> json() {
        List<String> lines = new ArrayList<>();
        for (String strategy : strategies()) {
            DiffCounts counts = counts(strategy);
            JsonLine line = new JsonLine()
                    .put("strategy", strategy)
                    .put("journal.hash", hash(whatIf.journaled(), strategy))
                    .put("what_if.hash", hash(whatIf.other(), strategy))
                    .put("journal.signals", counts.journaled())
                    .put("what_if.signals", counts.other())
                    .put("same", counts.same())
                    .put("added", counts.added())
                    .put("removed", counts.removed())
                    .put("moved", counts.moved())
                    .put("changed", counts.changed())
                    .put("confidence", counts.confidence())
                    .put("levels", counts.levels())
                    .put("reason", counts.reason());
            statistics(whatIf.journaled(), strategy).ifPresent(each -> StatisticsTable.put(line, "journal.", each));
            statistics(whatIf.other(), strategy).ifPresent(each -> StatisticsTable.put(line, "what_if.", each));
            lines.add(line.toString());
        }
        lines.add(new JsonLine()
                .put("first_event", whatIf.fromEvent())
                .put("events", whatIf.throughEvent())
                .put("replaced", List.copyOf(whatIf.replaced().keySet()))
                .put("added", whatIf.added())
                .put("kept", whatIf.kept())
                .put("moved_within", whatIf.diff().movedWithin())
                .put("differences", differences)
                .put("journal.content_digest", whatIf.journaled().contentDigest())
                .put("what_if.content_digest", whatIf.other().contentDigest())
                .toString());
        return lines;
    }

    private void addChanges(List<String> lines) {
        Diff diff = whatIf.diff();
        lines.add("");
        if (diff.isEmpty()) {
            lines.add("no signal differs");
            return;
        }
        int shown = Math.min(SHOWN, diff.changes().size());
        int atHand = diff.changes().size();
        String more = " (--out writes " + (atHand < differences ? "the first " + atHand : "all") + ")";
        lines.add("the first " + shown + " of " + differences + " changes" + (shown < differences ? more : ""));
        lines.add(String.format(
                Locale.ROOT,
                "%-8s %-20s %-8s %-5s %-28s %-4s  %s",
                "change",
                "bar end",
                "symbol",
                "bars",
                "strategy",
                "side",
                "what"));
        diff.changes().stream().limit(SHOWN).forEach(change -> lines.add(row(change)));
    }

    private static String row(DiffCounts each) {
        return String.format(
                Locale.ROOT,
                "%-28s %8d %8d %8d %8d %8d %8d %11d %8d %8d",
                each.strategy(),
                each.journaled(),
                each.other(),
                each.same(),
                each.added(),
                each.removed(),
                each.moved(),
                each.confidence(),
                each.levels(),
                each.reason());
    }

    private static String row(Change change) {
        SignalRow signal = change.signal();
        return String.format(
                Locale.ROOT,
                "%-8s %-20s %-8s %-5s %-28s %-4s  %s",
                change.kind().name().toLowerCase(Locale.ROOT),
                TimeText.of(signal.barEndNs()),
                signal.symbol(),
                signal.timeframe(),
                signal.strategy(),
                signal.side(),
                what(change));
    }

    private static String what(Change change) {
        if (change.journaled().isEmpty() || change.other().isEmpty()) {
            SignalRow signal = change.signal();
            return "reason " + signal.reason()
                    + (Double.isNaN(signal.confidence()) ? "" : ", confidence " + NumberText.of(signal.confidence()));
        }
        SignalRow from = change.journaled().get();
        SignalRow to = change.other().get();
        List<String> parts = new ArrayList<>();
        if (change.bars() != 0) {
            parts.add((change.bars() > 0 ? "+" : "") + change.bars() + " bars to " + TimeText.of(to.barEndNs()));
        }
        for (Difference difference : Difference.values()) {
            if (change.differences().contains(difference)) {
                parts.add(what(difference, from, to));
            }
        }
        return String.join(", ", parts);
    }

    private static String what(Difference difference, SignalRow from, SignalRow to) {
        return switch (difference) {
            case CONFIDENCE ->
                "confidence " + NumberText.of(from.confidence()) + " to " + NumberText.of(to.confidence());
            case LEVELS -> "levels " + levels(from) + " to " + levels(to);
            case REASON -> "reason " + from.reason() + " to " + to.reason();
        };
    }

    private static String levels(SignalRow row) {
        String expiry = row.expiryBars() > 0 ? ", " + row.expiryBars() + " bars" : "";
        return "(stop " + level(row.stop()) + ", target " + level(row.target()) + expiry + ")";
    }

    private static String level(double price) {
        return Double.isNaN(price) ? "none" : NumberText.of(price);
    }

    /** Of both runs, in the order of the what-if run. */
    private List<String> strategies() {
        Set<String> ids = new LinkedHashSet<>();
        whatIf.other().statistics().forEach(each -> ids.add(each.strategy()));
        whatIf.journaled().statistics().forEach(each -> ids.add(each.strategy()));
        return List.copyOf(ids);
    }

    private DiffCounts counts(String strategy) {
        return whatIf.diff().counts().stream()
                .filter(each -> each.strategy().equals(strategy))
                .findFirst()
                .orElse(new DiffCounts(strategy, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    private static Optional<StrategyStatistics> statistics(BacktestResult result, String strategy) {
        return result.statistics().stream()
                .filter(each -> each.strategy().equals(strategy))
                .findFirst();
    }

    private static String hash(BacktestResult result, String strategy) {
        return result.strategies().stream()
                .filter(each -> each.id().equals(strategy))
                .map(StrategyDocument::hash)
                .findFirst()
                .orElse("");
    }

    private static String joined(List<String> names) {
        return names.isEmpty() ? "none" : names.stream().collect(Collectors.joining(", "));
    }
}
