package io.heliograph.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnstileTest {
    private final List<String> heard = new ArrayList<>();
    private final Turnstile<String> turnstile =
            new Turnstile<>((one, now) -> heard.add(one + " came at " + now), one -> heard.add(one + " went"));

    @Test
    void shouldHearOfNobodyBeforeTheAgentWorks() {
        turnstile.enter("a");
        turnstile.leave("a");

        assertThat(heard).isEmpty();
    }

    @Test
    void shouldLetGoBeforeItTakesOnEachInOrder() {
        turnstile.enter("a");
        turnstile.enter("b");
        turnstile.leave("c");
        turnstile.leave("a");

        int work = turnstile.doWork(7);

        assertThat(work).isEqualTo(4);
        assertThat(heard).containsExactly("c went", "a went", "a came at 7", "b came at 7");
    }

    @Test
    void shouldTellOfEachOnce() {
        turnstile.enter("a");
        turnstile.doWork(1);

        assertThat(turnstile.doWork(2)).isZero();
        assertThat(heard).containsExactly("a came at 1");
    }
}
