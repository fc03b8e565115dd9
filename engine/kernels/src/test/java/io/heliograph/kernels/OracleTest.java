package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.Csv;
import io.heliograph.testkit.OracleCases;
import io.heliograph.testkit.OracleCases.Case;
import io.heliograph.testkit.OracleCases.Row;
import io.heliograph.testkit.SharedData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every indicator against values that other programs computed from real bars. */
class OracleTest {
    /** Names of a source's outputs that differ from ours. */
    private static final Map<String, String> OURS = Map.of("macd", "line");

    /** Outputs of a source that are steps on the way and no outputs of ours. */
    private static final List<String> STEPS = List.of("dx", "atr", "atr_ma");

    /** Cases whose first value stands later than ours, each with the reason. */
    private static final Map<String, String> STARTS_LATER = Map.of(
            "obv-x-lean_spy_with_obv", "the source shows nothing at the bar whose volume it counts first",
            "macd-12_26_9-lean_spy_with_macd", "the source cuts off the start",
            "rsi-14-lean_spy_with_indicators#2", "the source counts one bar more before the first value");

    @TestFactory
    Stream<DynamicTest> shouldAnswerWhatOthersComputed() {
        SharedData.assumePresent();
        OracleCases oracle = OracleCases.load();
        return oracle.cases().stream()
                .filter(one -> OracleKernels.reasonLeftOut(one) == null)
                .map(one -> DynamicTest.dynamicTest(one.toString(), () -> check(oracle, one)));
    }

    @TestFactory
    Stream<DynamicTest> shouldSayWhichCasesAreLeftOut() {
        SharedData.assumePresent();
        Map<String, Integer> leftOut = new TreeMap<>();
        int taken = 0;
        for (Case one : OracleCases.load().cases()) {
            String reason = OracleKernels.reasonLeftOut(one);
            if (reason == null) {
                taken++;
            } else {
                leftOut.merge(one.indicator() + " " + one.conv() + ": " + reason, 1, Integer::sum);
            }
        }
        int count = leftOut.values().stream().mapToInt(Integer::intValue).sum();
        String summary = "taken=" + taken + " left_out=" + count + " " + leftOut;
        return Stream.of(DynamicTest.dynamicTest(summary, () -> {
            assertThat(leftOut).as(summary).isEqualTo(OracleKernels.LEFT_OUT_COUNTS);
        }));
    }

    private static void check(OracleCases oracle, Case one) {
        Kernel kernel = OracleKernels.kernel(one);
        int[] ours = one.outputs().stream().mapToInt(name -> find(kernel, name)).toArray();
        checkFirstIndex(one, kernel, ours);
        Csv bars = oracle.bars(one);
        NeutralShift shift = new NeutralShift(one, kernel);
        List<Row> rows = oracle.rows(one);
        assertThat(rows).as("rows of the case").isNotEmpty();

        int next = 0;
        int compared = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < bars.rows() && next < rows.size(); i++) {
            Feed.update(kernel, Feed.bar(bars, i));
            shift.afterBar();
            for (int output = 0; output < kernel.outputs(); output++) {
                if (i < kernel.firstBar(output) && !Double.isNaN(kernel.value(output))) {
                    wrong.add("a value before its first bar: bar=" + i + " output=" + output);
                }
            }
            if (rows.get(next).index() == i) {
                compared += compare(one, kernel, ours, shift, rows.get(next), wrong);
                next++;
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(next).as("rows reached").isEqualTo(rows.size());
        assertThat(compared).as("values compared").isGreaterThanOrEqualTo(rows.size() / 2);
    }

    private static int compare(Case one, Kernel kernel, int[] ours, NeutralShift shift, Row row, List<String> wrong) {
        int compared = 0;
        for (int k = 0; k < ours.length; k++) {
            double expected = row.expected()[k];
            if (ours[k] < 0 || Double.isNaN(expected)) {
                continue;
            }
            double actual = kernel.value(ours[k]);
            double wanted = expected + shift.of(ours[k]);
            if (!one.accepts(actual, wanted)) {
                wrong.add("bar=" + row.index() + " output=" + one.outputs().get(k) + " expected=" + wanted + " actual="
                        + actual);
            }
            compared++;
        }
        return compared;
    }

    private static int find(Kernel kernel, String name) {
        if (STEPS.contains(name)) {
            return -1;
        }
        String wanted = OURS.getOrDefault(name, name);
        for (int i = 0; i < kernel.outputs(); i++) {
            if (kernel.outputName(i).equals(wanted)) {
                return i;
            }
        }
        throw new AssertionError("no output of ours: name=" + name + " kernel=" + kernel.semanticId());
    }

    /** A source of several outputs may show none before the last of them starts. */
    private static void checkFirstIndex(Case one, Kernel kernel, int[] ours) {
        if (STARTS_LATER.containsKey(one.id())) {
            return;
        }
        int earliest = Integer.MAX_VALUE;
        int latest = 0;
        for (int output : ours) {
            if (output >= 0) {
                earliest = Math.min(earliest, kernel.firstBar(output));
                latest = Math.max(latest, kernel.firstBar(output));
            }
        }
        assertThat(one.firstIndex()).as("first_index").isBetween(earliest, latest);
    }
}
