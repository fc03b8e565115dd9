package io.heliograph.server.cli.trial;

import com.google.longrunning.Operation;
import com.google.protobuf.InvalidProtocolBufferException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.cli.option.EngineOptions;
import io.heliograph.v1.OperationProgress;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code operations}: long work of a running engine. */
@Command(
        name = "operations",
        description =
                "List or cancel the long work of a running engine: what-ifs and backtests asked for over the wire.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class OperationsCommand implements Runnable {
    private static final String PREFIX = "OPERATION_STATE_";

    @Spec
    private CommandSpec spec;

    private OperationsCommand() {}

    public static CommandLine line(Console console) {
        return new CommandLine(new OperationsCommand())
                .addSubcommand(new ListCommand(console))
                .addSubcommand(new CancelCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command");
    }

    /** {@code operations list}. */
    @Command(
            name = "list",
            description = "Print the operations the engine knows, the oldest first.",
            mixinStandardHelpOptions = true)
    private static final class ListCommand implements Callable<Integer> {
        private final Console console;

        @Mixin
        private EngineOptions engine;

        @Option(names = "--json", description = "One JSON object a line.")
        private boolean json;

        ListCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return engine.ask(client -> {
                client.operations().all().forEach(this::print);
                return ExitCode.OK.value();
            });
        }

        private void print(Operation operation) {
            OperationProgress progress = progress(operation);
            String state = progress.getState().name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
            if (json) {
                console.print(new JsonLine()
                        .put("name", operation.getName())
                        .put("kind", progress.getKind())
                        .put("state", state)
                        .put("events_done", progress.getEventsDone())
                        .put("events_total", progress.getEventsTotal())
                        .put("queued_before", progress.getQueuedBefore())
                        .put("error", operation.getError().getMessage())
                        .toString());
                return;
            }
            console.print(String.format(
                    Locale.ROOT,
                    "%-30s %-12s %-10s %d of %d events%s",
                    operation.getName(),
                    progress.getKind(),
                    state,
                    progress.getEventsDone(),
                    progress.getEventsTotal(),
                    operation.hasError() ? "  " + operation.getError().getMessage() : ""));
        }

        private static OperationProgress progress(Operation operation) {
            try {
                return operation.getMetadata().unpack(OperationProgress.class);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("expected an engine of this release", e);
            }
        }
    }

    /** {@code operations cancel}. */
    @Command(
            name = "cancel",
            description = "Ask an operation to stop; one that ended stays as it is.",
            mixinStandardHelpOptions = true)
    private static final class CancelCommand implements Callable<Integer> {
        private final Console console;

        @Mixin
        private EngineOptions engine;

        @Parameters(paramLabel = "NAME", description = "As operations list prints it.")
        private String name;

        CancelCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return engine.ask(client -> {
                client.operations().cancel(name);
                console.print("asked to stop " + name);
                return ExitCode.OK.value();
            });
        }
    }
}
