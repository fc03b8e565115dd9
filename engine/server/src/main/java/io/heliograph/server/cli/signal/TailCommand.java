package io.heliograph.server.cli.signal;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.client.SignalListener;
import io.heliograph.client.Subscription;
import io.heliograph.client.SubscriptionRequest;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.option.EngineOptions;
import io.heliograph.server.text.TimeText;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamProgress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tail}: signals as they come. */
@Command(
        name = "tail",
        description = "Print signals as they come. With --resume FILE it goes on where it was.",
        mixinStandardHelpOptions = true)
public final class TailCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Only signals that pass, such as: symbol = \"SPY\" AND side = BUY")
    private String filter = "";

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description =
                    "latest (default), earliest, snapshot, an output sequence (exclusive), or a receive time (UTC).")
    private String from = "latest";

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "Keep the position in FILE; where it is there, go on from it.")
    private Path resume;

    @Option(
            names = "--min-level",
            paramLabel = "LEVEL",
            description = "How safe a signal must be before it is printed: journaled (default), durable (forced to the"
                    + " disk) or stored (in the database).")
    private Level minLevel = Level.JOURNALED;

    @Option(names = "--no-follow", description = "End when everything that is there has been printed.")
    private boolean once;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    /** The levels by the names they have on the command line. */
    private enum Level {
        JOURNALED(DurabilityLevel.DURABILITY_LEVEL_JOURNALED),
        DURABLE(DurabilityLevel.DURABILITY_LEVEL_DURABLE),
        STORED(DurabilityLevel.DURABILITY_LEVEL_STORED);

        private final DurabilityLevel level;

        Level(DurabilityLevel level) {
            this.level = level;
        }
    }

    public TailCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ResumeFile file = resume == null ? null : new ResumeFile(resume);
        SubscriptionRequest request = start(file).filter(filter).minLevel(minLevel.level);
        Printed printed = new Printed(file);
        try (HeliographClient client = engine.client();
                Subscription subscription = client.subscribe(request, printed)) {
            subscription.ended().whenComplete((nothing, failure) -> printed.ended.countDown());
            printed.ended.await();
            if (printed.unkept != null) {
                throw printed.unkept;
            }
            if (subscription.ended().isCompletedExceptionally()) {
                throw printed.failure.orElseThrow();
            }
            return ExitCode.OK.value();
        } catch (HeliographException e) {
            throw engine.failure(e);
        }
    }

    private SubscriptionRequest start(ResumeFile file) {
        Optional<String> token = file == null ? Optional.empty() : file.read();
        if (token.isPresent()) {
            return SubscriptionRequest.resume(token.get());
        }
        return switch (from) {
            case "latest" -> SubscriptionRequest.fromLatest();
            case "earliest" -> SubscriptionRequest.fromEarliest();
            case "snapshot" -> SubscriptionRequest.snapshotThenFollow();
            default ->
                from.matches("\\d{1,18}")
                        ? SubscriptionRequest.afterSequence(Long.parseLong(from))
                        : SubscriptionRequest.afterTime(time());
        };
    }

    private long time() {
        try {
            return TimeText.parse(from);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from: expected latest, earliest, snapshot, a sequence or a time in UTC, found " + from);
        }
    }

    /** Prints each signal, then keeps the position behind it. */
    private final class Printed implements SignalListener {
        private final CountDownLatch ended = new CountDownLatch(1);

        private final ResumeFile file;

        private volatile Optional<HeliographException> failure = Optional.empty();
        private volatile CommandException unkept;

        /** @param file where positions are kept; null: nowhere */
        Printed(ResumeFile file) {
            this.file = file;
        }

        @Override
        public void onSignals(SignalBatch batch) {
            if (unkept != null) {
                return;
            }
            for (Signal signal : batch.getSignalsList()) {
                console.print(json ? SignalLine.json(signal) : SignalLine.text(signal));
            }
            if (batch.getEndOfEvent()) {
                keep(batch.getResumeToken());
            }
        }

        @Override
        public void onProgress(StreamProgress progress) {
            keep(progress.getResumeToken());
            if (once && progress.getCaughtUp()) {
                ended.countDown();
            }
        }

        @Override
        public void onClosed(Optional<HeliographException> why) {
            failure = why;
        }

        private void keep(String token) {
            if (file == null || unkept != null || token.isEmpty()) {
                return;
            }
            try {
                file.write(token);
            } catch (CommandException e) {
                // Not for the stream, which is well, but for the command, which waits.
                unkept = e;
                ended.countDown();
            }
        }
    }
}
