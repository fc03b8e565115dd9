package io.heliograph.server.cli.journal;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.JournalView.EpochRange;
import io.heliograph.journal.JournalView.SegmentRange;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.replay.CleanStop;
import io.heliograph.journal.replay.KindCounts;
import io.heliograph.journal.snapshot.Snapshot;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.text.TimeText;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a journal is, as lines for people or for programs. */
final class JournalInfoText {
    private final JournalView journal;
    private final KindCounts events;
    private final KindCounts outputs;
    private final SnapshotStore snapshots;
    private final boolean isClean;

    JournalInfoText(JournalView journal, KindCounts events, KindCounts outputs) {
        this.journal = journal;
        this.events = events;
        this.outputs = outputs;
        this.snapshots = SnapshotStore.of(journal);
        this.isClean = CleanStop.ends(journal);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("journal   " + journal.id() + "  created " + TimeText.of(journal.createdNs()));
        for (LogKind log : LogKind.values()) {
            KindCounts counts = log == LogKind.EVENTS ? events : outputs;
            lines.add(String.format(
                    Locale.ROOT,
                    "%-10sfirst=%d head=%d durable=%d recordBytes=%d",
                    name(log),
                    journal.log(log).first(),
                    journal.log(log).head(),
                    journal.log(log).durable(),
                    counts.bytes()));
            counts.byName().forEach((kind, count) -> lines.add(String.format(Locale.ROOT, "  %-20s%14d", kind, count)));
        }
        lines.add("mark      events=" + journal.markedEvent() + " outputs=" + journal.markedOutput());
        for (EpochRange epoch : journal.epochs()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "epoch %-4devents %s  outputs %s",
                    epoch.epoch(),
                    range(epoch.firstEvent(), epoch.lastEvent()),
                    range(epoch.firstOutput(), epoch.lastOutput())));
        }
        for (LogKind log : LogKind.values()) {
            for (SegmentRange segment : journal.segments(log)) {
                lines.add("segment   " + name(log) + "/" + segment.folder().getFileName() + "  "
                        + range(segment.first(), segment.last()) + "  epoch=" + segment.epoch() + " fileBytes="
                        + segment.fileBytes() + " created=" + TimeText.of(segment.createdNs()));
            }
        }
        for (long event : snapshots.sequences()) {
            lines.add("snapshot  " + describe(event));
        }
        lines.add("end       "
                + (isClean ? "clean: the last event is a forced stop" : "not clean, or an engine is at work"));
        lines.addAll(GivenUp.text(journal));
        if (!journal.tailFindings().isEmpty()) {
            lines.add("damaged   behind the end, never forced: " + journal.tailFindings());
        }
        return lines;
    }

    List<String> json() {
        List<String> lines = new ArrayList<>();
        lines.add(new JsonLine()
                .put("is", "journal")
                .put("journal_id", journal.id().toString())
                .put("created", TimeText.of(journal.createdNs()))
                .put("epoch", journal.lastEpoch())
                .put("first_event", journal.events().first())
                .put("event_head", journal.events().head())
                .put("durable_event", journal.events().durable())
                .put("event_bytes", events.bytes())
                .put("first_output", journal.outputs().first())
                .put("output_head", journal.outputs().head())
                .put("durable_output", journal.outputs().durable())
                .put("output_bytes", outputs.bytes())
                .put("marked_event", journal.markedEvent())
                .put("marked_output", journal.markedOutput())
                .put("clean_end", isClean)
                .put("damaged_tail", journal.tailFindings())
                .toString());
        for (EpochRange epoch : journal.epochs()) {
            lines.add(new JsonLine()
                    .put("is", "epoch")
                    .put("epoch", epoch.epoch())
                    .put("first_event", epoch.firstEvent())
                    .put("last_event", epoch.lastEvent())
                    .put("first_output", epoch.firstOutput())
                    .put("last_output", epoch.lastOutput())
                    .toString());
        }
        for (LogKind log : LogKind.values()) {
            for (SegmentRange segment : journal.segments(log)) {
                lines.add(new JsonLine()
                        .put("is", "segment")
                        .put("log", name(log))
                        .put("folder", segment.folder().getFileName().toString())
                        .put("ordinal", segment.ordinal())
                        .put("epoch", segment.epoch())
                        .put("first", segment.first())
                        .put("last", segment.last())
                        .put("file_bytes", segment.fileBytes())
                        .put("created", TimeText.of(segment.createdNs()))
                        .toString());
            }
            (log == LogKind.EVENTS ? events : outputs)
                    .byName()
                    .forEach((kind, count) -> lines.add(new JsonLine()
                            .put("is", "kind")
                            .put("log", name(log))
                            .put("kind", kind)
                            .put("count", count)
                            .toString()));
        }
        for (long event : snapshots.sequences()) {
            List<String> problems = new ArrayList<>();
            Optional<Snapshot> snapshot = snapshots.at(event, problems::add);
            JsonLine line =
                    new JsonLine().put("is", "snapshot").put("event", event).put("usable", snapshot.isPresent());
            snapshot.ifPresent(whole -> line.put("output", whole.outputSequence())
                    .put("epoch", whole.epoch())
                    .put("state_bytes", whole.stateBytes())
                    .put("taken", TimeText.of(whole.takenNs()))
                    .put("sha256", HexFormat.of().formatHex(whole.digest())));
            lines.add(line.put("problem", String.join("; ", problems)).toString());
        }
        lines.addAll(GivenUp.json(journal));
        return lines;
    }

    /** Each is read whole, which checks its digest. */
    private String describe(long event) {
        List<String> problems = new ArrayList<>();
        return snapshots
                .at(event, problems::add)
                .map(whole -> "event=" + event + " output=" + whole.outputSequence() + " epoch=" + whole.epoch()
                        + " stateBytes=" + whole.stateBytes() + " taken=" + TimeText.of(whole.takenNs()))
                .orElse("event=" + event + " NOT USABLE: " + String.join("; ", problems));
    }

    private static String range(long first, long last) {
        return last < first ? "none" : first + " to " + last;
    }

    private static String name(LogKind log) {
        return log.name().toLowerCase(Locale.ROOT);
    }
}
