package io.heliograph.server.cli.serve;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.doctor.Check;
import io.heliograph.server.doctor.Doctor;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code doctor}: whether this machine can run the engine. */
@Command(
        name = "doctor",
        description =
                "Look at Java, memory, clock, disk, lock and port, and say what to do. Exit 1 where something fails.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private static final int LARGEST_PORT = 65_535;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("heliograph-data");

    @Option(names = "--host", paramLabel = "HOST", description = "gRPC address (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "gRPC port (default: ${DEFAULT-VALUE}).")
    private int port = 50051;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    public DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > LARGEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "expected --port of 0 to " + LARGEST_PORT + ", found port=" + port);
        }
        List<Check> checks = new Doctor(data, host, port).examine();
        for (Check check : checks) {
            console.print(json ? json(check) : text(check));
        }
        boolean failed = checks.stream().anyMatch(check -> check.verdict() == Check.Verdict.FAILED);
        return (failed ? ExitCode.FINDING : ExitCode.OK).value();
    }

    private static String text(Check check) {
        String mark = switch (check.verdict()) {
            case OK -> "ok     ";
            case WARNING -> "warning";
            case FAILED -> "FAILED ";
        };
        String advice = check.advice().isEmpty() ? "" : "\n         -> " + check.advice();
        return String.format(Locale.ROOT, "%s  %-20s %s%s", mark, check.name(), check.found(), advice);
    }

    private static String json(Check check) {
        return new JsonLine()
                .put("check", check.name())
                .put("verdict", check.verdict().name())
                .put("found", check.found())
                .put("advice", check.advice())
                .toString();
    }
}
