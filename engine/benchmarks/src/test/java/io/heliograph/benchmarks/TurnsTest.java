package io.heliograph.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rounds by a clock that the contestants turn themselves. */
final class TurnsTest {
    private final List<String> order = new ArrayList<>();

    private long now;

    private Pass pass(String name, long cost) {
        return () -> {
            order.add(name);
            now += cost;
        };
    }

    @Test
    void shouldTakeTurnsAndAnswerWhatAPassCost() {
        double[][] cost = new Turns(() -> now, 1, 9, 100).measure(List.of(pass("a", 100), pass("b", 40)));

        assertThat(cost[0]).hasSize(9).containsOnly(100.0);
        assertThat(cost[1]).hasSize(9).containsOnly(40.0);
        assertThat(order.subList(0, 8)).containsExactly("a", "b", "b", "b", "a", "b", "b", "b");
        assertThat(order).hasSize(40);
    }

    @Test
    void shouldRefuseTooFewRoundsToShowASpread() {
        assertThatThrownBy(() -> new Turns(() -> now, 1, 8, 100)).hasMessage("rounds must be at least 9: rounds=8");
    }
}
