package io.heliograph.server.cli.journal;

import io.heliograph.journal.seal.Checkpoint;
import io.heliograph.journal.seal.SealFindings;
import io.heliograph.journal.seal.SealRecord;
import io.heliograph.journal.seal.SealVerdict;
import io.heliograph.server.cli.console.JsonLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a check of seals found, as lines for people or as fields for programs. */
final class SealText {
    private SealText() {}

    static List<String> lines(SealFindings seals) {
        if (seals.verdict() == SealVerdict.UNSIGNED) {
            return List.of("signature   " + String.join("; ", seals.problems()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("signature   " + seals.verdict().text()
                + seals.record().map(SealText::sealed).orElse(""));
        if (!seals.trust().isEmpty()) {
            lines.add("  trusted: " + seals.trust());
        }
        seals.notes().forEach(note -> lines.add("  " + note));
        seals.problems().forEach(problem -> lines.add("  " + problem));
        return lines;
    }

    private static String sealed(SealRecord record) {
        Checkpoint last = Checkpoint.of(record);
        String voided =
                last.voided().count() == 0 ? "" : ", with " + last.voided().count() + " voided,";
        return ": sealed through event " + last.event() + " and output " + last.output() + voided + " by checkpoint "
                + last.number() + " of " + Instant.ofEpochSecond(0, last.timeNs()) + ", key " + record.keyName();
    }

    static JsonLine put(JsonLine line, SealFindings seals) {
        line.put("signature", seals.verdict().text());
        seals.record()
                .map(Checkpoint::of)
                .ifPresent(last -> line.put("checkpoint", last.number())
                        .put("sealed_event", last.event())
                        .put("sealed_output", last.output())
                        .put("sealed_voided", last.voided().count()));
        return line.put("unsigned_events", seals.unsignedEvents())
                .put("unsigned_outputs", seals.unsignedOutputs())
                .put("unsigned_voided", seals.unsignedVoided())
                .put("key", seals.keyName())
                .put("trust", seals.trust())
                .put("seal_notes", seals.notes())
                .put("seal_problems", seals.problems());
    }
}
