package io.heliograph.server.whatif;

import static io.heliograph.server.whatif.Rows.MINUTE;
import static io.heliograph.server.whatif.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.codec.output.Side;
import io.heliograph.core.Timeframe;
import io.heliograph.server.backtest.SignalRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DiffTest {
    private static final long SEED = 20_240_105;

    @Test
    void shouldBeEmptyForTheSameSignals() {
        List<SignalRow> rows =
                List.of(row("a", 5, Side.BUY, 0.5), row("a", 9, Side.HOLD, 0), row("b", 5, Side.BUY, 0.5));

        Diff diff = Diff.between(rows, List.copyOf(rows), 1, BarOrdinals.SAME);

        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.counts())
                .containsExactly(
                        new DiffCounts("a", 2, 2, 2, 0, 0, 0, 0, 0, 0, 0),
                        new DiffCounts("b", 1, 1, 1, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldSayWhatIsDifferentOnTheSameBar() {
        SignalRow from = row("a", "", "ABC", MINUTE, 5, 5, Side.BUY, 0.5, 90);
        SignalRow to = row("a", "", "ABC", MINUTE, 5, 5, Side.BUY, 0.6, 91);

        Diff diff = Diff.between(List.of(from), List.of(to), 1, BarOrdinals.SAME);

        assertThat(diff.changes()).hasSize(1);
        assertThat(diff.changes().get(0).kind()).isEqualTo(ChangeKind.CHANGED);
        assertThat(diff.changes().get(0).differences()).isEqualTo(Set.of(Difference.CONFIDENCE, Difference.LEVELS));
        assertThat(diff.counts()).containsExactly(new DiffCounts("a", 1, 1, 0, 0, 0, 0, 1, 1, 1, 0));
    }

    @Test
    void shouldMoveUpToTheBorderAndNotBeyondIt() {
        List<SignalRow> from = List.of(row("a", 10, Side.BUY, 0.5));

        for (int within = 0; within <= 3; within++) {
            for (long bar : new long[] {7, 8, 9, 11, 12, 13}) {
                Diff diff = Diff.between(from, List.of(row("a", bar, Side.BUY, 0.5)), within, BarOrdinals.SAME);

                if (Math.abs(bar - 10) <= within) {
                    assertThat(kinds(diff)).as("bar=%d within=%d", bar, within).containsExactly(ChangeKind.MOVED);
                    assertThat(diff.changes().get(0).bars()).isEqualTo(bar - 10);
                } else {
                    assertThat(kinds(diff))
                            .as("bar=%d within=%d", bar, within)
                            .containsExactlyInAnyOrder(ChangeKind.ADDED, ChangeKind.REMOVED);
                }
            }
        }
    }

    @Test
    void shouldCountClosedBarsAndNotTheTimeBetweenThem() {
        SignalRow from = row("a", "", "ABC", MINUTE, 10, 10, Side.BUY, 0.5, 90);
        SignalRow afterTheNight = row("a", "", "ABC", MINUTE, 11, 900, Side.BUY, 0.5, 90);

        Diff diff = Diff.between(List.of(from), List.of(afterTheNight), 1, BarOrdinals.SAME);

        assertThat(kinds(diff)).containsExactly(ChangeKind.MOVED);
    }

    @Test
    void shouldNotMoveToTheOtherSideNorToAnotherKey() {
        List<SignalRow> from = List.of(row("a", "", "ABC", MINUTE, 10, 10, Side.BUY, 0.5, 90));
        Timeframe five = Timeframe.parse("5m");

        for (SignalRow to : List.of(
                row("a", "", "ABC", MINUTE, 11, 11, Side.SELL, 0.5, 90),
                row("b", "", "ABC", MINUTE, 11, 11, Side.BUY, 0.5, 90),
                row("a", "x", "ABC", MINUTE, 11, 11, Side.BUY, 0.5, 90),
                row("a", "", "XYZ", MINUTE, 11, 11, Side.BUY, 0.5, 90),
                row("a", "", "ABC", five, 11, 11, Side.BUY, 0.5, 90),
                row("a", "", "ABC", MINUTE, 10, 10, Side.SELL, 0.5, 90))) {
            Diff diff = Diff.between(from, List.of(to), 1, BarOrdinals.SAME);

            assertThat(kinds(diff)).containsExactlyInAnyOrder(ChangeKind.ADDED, ChangeKind.REMOVED);
        }
    }

    @Test
    void shouldPairTheClosestFirstAndOfEquallyCloseOnesTheEarliest() {
        List<SignalRow> from = List.of(row("a", 10, Side.BUY, 0.5), row("a", 13, Side.BUY, 0.5));
        List<SignalRow> to = List.of(row("a", 12, Side.BUY, 0.5));
        List<SignalRow> both = List.of(row("a", 9, Side.BUY, 0.5), row("a", 11, Side.BUY, 0.5));

        Diff closest = Diff.between(from, to, 2, BarOrdinals.SAME);
        Diff earliest = Diff.between(from.subList(0, 1), both, 1, BarOrdinals.SAME);

        assertThat(moved(closest)).containsExactly(-1L);
        assertThat(moved(earliest)).containsExactly(-1L);
    }

    @Test
    void shouldMatchByEndAndMeasureByOrdinalWhereOneRunBeganEarlier() {
        SignalRow from = row("a", "", "ABC", MINUTE, 3, 103, Side.BUY, 0.5, 90);
        SignalRow same = row("a", "", "ABC", MINUTE, 103, 103, Side.BUY, 0.5, 90);
        SignalRow next = row("a", "", "ABC", MINUTE, 104, 104, Side.BUY, 0.5, 90);

        Diff equal = Diff.between(List.of(from), List.of(same), 1, row -> row.barOrdinal() + 100);
        Diff later = Diff.between(List.of(from), List.of(next), 1, row -> row.barOrdinal() + 100);

        assertThat(equal.isEmpty()).isTrue();
        assertThat(moved(later)).containsExactly(1L);
    }

    @Test
    void shouldNotMoveWhatTheOtherRunHasNoBarFor() {
        SignalRow from = row("a", "", "ABC", MINUTE, 3, 3, Side.BUY, 0.5, 90);
        SignalRow to = row("a", "", "ABC", MINUTE, 3, 4, Side.BUY, 0.5, 90);

        Diff diff = Diff.between(List.of(from), List.of(to), 1, row -> BarOrdinals.MISSING);

        assertThat(kinds(diff)).containsExactly(ChangeKind.REMOVED, ChangeKind.ADDED);
    }

    @Test
    void shouldTakeTheRoomOfTheSignalsHoweverFarTheyMayHaveMoved() {
        List<SignalRow> from = new ArrayList<>();
        List<SignalRow> to = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            from.add(row("a", 2L * i, Side.BUY, 0.5));
            to.add(row("a", 2L * i + 1, Side.BUY, 0.5));
        }

        Diff diff = Diff.between(from, to, Diff.MOVED_WITHIN_MAX, BarOrdinals.SAME);

        assertThat(moved(diff)).hasSize(30_000).containsOnly(1L);
    }

    @Test
    void shouldMatchCountedBarsByTheirOrdinal() {
        Timeframe ticks = Timeframe.parse("100t");
        SignalRow from = row("a", "", "ABC", ticks, 3, 10, Side.BUY, 0.5, 90);
        SignalRow sameEnd = row("a", "", "ABC", ticks, 4, 10, Side.BUY, 0.5, 90);

        Diff diff = Diff.between(List.of(from), List.of(sameEnd), 1, BarOrdinals.SAME);

        assertThat(moved(diff)).containsExactly(1L);
    }

    @Test
    void shouldBeWhatEveryPairLookedAtGives() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int run = 0; run < 100; run++) {
            List<SignalRow> from = random(random);
            List<SignalRow> to = random(random);
            int within = random.nextInt(12);

            Diff diff = Diff.between(from, to, within, BarOrdinals.SAME);

            assertThat(NaiveDiff.texts(diff))
                    .as("seed=%d run=%d within=%d", SEED, run, within)
                    .isEqualTo(NaiveDiff.between(from, to, within));
            for (DiffCounts counts : diff.counts()) {
                assertThat(counts.same() + counts.changed() + counts.moved() + counts.removed())
                        .isEqualTo(counts.journaled());
                assertThat(counts.same() + counts.changed() + counts.moved() + counts.added())
                        .isEqualTo(counts.other());
            }
        }
    }

    @Test
    void shouldRefuseADistanceOutOfRange() {
        assertThatThrownBy(() -> Diff.between(List.of(), List.of(), 1001, BarOrdinals.SAME))
                .hasMessage("expected bars from 0 to 1000: movedWithin=1001");
        assertThatThrownBy(() -> Diff.between(List.of(), List.of(), -1, BarOrdinals.SAME))
                .hasMessage("expected bars from 0 to 1000: movedWithin=-1");
        assertThat(Diff.between(List.of(), List.of(), 1000, BarOrdinals.SAME).isEmpty())
                .isTrue();
    }

    /** At most one signal on a bar of a strategy, as the core gives them. */
    private static List<SignalRow> random(SplittableRandom random) {
        List<SignalRow> rows = new ArrayList<>();
        for (String strategy : List.of("a", "b")) {
            for (String symbol : List.of("ABC", "XYZ")) {
                for (long bar = 5; bar < 25; bar++) {
                    if (random.nextInt(3) == 0) {
                        Side side = List.of(Side.BUY, Side.SELL, Side.HOLD).get(random.nextInt(3));
                        double confidence = 0.5 + random.nextInt(2) * 0.1;
                        rows.add(row(strategy, "", symbol, MINUTE, bar, bar, side, confidence, 90));
                    }
                }
            }
        }
        rows.sort(Comparator.comparingLong(SignalRow::barEndNs));
        return rows;
    }

    private static List<ChangeKind> kinds(Diff diff) {
        return diff.changes().stream().map(Change::kind).toList();
    }

    private static List<Long> moved(Diff diff) {
        return diff.changes().stream()
                .filter(change -> change.kind() == ChangeKind.MOVED)
                .map(Change::bars)
                .toList();
    }
}
