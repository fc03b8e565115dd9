package io.heliograph.server.whatif;

import io.heliograph.server.backtest.SignalRow;
import java.util.Optional;
import java.util.Set;

/**
 * One signal that is not the same in both runs.
 *
 * @param journaled as the journal has it; empty where it was added
 * @param other as the what-if run has it; empty where it was removed
 * @param bars how many bars later the what-if run has it, negative: earlier; 0 unless it moved
 * @param differences what the two say differently; none where there is only one
 */
public record Change(
        ChangeKind kind,
        Optional<SignalRow> journaled,
        Optional<SignalRow> other,
        long bars,
        Set<Difference> differences) {
    public Change {
        differences = Set.copyOf(differences);
    }

    static Change added(SignalRow signal) {
        return new Change(ChangeKind.ADDED, Optional.empty(), Optional.of(signal), 0, Set.of());
    }

    static Change removed(SignalRow signal) {
        return new Change(ChangeKind.REMOVED, Optional.of(signal), Optional.empty(), 0, Set.of());
    }

    static Change moved(SignalRow from, SignalRow to, long bars) {
        return new Change(ChangeKind.MOVED, Optional.of(from), Optional.of(to), bars, Difference.between(from, to));
    }

    static Change changed(SignalRow from, SignalRow to) {
        return new Change(ChangeKind.CHANGED, Optional.of(from), Optional.of(to), 0, Difference.between(from, to));
    }

    /** The journal's signal, or the one that was added: either says which strategy, symbol and timeframe it is. */
    public SignalRow signal() {
        return journaled.or(() -> other).orElseThrow();
    }
}
