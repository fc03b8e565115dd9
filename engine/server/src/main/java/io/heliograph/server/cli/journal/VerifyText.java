package io.heliograph.server.cli.journal;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.JournalView.EpochRange;
import io.heliograph.journal.Log;
import io.heliograph.journal.replay.AuditFindings;
import io.heliograph.journal.replay.ReplayDifferenceException;
import io.heliograph.journal.seal.SealFindings;
import io.heliograph.journal.seal.SealVerdict;
import io.heliograph.journal.snapshot.SnapshotFinding;
import io.heliograph.journal.snapshot.SnapshotFinding.Standing;
import io.heliograph.server.cli.console.JsonLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a verification found, as lines for people or one for programs. */
final class VerifyText {
    private final JournalView journal;
    private final SealFindings seals;

    VerifyText(JournalView journal, SealFindings seals) {
        this.journal = journal;
        this.seals = seals;
    }

    List<String> lines(ReplayDifferenceException difference) {
        List<String> lines = new ArrayList<>(List.of(
                "DIFFERENCE  output " + difference.sequence() + ", caused by event " + difference.cause()
                        + "; everything before it is equal",
                "  recorded  " + difference.recorded(),
                "  replayed  " + difference.replayed()));
        if (seals.verdict() != SealVerdict.UNSIGNED) {
            lines.addAll(SealText.lines(seals));
        }
        return lines;
    }

    String json(ReplayDifferenceException difference) {
        JsonLine line = new JsonLine()
                .put("result", "DIFFERENCE")
                .put("journal_id", journal.id().toString())
                .put("output_sequence", difference.sequence())
                .put("cause", difference.cause())
                .put("recorded", difference.recorded())
                .put("replayed", difference.replayed());
        return SealText.put(line, seals).toString();
    }

    List<String> lines(AuditFindings findings, double seconds) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-12s%s", result(findings), sentence(findings)));
        lines.add("journal     " + journal.id());
        lines.add("epochs      " + epochs());
        lines.add("begun       " + begun(findings));
        lines.add(range("events", findings.trustedEvent() + 1, findings.events(), lost(findings)));
        lines.add(range("outputs", findings.trustedOutput() + 1, findings.outputs(), 0) + behind(findings));
        lines.add("segments    events=" + segments(journal.events()) + " outputs=" + segments(journal.outputs()));
        lines.add("snapshots   " + snapshots(findings.snapshots()));
        for (SnapshotFinding each : findings.snapshots()) {
            if (each.standing() != Standing.EQUAL) {
                lines.add("  " + describe(each));
            }
        }
        lines.add("digest      " + findings.contentDigest()
                + (findings.trustedOutput() == 0 ? "" : ", with the outputs before as the snapshot says them"));
        lines.add("core level  " + joined(findings.coreLevels()) + "  written by " + joined(findings.builds()));
        lines.add("durable     events=" + journal.events().durable() + " outputs="
                + journal.outputs().durable());
        lines.addAll(GivenUp.text(journal));
        lines.addAll(SealText.lines(seals));
        lines.add(
                String.format(Locale.ROOT, "rate        %.0f events/s, %.2f s", findings.events() / seconds, seconds));
        return lines;
    }

    String json(AuditFindings findings, double seconds) {
        JsonLine line = new JsonLine()
                .put("result", result(findings))
                .put("journal_id", journal.id().toString())
                .put("epochs", journal.epochs().size())
                .put("epoch", journal.lastEpoch())
                .put("first_event", findings.trustedEvent() + 1)
                .put("events", findings.events())
                .put("first_output", findings.trustedOutput() + 1)
                .put("outputs", findings.outputs())
                .put("trusted_event", findings.trustedEvent())
                .put("tombstone", findings.tombstone())
                .put("void_outputs", findings.voidOutputs())
                .put("missing_outputs", findings.missingOutputs())
                .put("event_segments", segments(journal.events()))
                .put("output_segments", segments(journal.outputs()))
                .put(
                        "snapshots",
                        findings.snapshots().stream().map(VerifyText::describe).toList())
                .put("durable_event", journal.events().durable())
                .put("durable_output", journal.outputs().durable())
                .put("content_digest", findings.contentDigest())
                .put(
                        "core_levels",
                        findings.coreLevels().stream().map(String::valueOf).toList())
                .put("builds", findings.builds())
                .put("events_per_second", findings.events() / seconds);
        return SealText.put(GivenUp.put(line, journal), seals).toString();
    }

    private static String result(AuditFindings findings) {
        if (findings.hasDifference()) {
            return "DIFFERENCE";
        }
        return findings.hasDamage() ? "CORRUPT" : "OK";
    }

    private static String sentence(AuditFindings findings) {
        if (findings.hasDifference()) {
            return "every output follows from the events, and a snapshot does not";
        }
        return findings.hasDamage()
                ? "every output follows from the events, and a snapshot is damaged: a start passes it over"
                : "every output follows from the events";
    }

    private String begun(AuditFindings findings) {
        if (findings.trustedEvent() == 0) {
            return "at the first event; nothing is taken on trust";
        }
        return "behind event " + findings.trustedEvent()
                + " with the state of its snapshot, which is trusted"
                + (findings.tombstone() == 0 ? "" : "; tombstone " + findings.tombstone() + " names it")
                + "; kept from event "
                + journal.events().first() + " on";
    }

    private long lost(AuditFindings findings) {
        return journal.events().lost().stream()
                .filter(range -> range.first() > findings.trustedEvent())
                .mapToLong(range -> range.last() - range.first() + 1)
                .sum();
    }

    private static String range(String log, long first, long count, long lost) {
        String sequences = count == 0 ? "" : ", sequences " + first + " to " + (first + count + lost - 1);
        return String.format(Locale.ROOT, "%-12s%d%s", log, count, sequences);
    }

    /** What the ends of the logs do not share, when an engine was killed or is at work. */
    private static String behind(AuditFindings findings) {
        String more = findings.voidOutputs() == 0
                ? ""
                : "; " + findings.voidOutputs() + " more were caused by events behind the last one seen, not compared";
        return findings.missingOutputs() == 0
                ? more
                : more + "; " + findings.missingOutputs() + " that the last events cause are not written yet";
    }

    private static String snapshots(List<SnapshotFinding> snapshots) {
        long equal = snapshots.stream()
                .filter(each -> each.standing() == Standing.EQUAL)
                .count();
        return snapshots.isEmpty()
                ? "none"
                : equal + " of " + snapshots.size() + " hold the state that the events lead to";
    }

    private static String describe(SnapshotFinding each) {
        String digest = each.digest().isEmpty() ? "" : " sha256=" + each.digest();
        String found = each.found().isEmpty() ? "" : " " + each.found();
        return "event=" + each.event() + " " + each.standing() + digest + found;
    }

    private int segments(Log log) {
        return journal.segments(log.kind()).size();
    }

    private String epochs() {
        List<EpochRange> epochs = journal.epochs();
        if (epochs.isEmpty()) {
            return "none: never started";
        }
        EpochRange last = epochs.get(epochs.size() - 1);
        return epochs.size() + ", the newest is " + last.epoch() + " from event " + last.firstEvent();
    }

    private static String joined(List<?> values) {
        return values.isEmpty()
                ? "unknown"
                : String.join(", ", values.stream().map(String::valueOf).toList());
    }
}
