package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PropTest {

    @Test
    void shouldDrawTheSameCasesFromTheSameSeed() {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();

        Prop.forAll(5, 100, random -> random.nextInt(), first::add);
        Prop.forAll(5, 100, random -> random.nextInt(), second::add);

        assertThat(first).hasSize(100).isEqualTo(second);
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void shouldNameTheSeedThatBringsTheFailingCaseBack() {
        Prop.Check<Integer> claim = x -> {
            if (x % 10 == 7) {
                throw new IllegalStateException("a seven: x=" + x);
            }
        };
        String message = failure(9, 1_000, claim);

        Matcher seed = Pattern.compile("seed=(-?\\d+) \\(case \\d+ of seed 9\\) case=(\\d+): a seven")
                .matcher(message);
        assertThat(seed.find()).as(message).isTrue();

        String again = failure(Long.parseLong(seed.group(1)), 1, claim);
        assertThat(again).contains("case=" + seed.group(2) + ":");
    }

    @Test
    void shouldTakeAFailedAssertionForAFailure() {
        assertThatThrownBy(() ->
                        Prop.forAll(1, 3, random -> "drawn", x -> assertThat(x).isEqualTo("other")))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("seed=1 (case 0 of seed 1) case=drawn");
    }

    private static String failure(long seed, int n, Prop.Check<Integer> claim) {
        try {
            Prop.forAll(seed, n, random -> random.nextInt(1_000_000), claim);
        } catch (AssertionError e) {
            return e.getMessage();
        }
        throw new AssertionError("a failure was expected");
    }
}
