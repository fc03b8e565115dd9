package io.heliograph.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long FIRST = 1_704_205_800L * SECOND;

    private final ManualClock clock = new ManualClock(-5 * SECOND);

    @Test
    void shouldHoldNothingBackWhereNoPaceIsAsked() {
        Pace pace = new Pace(0, 0, clock);

        assertThat(pace.delayNs(FIRST)).isZero();
        assertThat(pace.delayNs(FIRST + 3_600 * SECOND)).isZero();
    }

    @Test
    void shouldSpreadEventsEvenlyWhateverTheirTimes() {
        Pace pace = new Pace(4, 0, clock);

        assertThat(pace.delayNs(FIRST)).isZero();
        assertThat(pace.delayNs(FIRST)).isEqualTo(SECOND / 4);
        assertThat(pace.delayNs(FIRST + 100 * SECOND)).isEqualTo(SECOND / 2);
        clock.advance(Duration.ofMillis(700));
        assertThat(pace.delayNs(FIRST)).isEqualTo(SECOND / 20);
    }

    @Test
    void shouldCatchUpWithItsRateAfterABreak() {
        Pace pace = new Pace(10, 0, clock);
        pace.delayNs(FIRST);

        clock.advance(Duration.ofMillis(250));

        assertThat(pace.delayNs(FIRST)).isZero();
        assertThat(pace.delayNs(FIRST)).isZero();
        assertThat(pace.delayNs(FIRST)).isEqualTo(SECOND / 20);
    }

    @Test
    void shouldLetEventTimePassAtAMultipleOfTheClock() {
        Pace pace = new Pace(0, 60, clock);

        assertThat(pace.delayNs(FIRST)).isZero();
        assertThat(pace.delayNs(FIRST)).isZero();
        assertThat(pace.delayNs(FIRST + 60 * SECOND)).isEqualTo(SECOND);
        clock.advance(Duration.ofMillis(900));
        assertThat(pace.delayNs(FIRST + 60 * SECOND)).isEqualTo(SECOND / 10);
        assertThat(pace.delayNs(FIRST + 30 * SECOND)).isZero();
    }

    @Test
    void shouldNotWaitForWhatIsDue() {
        Pace pace = new Pace(0, 1, clock);

        pace.await(FIRST);
        clock.advance(Duration.ofSeconds(2));
        pace.await(FIRST + 2 * SECOND);

        assertThat(pace.delayNs(FIRST + 3 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void shouldEndTheWaitAtAnInterruptAndLeaveItToTheCaller() {
        Pace pace = new Pace(0, 1, clock);
        pace.await(FIRST);

        Thread.currentThread().interrupt();
        pace.await(FIRST + 3_600 * SECOND);

        assertThat(Thread.interrupted()).isTrue();
    }
}
