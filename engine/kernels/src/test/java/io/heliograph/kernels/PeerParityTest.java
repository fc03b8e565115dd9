package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kernels.PeerClaims.Claim;
import io.heliograph.kernels.PeerClaims.Relation;
import io.heliograph.testkit.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** TA-Lib Java and ta4j run beside our kernels: which call of ours gives whose numbers, and from which bar. */
class PeerParityTest {
    /** A claim that compares fewer bars than this shows nothing. */
    private static final int ENOUGH = 1_000;

    @TestFactory
    Stream<DynamicTest> shouldAgreeWithOtherProgramsOnRandomBarsAsClaimed() {
        List<PeerSeries> random = PeerSeries.random();
        return PeerClaims.all().stream()
                .map(claim -> DynamicTest.dynamicTest(claim.toString(), () -> check(claim, random)));
    }

    @TestFactory
    Stream<DynamicTest> shouldAgreeWithOtherProgramsOnRealBarsAsClaimed() {
        SharedData.assumePresent();
        List<PeerSeries> real = PeerSeries.real();
        return PeerClaims.all().stream()
                .map(claim -> DynamicTest.dynamicTest(claim.toString(), () -> check(claim, real)));
    }

    private static void check(Claim claim, List<PeerSeries> series) {
        int compared = 0;
        double before = 0.0;
        double after = 0.0;
        for (PeerSeries one : series) {
            PeerMeasure measure = PeerMeasure.of(claim, one);
            compared += measure.compared();
            before = Math.max(before, measure.before());
            after = Math.max(after, measure.after());
            checkOne(claim, measure, claim + " on " + one + ": " + measure);
        }

        assertThat(compared).as("bars compared: %s", claim).isGreaterThan(ENOUGH);
        if (claim.relation() == Relation.CONVERGES) {
            assertThat(before).as("equal from the start, so EQUAL: %s", claim).isGreaterThan(claim.tolerance());
        }
        if (claim.relation() == Relation.DIFFERS) {
            assertThat(after).as("another definition: %s", claim).isGreaterThan(claim.tolerance());
        }
    }

    private static void checkOne(Claim claim, PeerMeasure measure, String what) {
        switch (claim.relation()) {
            case EQUAL -> {
                assertThat(measure.after()).as(what).isLessThanOrEqualTo(claim.tolerance());
                if (claim.program().equals(TaLib.NAME)) {
                    assertThat(measure.peerFirst()).as(what).isEqualTo(measure.ourFirst());
                }
            }
            case LATER -> {
                assertThat(measure.after()).as(what).isLessThanOrEqualTo(claim.tolerance());
                assertThat(measure.peerFirst()).as(what).isEqualTo(claim.from()).isGreaterThan(measure.ourFirst());
            }
            case CONVERGES -> assertThat(measure.after()).as(what).isLessThanOrEqualTo(claim.tolerance());
            case SHIFTED -> {
                assertThat(measure.spread()).as(what).isLessThanOrEqualTo(claim.tolerance());
                assertThat(measure.shift()).as(what).isNotZero();
            }
            case DIFFERS -> {}
        }
    }

    @Test
    void shouldClaimSomethingOfEveryKernelThatAnotherProgramHas() {
        Set<String> claimed = new TreeSet<>();
        for (Claim claim : PeerClaims.all()) {
            claimed.add(name(claim.kernel().get()));
        }
        Set<String> unclaimed = new TreeSet<>();
        for (var make : EveryKernel.byCall().values()) {
            unclaimed.add(name(make.get()));
        }
        unclaimed.removeAll(claimed);

        // Neither library has these: a median, an average weighted by volume, averages from an anchor, the founding
        // bands.
        assertThat(unclaimed).containsExactlyInAnyOrder("median", "vwma", "vwap_cum", "dynamic_bands");
    }

    private static String name(Kernel kernel) {
        return kernel.semanticId().substring(0, kernel.semanticId().indexOf('/'));
    }

    /**
     * The resource that the catalogue's page is made from says what was claimed here and held, so it cannot be out of date.
     *
     * <p>{@code differs_by} is the largest difference on random bars, as a share of the largest value: before
     * {@code from} where the two converge, anywhere where they differ.
     */
    @Test
    void shouldStandInTheTableAsItWasExecuted() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("program;function;output;call;name;relation;from;within;differs_by");
        List<PeerSeries> random = PeerSeries.random();
        for (Claim claim : PeerClaims.all()) {
            lines.add(line(claim, random));
        }

        Path made = Files.write(Path.of("target", "parity-executed.csv"), lines);

        try (InputStream in = Kernel.class.getResourceAsStream("parity-executed.csv")) {
            assertThat(in)
                    .as("resource parity-executed.csv of kernels; %s is new", made)
                    .isNotNull();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .as("the resource beside the kernels, to be replaced by %s where a claim changed", made)
                    .containsExactlyElementsOf(lines);
        }
    }

    private static String line(Claim claim, List<PeerSeries> series) {
        double differsBy = 0.0;
        int from = 0;
        for (PeerSeries one : series) {
            PeerMeasure measure = PeerMeasure.of(claim, one);
            differsBy =
                    Math.max(differsBy, claim.relation() == Relation.CONVERGES ? measure.before() : measure.after());
            from = Math.max(claim.from(), measure.ourFirst());
        }
        boolean agrees = claim.relation() == Relation.EQUAL || claim.relation() == Relation.LATER;
        boolean isBounded = claim.relation() != Relation.DIFFERS;
        return String.join(
                ";",
                claim.program(),
                claim.function(),
                Integer.toString(claim.output()),
                claim.call(),
                claim.name(),
                claim.relation().name(),
                Integer.toString(from),
                isBounded ? String.format(Locale.ROOT, "%.0e", claim.tolerance()) : "",
                agrees ? "" : String.format(Locale.ROOT, "%.0e", differsBy));
    }
}
