package io.heliograph.server.cli.journal;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.LostRange;
import io.heliograph.journal.VoidedEvents;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.text.TimeText;
import java.util.ArrayList;
import java.util.List;

/** What an operator gave up of a journal, for the commands that look at it. */
final class GivenUp {
    private GivenUp() {}

    /** A line for each lost range of events and each voided event; none of a journal that kept everything. */
    static List<String> text(JournalView journal) {
        List<String> lines = new ArrayList<>();
        for (LostRange range : journal.events().lost()) {
            lines.add("lost      events " + range + ", accepted by event " + (range.last() + 1));
        }
        for (VoidedEvents.Entry entry : journal.events().voided().entries()) {
            lines.add("voided    event " + entry.sequence() + " at " + TimeText.of(entry.voidedNs()) + " by "
                    + entry.actor() + ": " + entry.reason());
        }
        return lines;
    }

    /** The same as JSON objects. */
    static List<String> json(JournalView journal) {
        List<String> lines = new ArrayList<>();
        for (LostRange range : journal.events().lost()) {
            lines.add(describe(new JsonLine().put("is", "lost"), range).toString());
        }
        for (VoidedEvents.Entry entry : journal.events().voided().entries()) {
            lines.add(describe(new JsonLine().put("is", "voided"), entry).toString());
        }
        return lines;
    }

    /** The same as members {@code lost} and {@code voided} of one object, empty lists where everything was kept. */
    static JsonLine put(JsonLine line, JournalView journal) {
        return line.putObjects(
                        "lost",
                        journal.events().lost().stream()
                                .map(range -> describe(new JsonLine(), range))
                                .toList())
                .putObjects(
                        "voided",
                        journal.events().voided().entries().stream()
                                .map(entry -> describe(new JsonLine(), entry))
                                .toList());
    }

    private static JsonLine describe(JsonLine line, LostRange range) {
        return line.put("first", range.first()).put("last", range.last());
    }

    private static JsonLine describe(JsonLine line, VoidedEvents.Entry entry) {
        return line.put("sequence", entry.sequence())
                .put("at", TimeText.of(entry.voidedNs()))
                .put("actor", entry.actor())
                .put("reason", entry.reason());
    }
}
