package io.heliograph.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a row comes to, and with it the run. */
final class VerdictTest {
    private long now;

    @Test
    void shouldJudgeUpperBounds() {
        assertThat(Verdict.of(0.6, 1.0, 0.6, true)).isEqualTo(Verdict.GOAL);
        assertThat(Verdict.of(0.61, 1.0, 0.6, true)).isEqualTo(Verdict.FLOOR);
        assertThat(Verdict.of(1.0, 1.0, 0.6, true)).isEqualTo(Verdict.FLOOR);
        assertThat(Verdict.of(1.01, 1.0, 0.6, true)).isEqualTo(Verdict.MISSED);
        assertThat(Verdict.of(Double.NaN, 1.0, 0.6, true)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void shouldJudgeLowerBounds() {
        assertThat(Verdict.of(100, 40, 100, false)).isEqualTo(Verdict.GOAL);
        assertThat(Verdict.of(99, 40, 100, false)).isEqualTo(Verdict.FLOOR);
        assertThat(Verdict.of(39, 40, 100, false)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void shouldHoldWhereTheFloorHolds() {
        List<Row> rows = rows(100, steady(100));

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).verdict()).isEqualTo(Verdict.FLOOR);
        assertThat(rows.get(0).tries()).isEqualTo(1);
        assertThat(BenchCommand.exitCode(rows)).isZero();
    }

    @Test
    void shouldEndWithOneWhereAFloorIsMissed() {
        List<Row> rows = rows(300, steady(100));

        assertThat(rows.get(0).verdict()).isEqualTo(Verdict.MISSED);
        assertThat(BenchCommand.exitCode(rows)).isEqualTo(1);
    }

    @Test
    void shouldBeVoidWhereTheAnchorIsNeverCalm() {
        Pass[] restless = {steady(100), steady(140)};
        int[] runs = {0};

        List<Row> rows = rows(10, () -> restless[runs[0]++ % 2].run());

        assertThat(rows.get(0).verdict()).isEqualTo(Verdict.VOID);
        assertThat(rows.get(0).tries()).isEqualTo(KernelRows.MOST_TRIES);
        assertThat(BenchCommand.exitCode(rows)).isEqualTo(1);
    }

    @Test
    void shouldMeasureAgainUntilTheAnchorIsCalm() {
        int[] runs = {0};
        Pass calmsDown = () -> now += runs[0]++ < 12 && runs[0] % 2 == 0 ? 140 : 100;

        List<Row> rows = rows(10, calmsDown);

        assertThat(rows.get(0).verdict()).isEqualTo(Verdict.GOAL);
        assertThat(rows.get(0).tries()).isEqualTo(2);
    }

    @Test
    void shouldRefuseToTimeWhatGivesOtherNumbers() {
        Contest contest = new Contest("wrong", 1, steady(1), steady(1), () -> 0.01);

        assertThatThrownBy(contest::check)
                .hasMessage(
                        "expected both sides to give the same values: contest=wrong difference=0.01 at_most=1.0E-6");
    }

    private Pass steady(long cost) {
        return () -> now += cost;
    }

    private List<Row> rows(long ours, Pass anchor) {
        KernelRows all = new KernelRows(new Turns(() -> now, 1, 9, 1));
        Contest contest = new Contest("one", 1, steady(ours), anchor, () -> 0.0);
        return new ArrayList<>(all.untilCalm(
                List.of(contest),
                rounds ->
                        List.of(rounds.get(0).row("1c", "anchor", rounds.get(0).share(), 2.0, 0.5, true))));
    }
}
