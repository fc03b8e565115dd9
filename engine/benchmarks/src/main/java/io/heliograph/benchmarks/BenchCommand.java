package io.heliograph.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures us against the bare parts and the best peers in one process, and says whether the floors hold. */
@Command(
        name = "heliograph bench",
        mixinStandardHelpOptions = true,
        description = "Runs our kernels and their peers in turns and prints the table of ratios.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every floor holds", "1:a floor is missed, or the machine was too busy to tell", "2:usage"})
public final class BenchCommand implements Callable<Integer> {
    private static final Set<String> ROWS = new TreeSet<>(List.of("1", "1c", "1d", "2", "3"));

    private final PrintStream out;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "ROW",
            description =
                    "Only these rows of the table: 1, 1c, 1d, 2, 3 (default: all; 1 and 1c are measured together).")
    private Set<String> rows = new TreeSet<>(ROWS);

    @Option(names = "--json", description = "Prints the table as JSON.")
    private boolean isJson;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "15",
            description = "Rounds that count, at least 9 (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-rounds",
            paramLabel = "N",
            defaultValue = "40",
            description = "Rounds before the first that counts (default: ${DEFAULT-VALUE}).")
    private int warmRounds;

    @Option(
            names = "--round-ms",
            paramLabel = "MS",
            defaultValue = "20",
            description = "How long a round lasts (default: ${DEFAULT-VALUE}).")
    private int roundMs;

    @Option(
            names = "--bars",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Bars of row 2 (default: ${DEFAULT-VALUE}).")
    private int bars;

    BenchCommand(PrintStream out) {
        this.out = out;
    }

    /** The process of {@code ops/heliograph bench}. */
    public static void main(String[] args) {
        System.exit(run(System.out, args));
    }

    static int run(PrintStream out, String... args) {
        return new CommandLine(new BenchCommand(out)).execute(args);
    }

    @Override
    public Integer call() {
        for (String row : rows) {
            if (!ROWS.contains(row)) {
                throw new CommandLine.ParameterException(
                        new CommandLine(this), "expected rows of " + ROWS + ": row=" + row);
            }
        }
        atLeast("--rounds", Turns.LEAST_ROUNDS, rounds);
        atLeast("--warm-rounds", 1, warmRounds);
        atLeast("--round-ms", 1, roundMs);
        atLeast("--bars", 10_000, bars);
        List<Row> measured = measure();
        if (isJson) {
            out.println(BenchTable.json(conditions(), measured));
        } else {
            BenchTable.print(out, conditions(), measured);
        }
        return exitCode(measured);
    }

    private void atLeast(String option, int least, int value) {
        if (value < least) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "expected at least " + least + ": " + option + "=" + value);
        }
    }

    private List<Row> measure() {
        Turns turns = new Turns(BenchCommand::cpuNs, warmRounds, rounds, roundMs * 1_000_000L);
        List<Row> measured = new ArrayList<>();
        if (rows.contains("1") || rows.contains("1c")) {
            new KernelRows(turns)
                    .againstTaLib(Market.all(Market.BARS)).stream()
                            .filter(row -> rows.contains(row.id()))
                            .forEach(measured::add);
        }
        if (rows.contains("1d")) {
            measured.addAll(new KernelRows(turns).againstTa4j(Market.all(Market.BARS / 8)));
        }
        if (rows.contains("2")) {
            measured.addAll(new DriftRows(bars).rows());
        }
        if (rows.contains("3")) {
            measured.addAll(new AllocationRows(10 * warmRounds, 40).rows());
        }
        return measured;
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        conditions.put("jdk", System.getProperty("java.runtime.version") + " " + System.getProperty("java.vm.name"));
        conditions.put(
                "machine",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors, load average "
                        + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        conditions.put(
                "flags",
                String.join(
                        " ",
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(flag -> flag.startsWith("-X"))
                                .toList()));
        conditions.put(
                "rounds", rounds + " of " + roundMs + " ms after " + warmRounds + ", in turns; CPU time of the thread");
        return conditions;
    }

    /** A run that cannot tell is no proof that a floor holds. */
    static int exitCode(List<Row> rows) {
        return rows.stream().allMatch(row -> row.verdict() == Verdict.GOAL || row.verdict() == Verdict.FLOOR) ? 0 : 1;
    }
}
