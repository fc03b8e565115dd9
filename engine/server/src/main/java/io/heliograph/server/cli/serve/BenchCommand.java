package io.heliograph.server.cli.serve;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Says where the benchmarks are: beside this program, never in it, for their peers are no business of an engine.
 *
 * <p>The launcher of a checkout runs them itself and does not come here.
 */
@Command(
        name = "bench",
        description = "Measures the kernels against TA-Lib and ta4j (from a checkout: ops/heliograph bench --help).")
public final class BenchCommand implements Callable<Integer> {
    @Unmatched
    private String[] options;

    @Override
    public Integer call() {
        throw new CommandException(
                ExitCode.USAGE,
                "expected bench to be run by ops/heliograph of a checkout, found the program alone, which has no benchmarks");
    }
}
