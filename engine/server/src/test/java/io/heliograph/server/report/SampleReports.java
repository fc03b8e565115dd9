package io.heliograph.server.report;

import io.heliograph.server.backtest.BacktestResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a report of every sample run into a folder, for a browser to open: {@code SampleReports FOLDER [NAME...]}. */
public final class SampleReports {
    private SampleReports() {}

    private interface Sample {
        BacktestResult run(Path folder) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Map<String, Sample> samples = new LinkedHashMap<>();
        samples.put("usual", SampleRuns::usual);
        samples.put("hostile", SampleRuns::hostile);
        samples.put("silent", SampleRuns::silent);
        samples.put("empty", SampleRuns::empty);
        samples.put("daily", SampleRuns::daily);
        samples.put("ticks", SampleRuns::ticks);
        samples.put("filled", SampleRuns::filled);
        samples.put("year", SampleRuns::year);
        if (arguments.length == 1 || List.of(arguments).contains("whatif")) {
            HtmlReport.write(SampleRuns.whatIf(folder), folder.resolve("whatif.html"));
        }
        for (Map.Entry<String, Sample> sample : samples.entrySet()) {
            if (arguments.length > 1 && !List.of(arguments).contains(sample.getKey())) {
                continue;
            }
            long began = System.nanoTime();
            BacktestResult result = sample.getValue().run(folder);
            long ran = System.nanoTime();
            Path report = folder.resolve(sample.getKey() + ".html");
            HtmlReport.write(result, StrategyLines.of(result), report);
            System.out.printf(
                    "%-8s %9d bars %7d signals, run in %d ms, written in %d ms, %.2f MB%n",
                    sample.getKey(),
                    result.bars().size(),
                    result.signals().size(),
                    (ran - began) / 1_000_000,
                    (System.nanoTime() - ran) / 1_000_000,
                    Files.size(report) / 1e6);
        }
    }
}
