package io.heliograph.server.cli.trial;

import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.whatif.OutputCounts;
import io.heliograph.server.whatif.Replayed;
import java.util.ArrayList;
import java.util.List;

/** What a replay came to, as lines for people or as JSON. */
final class ReplayText {
    private final Replayed replayed;

    ReplayText(Replayed replayed) {
        this.replayed = replayed;
    }

    List<String> lines() {
        OutputCounts counts = replayed.counts();
        List<String> lines = new ArrayList<>();
        lines.add("journal   " + replayed.journalId());
        lines.add("events    " + replayed.events() + ", of the market " + replayed.marketEvents()
                + (replayed.firstEvent() == 1
                        ? ""
                        : "; from event " + replayed.firstEvent()
                                + ": what came before is not kept, a snapshot stands in" + " for it"));
        lines.add("outputs   " + counts.total() + ": bars " + counts.bars() + ", signals " + counts.signals()
                + ", endings " + counts.endings() + ", outcomes " + counts.outcomes() + ", faults " + counts.faults());
        lines.add("recorded  " + replayed.recorded()
                + (replayed.missing() > 0
                        ? ", " + replayed.missing() + " less than the replay gives: not written yet, or cut off; the"
                                + " digests are of the first " + replayed.recorded()
                        : ""));
        if (replayed.isEqual()) {
            lines.add("digest    " + replayed.digestThere() + ", as recorded");
        } else {
            lines.add("digest    " + replayed.contentDigest());
            lines.add("DIFFERS   " + replayed.recordedDigest() + " was recorded: the journal does not hold what its"
                    + " events give");
        }
        return lines;
    }

    List<String> json() {
        OutputCounts counts = replayed.counts();
        return List.of(new JsonLine()
                .put("journal", replayed.journalId())
                .put("first_event", replayed.firstEvent())
                .put("events", replayed.events())
                .put("market_events", replayed.marketEvents())
                .put("outputs", counts.total())
                .put("bars", counts.bars())
                .put("signals", counts.signals())
                .put("endings", counts.endings())
                .put("outcomes", counts.outcomes())
                .put("faults", counts.faults())
                .put("content_digest", replayed.contentDigest())
                .put("recorded_outputs", replayed.recorded())
                .put("recorded_digest", replayed.recordedDigest())
                .put("equal", replayed.isEqual())
                .toString());
    }
}
