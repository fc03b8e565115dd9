package io.heliograph.journal.replay;

import io.heliograph.core.EventEncoder;
import io.heliograph.journal.Damage;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalDamage;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.snapshot.Snapshot;
import io.heliograph.journal.snapshot.SnapshotStore;
import java.nio.file.Path;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/** What is damaged of a journal, told in the same words by the engine that refuses to start and by those that look. */
public final class DamageReport {
    private final Path directory;
    private final JournalOptions options;
    private final Optional<Snapshot> snapshot;
    private final long newestSnapshot;

    DamageReport(Path directory, JournalOptions options) {
        this.directory = directory;
        this.options = options;
        SnapshotStore snapshots = SnapshotStore.in(directory, Journal.idOf(directory));
        this.snapshot = snapshots.newest(Long.MAX_VALUE, Long.MAX_VALUE, problem -> {});
        this.newestSnapshot = snapshots.sequences().stream().findFirst().orElse(0L);
    }

    /**
     * What to tell of a journal on which a start or a reader failed.
     *
     * @param failure what it failed with
     * @return place, range and remedy where damage is found that was forced; else what the failure says
     */
    public static String of(Path directory, JournalOptions options, JournalException failure) {
        if (!(failure instanceof JournalCorruptException)
                || failure instanceof LossRefusedException
                || failure instanceof ReplayDifferenceException
                || failure instanceof PoisonEventException) {
            return failure.getMessage();
        }
        try {
            return new DamageReport(directory, options).text().orElse(failure.getMessage());
        } catch (JournalException | IllegalArgumentException e) {
            return failure.getMessage(); // not even the journal's identity can be read: the failure told of that
        }
    }

    private Optional<String> text() {
        for (LogKind log : LogKind.values()) {
            Optional<Damage> damage = search(log).found();
            if (damage.isPresent()) {
                return Optional.of(damage.get().text());
            }
        }
        for (LogKind log : LogKind.values()) {
            Optional<Damage> damage =
                    JournalDamage.search(directory, options, log, 0, 0).found();
            if (damage.isPresent()) {
                return Optional.of(damage.get().textBeforeSnapshot());
            }
        }
        return Optional.empty();
    }

    /** Looks for what a start could not read. */
    JournalDamage search(LogKind log) {
        return switch (log) {
            case EVENTS ->
                JournalDamage.search(
                        directory,
                        options,
                        log,
                        Math.max(newestSnapshot, lastCause()),
                        snapshot.map(Snapshot::eventSequence).orElse(0L));
            case OUTPUTS ->
                JournalDamage.search(
                        directory,
                        options,
                        log,
                        0,
                        snapshot.map(Snapshot::outputSequence).orElse(0L));
        };
    }

    /** The highest epoch of either log. */
    long newestEpoch() {
        return Math.max(
                search(LogKind.EVENTS).newestEpoch(), search(LogKind.OUTPUTS).newestEpoch());
    }

    /** When the last event of the whole part was received; 0 where there is none. */
    static long lastReceiveTime(JournalDamage events) {
        byte[] record = events.lastRecord();
        return record == null ? 0 : EventEncoder.receiveTime(new UnsafeBuffer(record), 0);
    }

    /** The event that caused the last output that can be read was in the log. */
    private long lastCause() {
        byte[] record = search(LogKind.OUTPUTS).lastRecord();
        return record == null ? 0 : RecordText.causeOf(new UnsafeBuffer(record), 0);
    }
}
