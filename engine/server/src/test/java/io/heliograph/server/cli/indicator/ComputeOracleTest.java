package io.heliograph.server.cli.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.cli.Shell;
import io.heliograph.testkit.OracleCases;
import io.heliograph.testkit.OracleCases.Case;
import io.heliograph.testkit.OracleCases.Row;
import io.heliograph.testkit.SharedData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the command prints over the oracle's series is what other programs computed: every case, as text. */
class ComputeOracleTest {
    @TestFactory
    Stream<DynamicTest> shouldPrintWhatOthersComputed() {
        SharedData.assumePresent();
        OracleCases oracle = OracleCases.load();
        Map<String, List<Case>> bySeries = new TreeMap<>();
        oracle.cases()
                .forEach(one -> bySeries.computeIfAbsent(one.series(), name -> new ArrayList<>())
                        .add(one));
        return bySeries.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey() + " " + each.getValue().size() + " cases",
                        () -> check(oracle, each.getKey(), each.getValue())));
    }

    private static void check(OracleCases oracle, String series, List<Case> cases) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (Case one : cases) {
            for (String output : one.outputs()) {
                if (OracleCalls.of(one, output) != null) {
                    columns.putIfAbsent(OracleCalls.of(one, output), columns.size() + 2);
                    columns.putIfAbsent(OracleCalls.shift(one, output), columns.size() + 2);
                }
            }
        }

        Shell.Answer answer = Shell.run(arguments(series, columns));

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        List<String[]> lines =
                answer.out().stream().skip(1).map(line -> line.split(",", -1)).toList();
        for (Case one : cases) {
            check(oracle, one, columns, lines);
        }
    }

    private static String[] arguments(String series, Map<String, Integer> columns) {
        List<String> arguments = new ArrayList<>(List.of(
                "compute", SharedData.path("oracle/series/" + series + ".csv").toString(), "--indicator"));
        arguments.addAll(columns.keySet());
        return arguments.toArray(String[]::new);
    }

    private static void check(OracleCases oracle, Case one, Map<String, Integer> columns, List<String[]> lines) {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (Row row : oracle.rows(one)) {
            String[] cells = lines.get(row.index());
            assertThat(cells[0]).isEqualTo(Integer.toString(row.index()));
            for (int k = 0; k < row.expected().length; k++) {
                String call = OracleCalls.of(one, one.outputs().get(k));
                if (call == null || Double.isNaN(row.expected()[k])) {
                    continue;
                }
                String shift =
                        cells[columns.get(OracleCalls.shift(one, one.outputs().get(k)))];
                double expected = row.expected()[k] + Double.parseDouble(shift);
                String actual = cells[columns.get(call)];
                if (actual.isEmpty() || !one.accepts(Double.parseDouble(actual), expected)) {
                    wrong.add("bar=" + row.index() + " " + call + " expected=" + expected + " actual=" + actual);
                }
                compared++;
            }
        }
        assertThat(wrong).as(one.toString()).isEmpty();
        assertThat(compared).as(one.toString()).isPositive();
    }
}
