package io.heliograph.server.cli.journal;

import com.google.protobuf.Duration;
import io.heliograph.client.HeliographClient;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.cli.option.EngineOptions;
import io.heliograph.v1.CoreSnapshot;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapshot}: has a running engine keep its state. */
@Command(
        name = "snapshot",
        description = {
            "Have a running engine keep its state beside its logs, so that its next start replays only what follows; it also"
                    + " does so by itself, see snapshots in the configuration."
        },
        mixinStandardHelpOptions = true)
public final class SnapshotCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    public SnapshotCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CoreSnapshot kept = engine.ask(HeliographClient::createSnapshot);
        console.print(json ? line(kept) : text(kept));
        return ExitCode.OK.value();
    }

    private static String line(CoreSnapshot kept) {
        return new JsonLine()
                .put("event_sequence", kept.getEventSequence())
                .put("output_sequence", kept.getOutputSequence())
                .put("size_bytes", kept.getSizeBytes())
                .put("copy_ns", nanos(kept.getCopyDuration()))
                .put("write_ns", nanos(kept.getWriteDuration()))
                .toString();
    }

    private static String text(CoreSnapshot kept) {
        return String.format(
                Locale.ROOT,
                "kept: event=%d output=%d bytes=%d, copied in %.1f ms, written and forced in %.1f ms",
                kept.getEventSequence(),
                kept.getOutputSequence(),
                kept.getSizeBytes(),
                nanos(kept.getCopyDuration()) / 1e6,
                nanos(kept.getWriteDuration()) / 1e6);
    }

    private static long nanos(Duration duration) {
        return duration.getSeconds() * 1_000_000_000L + duration.getNanos();
    }
}
