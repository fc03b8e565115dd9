package io.heliograph.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The indicator values that other programs computed: cases, the bars they were computed from, what came out.
 *
 * <p>{@code oracle/README.md} of the shared data says what the columns mean.
 */
public final class OracleCases {
    private final Map<String, Csv> series = new TreeMap<>();
    private final Map<String, Map<String, List<Row>>> values = new TreeMap<>();
    private final List<Case> cases = new ArrayList<>();

    /** One case: an indicator with its parameters on a series, the convention, and how exact the source is. */
    public record Case(
            String id,
            String indicator,
            Map<String, String> params,
            String series,
            List<String> outputs,
            String conv,
            int firstIndex,
            double absTol,
            double relTol) {

        public int number(String param) {
            return Integer.parseInt(params.get(param));
        }

        public double real(String param) {
            return Double.parseDouble(params.get(param));
        }

        /** Whether a value is what the case expects, within its tolerance. */
        public boolean accepts(double actual, double expected) {
            return Math.abs(actual - expected) <= absTol + relTol * Math.abs(expected);
        }

        @Override
        public String toString() {
            return id + " " + conv;
        }
    }

    /** The expected outputs at one bar, in the order of the case; NaN where nothing is expected. */
    public record Row(int index, double[] expected) {}

    private OracleCases() {}

    /** Reads the list of cases; bars and values are read when they are asked for. */
    public static OracleCases load() {
        OracleCases oracle = new OracleCases();
        Csv csv = SharedData.csv("oracle/cases.csv");
        for (int i = 0; i < csv.rows(); i++) {
            oracle.cases.add(new Case(
                    csv.get(i, "case_id"),
                    csv.get(i, "indicator"),
                    params(csv.get(i, "params")),
                    csv.get(i, "series"),
                    List.of(csv.get(i, "outputs").split("\\|")),
                    csv.get(i, "conv"),
                    Integer.parseInt(csv.get(i, "first_index")),
                    csv.number(i, "abs_tol"),
                    csv.number(i, "rel_tol")));
        }
        return oracle;
    }

    private static Map<String, String> params(String text) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String pair : text.split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                params.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return params;
    }

    public List<Case> cases() {
        return List.copyOf(cases);
    }

    /** The bars of the case's series: {@code open_time open high low close volume}. */
    public Csv bars(Case one) {
        return series.computeIfAbsent(one.series(), name -> SharedData.csv("oracle/series/" + name + ".csv"));
    }

    /** The rows of the case, by bar ascending. */
    public List<Row> rows(Case one) {
        return values.computeIfAbsent(one.indicator(), this::readValues).getOrDefault(one.id(), List.of());
    }

    private Map<String, List<Row>> readValues(String indicator) {
        Csv csv = SharedData.csv("oracle/values/" + indicator + ".csv");
        Map<String, List<String>> outputs = new TreeMap<>();
        for (Case one : cases) {
            if (one.indicator().equals(indicator)) {
                outputs.put(one.id(), one.outputs());
            }
        }
        Map<String, List<Row>> rows = new TreeMap<>();
        for (int i = 0; i < csv.rows(); i++) {
            String id = csv.get(i, "case_id");
            List<String> names = outputs.get(id);
            if (names == null) {
                throw new IllegalStateException("values of a case that is not listed: case=" + id);
            }
            double[] expected = new double[names.size()];
            for (int k = 0; k < expected.length; k++) {
                expected[k] = csv.number(i, names.get(k));
            }
            int index = Integer.parseInt(csv.get(i, "index"));
            rows.computeIfAbsent(id, unused -> new ArrayList<>()).add(new Row(index, expected));
        }
        return rows;
    }
}
