package io.heliograph.server.cli.signal;

import io.heliograph.client.HeliographClient;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.option.EngineOptions;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.ListSignalsResponse;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code query}: stored signals. */
@Command(
        name = "query",
        description = "Print stored signals, the newest first; or one, by its id or output sequence.",
        mixinStandardHelpOptions = true)
public final class QueryCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private EngineOptions engine;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A signal's id, or its output sequence.")
    private String id;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Only signals that pass, such as: strategy = \"momentum\" AND confidence >= 0.4")
    private String filter = "";

    @Option(names = "--oldest-first", description = "The oldest first.")
    private boolean oldestFirst;

    @Option(names = "--limit", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--all", description = "All of them, page after page.")
    private boolean all;

    @Option(names = "--page-size", paramLabel = "N", description = "Signals fetched at once, 1 to 1000.")
    private int pageSize;

    @Option(names = "--page-token", paramLabel = "TOKEN", description = "Go on behind an earlier page.")
    private String pageToken = "";

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    public QueryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "expected --limit of at least 1, found limit=" + limit);
        }
        if (id != null && id.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "expected ID to be an id or a sequence, found nothing");
        }
        return engine.ask(client -> {
            if (id != null) {
                print(
                        isSequence(id)
                                ? client.signals().get(Long.parseLong(id))
                                : client.signals().get(id));
            } else {
                list(client);
            }
            return ExitCode.OK.value();
        });
    }

    private void list(HeliographClient client) {
        String token = pageToken;
        long left = all ? Long.MAX_VALUE : limit;
        do {
            ListSignalsResponse page = client.signals()
                    .list(ListSignalsRequest.newBuilder()
                            .setFilter(filter)
                            .setOrderBy(oldestFirst ? "sequence" : "sequence desc")
                            .setPageSize(pageSize != 0 ? pageSize : (int) Math.min(left, 1000))
                            .setPageToken(token)
                            .setView(SignalView.SIGNAL_VIEW_FULL)
                            .build());
            for (Signal signal : page.getSignalsList()) {
                if (left-- > 0) {
                    print(signal);
                }
            }
            token = page.getNextPageToken();
        } while (left > 0 && !token.isEmpty());
    }

    private void print(Signal signal) {
        console.print(json ? SignalLine.json(signal) : SignalLine.text(signal));
    }

    private static boolean isSequence(String text) {
        return text.length() < 16 && text.chars().allMatch(Character::isDigit);
    }
}
