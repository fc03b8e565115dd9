package io.heliograph.server.explain;

import io.heliograph.journal.Log;
import io.heliograph.journal.LostRange;
import io.heliograph.journal.VoidedEvents;
import java.util.ArrayList;
import java.util.List;

/** Events that an operator gave up, in words: what follows from the others follows without them. */
final class GivenUp {
    private GivenUp() {}

    /** What became of an event that is void. */
    static String of(Log events, long event) {
        for (VoidedEvents.Entry entry : events.voided().entries()) {
            if (entry.sequence() == event) {
                return "voided by " + entry.actor() + ": " + entry.reason();
            }
        }
        return "lost, and accepted as lost";
    }

    /** A sentence for each loss before an event. */
    static List<String> before(Log events, long event) {
        List<String> sentences = new ArrayList<>();
        for (LostRange range : events.lost()) {
            if (range.last() < event) {
                sentences.add(
                        "Events " + range + " were lost before it, and accepted as lost: nothing here knows of them.");
            }
        }
        for (VoidedEvents.Entry entry : events.voided().entries()) {
            if (entry.sequence() < event) {
                sentences.add("Event " + entry.sequence() + " before it was voided by " + entry.actor() + ": "
                        + entry.reason());
            }
        }
        return sentences;
    }
}
