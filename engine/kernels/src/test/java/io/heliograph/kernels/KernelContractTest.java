package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.AllocationMeter;
import io.heliograph.testkit.RandomMarket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every kernel, whatever it computes. */
class KernelContractTest {
    private static final long SEED = 20_240_102L;
    private static final long CANONICAL_NAN = 0x7ff8000000000000L;

    @TestFactory
    Stream<DynamicTest> shouldGoOnWithEqualBitsAfterRestoreAtEveryBar() {
        return each(make -> {
            Kernel running = make.get();
            for (Step step : steps(160)) {
                step.update(running);
                StateRecord saved = StateRecord.of(running);
                Kernel restored = make.get();
                restored.restore(saved);
                assertThat(saved.isReadToItsEnd()).isTrue();
                assertThat(saved.longs()).hasSize(running.stateSize());
                assertSame(running, restored, step);
                running = restored;
            }
            Kernel straight = make.get();
            steps(160).forEach(step -> step.update(straight));
            assertSame(straight, running, new Step(new Bar(), false));
            assertThat(StateRecord.of(running).longs())
                    .isEqualTo(StateRecord.of(straight).longs());
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldPeekWhatCommittingAnswersAndChangeNothing() {
        return each(make -> {
            Kernel kernel = make.get();
            Outputs peeked = new Outputs(kernel.outputs());
            List<Step> steps = steps(400);
            for (int i = 0; i < steps.size(); i++) {
                long[] before = StateRecord.of(kernel).longs();
                steps.get(steps.size() - 1 - i).peek(kernel, peeked);
                steps.get(i).peek(kernel, peeked);
                assertThat(StateRecord.of(kernel).longs()).isEqualTo(before);

                steps.get(i).update(kernel);

                for (int output = 0; output < kernel.outputs(); output++) {
                    assertThat(bits(peeked.value(output)))
                            .as("bar=%d output=%s seed=%d", i, kernel.outputName(output), SEED)
                            .isEqualTo(bits(kernel.value(output)));
                    assertThat(peeked.isFlat(output)).isEqualTo(kernel.isFlat(output));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldBeAsNewAfterReset() {
        return each(make -> {
            Kernel kernel = make.get();
            long[] fresh = StateRecord.of(kernel).longs();
            steps(60).forEach(step -> step.update(kernel));

            kernel.reset();

            assertThat(StateRecord.of(kernel).longs()).isEqualTo(fresh);
            assertSame(make.get(), kernel, new Step(new Bar(), false));
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldHaveNoValueBeforeItsFirstBarAndOnlyCanonicalNaN() {
        return each(make -> {
            Kernel kernel = make.get();
            List<Step> steps = steps(120);
            boolean[] everDefined = new boolean[kernel.outputs()];
            for (int i = 0; i < steps.size(); i++) {
                steps.get(i).update(kernel);
                for (int output = 0; output < kernel.outputs(); output++) {
                    double value = kernel.value(output);
                    if (i < kernel.firstBar(output)) {
                        assertThat(value).isNaN();
                    }
                    if (Double.isNaN(value)) {
                        assertThat(Double.doubleToRawLongBits(value)).isEqualTo(CANONICAL_NAN);
                        assertThat(kernel.isFlat(output)).isFalse();
                    }
                    assertThat(Double.isInfinite(value)).isFalse();
                    everDefined[output] |= !Double.isNaN(value);
                }
            }
            assertThat(everDefined).doesNotContain(false);
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldAllocateNothingPerUpdateAndPeek() {
        return each(make -> {
            Kernel kernel = make.get();
            Step[] steps = steps(1_000).toArray(new Step[0]);
            Outputs peeked = new Outputs(kernel.outputs());

            double bytes = AllocationMeter.bytesPerOperation(20_000, 20_000, i -> {
                Step step = steps[i % steps.length];
                step.peek(kernel, peeked);
                step.update(kernel);
            });

            assertThat(bytes).isLessThanOrEqualTo(0.01);
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerTheSameOnEveryRun() {
        return each(make -> {
            Kernel one = make.get();
            Kernel other = make.get();
            List<Step> steps = steps(200);

            steps.forEach(step -> step.update(one));
            steps.forEach(step -> step.update(other));

            assertThat(StateRecord.of(one).longs())
                    .isEqualTo(StateRecord.of(other).longs());
        });
    }

    @Test
    void shouldHaveItsOwnSemanticIdForEachArithmetic() {
        assertThat(EveryKernel.byCall().values())
                .extracting(make -> make.get().semanticId())
                .allSatisfy(id -> assertThat(id).matches("[a-z_]+/[a-z0-9]+/[1-9][0-9]*"));
    }

    private static Stream<DynamicTest> each(Consumer<Supplier<Kernel>> test) {
        return EveryKernel.byCall().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> test.accept(entry.getValue())));
    }

    /** Bars of a market with dead stretches; inputs of series kernels are FLAT now and then. */
    private static List<Step> steps(int n) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Step> steps = new ArrayList<>(n);
        for (RandomMarket.BarRow row : new RandomMarket(SEED, 100.0, 0.01).bars(n)) {
            steps.add(new Step(Feed.bar(row), random.nextInt(9) == 0));
        }
        return Collections.unmodifiableList(steps);
    }

    private static void assertSame(Kernel expected, Kernel actual, Step step) {
        for (int output = 0; output < expected.outputs(); output++) {
            assertThat(bits(actual.value(output))).as("%s", step).isEqualTo(bits(expected.value(output)));
            assertThat(actual.isFlat(output)).isEqualTo(expected.isFlat(output));
        }
    }

    private static long bits(double x) {
        return Double.doubleToRawLongBits(x);
    }

    private record Step(Bar bar, boolean flat) {

        void update(Kernel kernel) {
            if (kernel instanceof SeriesKernel series) {
                series.update(bar.close(), flat);
            } else if (kernel instanceof WeightedKernel weighted) {
                weighted.update(bar.close(), bar.volume(), flat);
            } else {
                ((BarKernel) kernel).update(bar);
            }
        }

        void peek(Kernel kernel, Outputs into) {
            if (kernel instanceof SeriesKernel series) {
                series.peek(bar.close(), flat, into);
            } else if (kernel instanceof WeightedKernel weighted) {
                weighted.peek(bar.close(), bar.volume(), flat, into);
            } else {
                ((BarKernel) kernel).peek(bar, into);
            }
        }
    }
}
