package io.heliograph.journal.faults;

import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.replay.AuditReplay;
import io.heliograph.journal.replay.LiveEngine;
import io.heliograph.journal.replay.ReplayProgress;
import java.nio.file.Path;
import java.util.List;

/** What a damaged copy of a journal may come to: it is refused with a place, or gives what the journal gave. */
final class Judgement {
    private static final int CORRUPT = 4;
    private static final int OTHER_VERSION = 9;

    private final SampleJournal journal;

    Judgement(SampleJournal journal) {
        this.journal = journal;
    }

    /** How it ended. */
    enum Outcome {
        DETECTED,
        HARMLESS
    }

    /** Reads and audits, and changes nothing. */
    Outcome ofAudit(Path copy) {
        try (JournalView view = JournalView.open(copy, SampleJournal.options())) {
            new AuditReplay(view).run(ReplayProgress.NONE);
            requirePrefix("events", journal.events(), SampleJournal.records(view.events()), journal.durableEvent());
            requirePrefix("outputs", journal.outputs(), SampleJournal.records(view.outputs()), journal.durableOutput());
            return Outcome.HARMLESS;
        } catch (JournalException e) {
            return detected(e);
        }
    }

    /** Starts an engine on it, twice: the second start must find what the first one left. */
    Outcome ofRecovery(Path copy) {
        try {
            long first = start(copy);
            long second = start(copy);
            if (second < first) {
                throw new AssertionError("the second start lost events: first=" + first + " second=" + second);
            }
            return Outcome.HARMLESS;
        } catch (JournalException e) {
            return detected(e);
        }
    }

    /** Recovers and goes on a little; answers the last event. */
    private long start(Path copy) {
        try (LiveEngine engine = new LiveEngine(copy, SampleJournal.options())) {
            engine.trade(3);
            List<String> events = SampleJournal.records(engine.journal().events());
            List<String> outputs = SampleJournal.records(engine.journal().outputs());
            long kept = kept(journal.events(), events);
            if (kept < journal.durableEvent()) {
                throw new AssertionError(
                        "recovery lost what was forced: kept=" + kept + " durable=" + journal.durableEvent());
            }
            long stands =
                    journal.causes().stream().filter(cause -> cause <= kept).count();
            if (kept(journal.outputs(), outputs) < stands) {
                throw new AssertionError("recovery gives other outputs: same=" + kept(journal.outputs(), outputs)
                        + " expected=" + stands);
            }
            return engine.core().eventSequence();
        }
    }

    private static Outcome detected(JournalException e) {
        if (e.exitCode() != CORRUPT && e.exitCode() != OTHER_VERSION) {
            throw new AssertionError("refused with another code: exitCode=" + e.exitCode(), e);
        }
        if (!e.getMessage()
                .matches("(?s).*(file|folder|segment|log|sequence|outputSequence|namedBy|events|outputs)[=:].*")) {
            throw new AssertionError("refused without a place: " + e.getMessage(), e);
        }
        return Outcome.DETECTED;
    }

    private static void requirePrefix(String log, List<String> expected, List<String> found, long least) {
        if (found.size() < least || found.size() > expected.size() || kept(expected, found) < found.size()) {
            throw new AssertionError("read without a word: log=" + log + " found=" + found.size() + " same="
                    + kept(expected, found) + " expected=" + expected.size() + " durable=" + least);
        }
    }

    /** How many of the expected records stand at their place. */
    private static long kept(List<String> expected, List<String> found) {
        int i = 0;
        while (i < expected.size() && i < found.size() && expected.get(i).equals(found.get(i))) {
            i++;
        }
        return i;
    }
}
