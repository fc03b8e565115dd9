package io.heliograph.journal.seal;

import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.seal.SealFolder.Records;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Whether a journal is the one that was sealed: its records signed and in one chain, the blocks as signed, both logs hashed
 * again, the voided events listed as signed, and all of it as the witnesses saw it.
 *
 * <p>Takes no lock and changes no byte. Beside a running engine seals are read before the logs, and witnesses by the caller
 * before both, so what is sealed meanwhile is never taken for missing.
 */
public final class SealCheck {
    private final Path directory;
    private final JournalOptions options;
    private final List<SealPublicKey> trusted;
    private final List<SealRecord> witness;
    private final SealFindings findings = new SealFindings();

    private SealCheck(Path directory, JournalOptions options, List<SealPublicKey> trusted, List<SealRecord> witness) {
        this.directory = directory;
        this.options = options;
        this.trusted = trusted;
        this.witness = witness;
    }

    /**
     * Checks the journal in {@code directory}.
     *
     * @param trusted keys known from elsewhere; none = those that the witness names, or else the journal itself
     * @param witness records kept elsewhere; may be of other journals too, which are left alone
     * @throws IllegalArgumentException if no journal is there
     * @throws io.heliograph.journal.JournalVersionException if another release wrote something there
     */
    public static SealFindings run(
            Path directory, JournalOptions options, List<SealPublicKey> trusted, List<SealRecord> witness) {
        SealCheck check = new SealCheck(directory, options, trusted, witness);
        check.run();
        return check.findings;
    }

    private void run() {
        SealFolder folder = SealFolder.in(directory);
        Records records = folder.records();
        List<SealBlock> events = folder.blocks(LogKind.EVENTS);
        List<SealBlock> outputs = folder.blocks(LogKind.OUTPUTS);
        if (records.records().isEmpty() && records.rest() == 0 && witness.isEmpty()) {
            findings.found(SealVerdict.UNSIGNED, "there are no seals");
            return;
        }
        try (JournalView journal = JournalView.open(directory, options)) {
            List<SealRecord> copies = witnessOf(journal.id());
            if (records.records().isEmpty() && records.rest() == 0) {
                findUnsigned(copies);
                return;
            }
            RecordCheck signed = new RecordCheck(records, trusted, copies, findings);
            signed.run(journal.id());
            if (signed.checkpoints().isEmpty()) {
                findings.found(SealVerdict.UNSIGNED_TAIL, "nothing was sealed yet");
                return;
            }
            TombstoneCheck tombstones = new TombstoneCheck(journal, signed);
            new ChainCheck(journal, LogKind.EVENTS, events, signed, tombstones, findings).run();
            new ChainCheck(journal, LogKind.OUTPUTS, outputs, signed, tombstones, findings).run();
            new VoidCheck(journal.events().voided(), signed.last()).run(findings);
            findTail(journal, signed.last());
        } catch (JournalCorruptException e) {
            findings.found(SealVerdict.CORRUPT, e.getMessage());
        }
    }

    private List<SealRecord> witnessOf(UUID journal) {
        List<SealRecord> ours = witness.stream()
                .filter(each -> each.journalId().equals(journal))
                .toList();
        if (ours.size() < witness.size()) {
            findings.note("the witness holds " + (witness.size() - ours.size()) + " records of other journals");
        }
        if (!witness.isEmpty() && ours.isEmpty()) {
            findings.note("the witness holds nothing of this journal");
        }
        return ours;
    }

    private void findUnsigned(List<SealRecord> copies) {
        if (copies.isEmpty()) {
            findings.found(SealVerdict.UNSIGNED, "there are no seals, and the witness holds none of this journal");
        } else {
            SealRecord last = copies.get(copies.size() - 1);
            findings.found(
                    SealVerdict.TRUNCATED,
                    "there are no seals, and the witness holds some: record=" + last.number() + " key="
                            + last.keyName());
        }
    }

    private void findTail(JournalView journal, Checkpoint last) {
        long events = Math.max(0, journal.events().head() - last.event());
        long outputs = Math.max(0, journal.outputs().head() - last.output());
        findings.tail(events, outputs);
        if (events + outputs > 0) {
            findings.found(
                    SealVerdict.UNSIGNED_TAIL,
                    "not sealed yet: events=" + events + " behind " + last.event() + ", outputs=" + outputs + " behind "
                            + last.output());
        }
    }
}
