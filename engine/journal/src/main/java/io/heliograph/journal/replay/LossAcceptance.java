package io.heliograph.journal.replay;

import io.heliograph.core.EventEncoder;
import io.heliograph.journal.Damage;
import io.heliograph.journal.JournalDamage;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LostRange;
import io.heliograph.journal.UnderLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Lets a journal whose logs are damaged where they were forced go on, because an operator accepts what that costs.
 *
 * <p>Lost events: the event log is cut off before the damage and goes on behind the last event ever known, with an event
 * that names the lost range; no sequence is used twice. Lost outputs cost nothing but time: their log is cut off, and
 * recovery computes them again. The damaged segments stay as evidence.
 */
public final class LossAcceptance implements UnderLock {
    private final List<Accepted> ranges;
    private final String actor;
    private final JournalOptions options;
    private final Consumer<String> diagnostics;

    /**
     * An acceptance of exactly these ranges.
     *
     * @param actor who accepts
     * @param diagnostics hears what was done
     */
    public LossAcceptance(List<Accepted> ranges, String actor, JournalOptions options, Consumer<String> diagnostics) {
        this.ranges = List.copyOf(ranges);
        this.actor = actor;
        this.options = options;
        this.diagnostics = diagnostics;
    }

    /** A range of a log that is accepted as lost. */
    public record Accepted(LogKind log, LostRange range) {
        private static final String OUTPUTS = "outputs:";

        /**
         * Reads {@code FROM-THROUGH}, of events, or {@code outputs:FROM-THROUGH}.
         *
         * @throws IllegalArgumentException if it is neither
         */
        public static Accepted parse(String text) {
            String range = text.startsWith(OUTPUTS) ? text.substring(OUTPUTS.length()) : text;
            if (!range.matches("[1-9][0-9]{0,17}-[1-9][0-9]{0,17}")) {
                throw new IllegalArgumentException(
                        "expected FROM-THROUGH or outputs:FROM-THROUGH, two sequences, found range=" + text);
            }
            String[] ends = range.split("-");
            return new Accepted(
                    range.equals(text) ? LogKind.EVENTS : LogKind.OUTPUTS,
                    new LostRange(Long.parseLong(ends[0]), Long.parseLong(ends[1])));
        }

        @Override
        public String toString() {
            return log == LogKind.EVENTS ? range.toString() : OUTPUTS + range;
        }
    }

    @Override
    public void run(Path directory, UUID journal) {
        for (LogKind log : LogKind.values()) {
            for (Accepted accepted : ranges) {
                if (accepted.log() == log) {
                    accept(directory, accepted);
                }
            }
        }
    }

    private void accept(Path directory, Accepted accepted) {
        DamageReport report = new DamageReport(directory, options);
        JournalDamage search = report.search(accepted.log());
        Optional<Damage> damage = search.found();
        if (damage.isEmpty()) {
            requireAccepted(directory, accepted);
            diagnostics.accept("nothing is damaged that a start needs, so nothing is given up: accepted=" + accepted);
            return;
        }
        if (!damage.get().range().equals(accepted.range())) {
            throw new LossRefusedException("expected the range that is damaged to be accepted as lost, found accepted="
                    + accepted + ": " + damage.get().text());
        }
        long epoch = report.newestEpoch() + 1;
        diagnostics.accept("accepted as lost: " + accepted + " actor=" + actor + " found="
                + damage.get().found());
        if (accepted.log() == LogKind.OUTPUTS) {
            search.cut(accepted.range().first(), epoch, null);
        } else {
            search.cut(
                    accepted.range().last() + 1,
                    epoch,
                    eventsLost(accepted.range(), damage.get().found(), DamageReport.lastReceiveTime(search)));
        }
    }

    /** A supervisor starts the engine with the same arguments again and again; a range of a whole log is a mistake. */
    private void requireAccepted(Path directory, Accepted accepted) {
        if (accepted.log() == LogKind.OUTPUTS) {
            return;
        }
        try (JournalView journal = JournalView.open(directory, options)) {
            if (!journal.events().lost().contains(accepted.range())) {
                throw new IllegalArgumentException(
                        "expected the range of events that is damaged to be accepted as lost, found accepted="
                                + accepted + ", and no event damaged; leave --accept-loss out");
            }
        }
    }

    private byte[] eventsLost(LostRange range, String found, long lastReceiveTime) {
        return record(
                range,
                found,
                actor,
                Math.max(lastReceiveTime, options.epochClock().nanoTime()));
    }

    static byte[] record(LostRange range, String reason, String actor, long receiveTime) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        byte[] record = new byte
                [new EventEncoder().eventsLost(buffer, 0, receiveTime, range.first(), range.last(), reason, actor)];
        buffer.getBytes(0, record);
        return record;
    }
}
