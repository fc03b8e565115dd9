package io.heliograph.server.cli.serve;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.cli.option.Speed;
import io.heliograph.server.cli.signal.SignalLine;
import io.heliograph.server.config.ConfigLoader;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.demo.Demo;
import io.heliograph.server.demo.DemoDirectory;
import io.heliograph.server.demo.DemoOptions;
import io.heliograph.server.demo.DemoReport;
import io.heliograph.server.text.NumberText;
import io.heliograph.v1.Signal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job, from a made-up market to a database, in half a minute. */
@Command(
        name = "demo",
        description = {
            "Run an engine with an embedded PostgreSQL, a seeded synthetic market and all house strategies.",
            "Two hours of market come at once, then event time runs at a multiple of the clock. The data directory is"
                    + " emptied first. At the end the database drains and the summary is printed."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final int BACKFILL_LINES = 10;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(names = "--symbols", paramLabel = "N", description = "Symbols of the market (default: ${DEFAULT-VALUE}).")
    private int symbols = 20;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the market (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--seconds", paramLabel = "N", description = "How long (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Exactly N trades as fast as they are taken; the content digest then repeats for a seed.")
    private long events;

    @Option(
            names = "--speed",
            paramLabel = "X",
            converter = Speed.class,
            description = "Event time passes X times as fast as the clock (default: ${DEFAULT-VALUE}).")
    private double speed = 60;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("heliograph-data", "demo");

    @Option(names = "--port", paramLabel = "PORT", description = "gRPC port, 0: any free one (default: 50051).")
    private int port = 50051;

    @Option(names = "--stay", description = "Go on serving after the summary, until interrupted.")
    private boolean stay;

    @Option(names = "--json", description = "Print the summary as one JSON object, and no signals.")
    private boolean json;

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        DemoOptions options = options();
        ServerConfig config = new ConfigLoader(
                        Optional.empty(), Map.of("data", data.toAbsolutePath().toString(), "grpc.port", port), Map.of())
                .load();
        DemoDirectory.wipe(config.data(), config.data().resolve("postgres"));
        try (EngineHost host = EngineHost.start(config)) {
            console.say("serving on 127.0.0.1:" + host.engine().grpcPort() + ", data in " + data + ", seed " + seed);
            Lines lines = new Lines();
            DemoReport report = new Demo(host.engine(), options, System::nanoTime, lines::onSignal)
                    .run(lines::onLive, host::hasFailed);
            console.print(json ? json(report) : text(report));
            if (host.hasFailed()) {
                return host.awaitEnd().value();
            }
            if (stay) {
                console.say("still serving on 127.0.0.1:" + host.engine().grpcPort() + "; interrupt to stop");
                return host.awaitEnd().value();
            }
            boolean isComplete = report.signalsStored() == report.signalsEmitted();
            return (isComplete ? ExitCode.OK : ExitCode.FINDING).value();
        }
    }

    private DemoOptions options() {
        try {
            return new DemoOptions(symbols, seed, seconds, events, speed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static String text(DemoReport report) {
        return String.format(
                Locale.ROOT,
                """

                trades published   %d
                events journaled   %d
                late               %d
                bars closed        %d
                signals emitted    %d
                signals stored     %d
                first signal after %.2f s
                tick to signal     p50 %.1f us, p99 %.1f us, p99.9 %.1f us
                bytes an event     %s on the sequencer's thread, last half
                content digest     %s
                took               %.1f s""",
                report.trades(),
                report.events(),
                report.late(),
                report.bars(),
                report.signalsEmitted(),
                report.signalsStored(),
                report.firstSignalMs() / 1e3,
                report.latencyP50Ns() / 1e3,
                report.latencyP99Ns() / 1e3,
                report.latencyP999Ns() / 1e3,
                NumberText.of(Math.rint(report.bytesPerEvent() * 1e4) / 1e4),
                report.digest(),
                report.seconds());
    }

    private static String json(DemoReport report) {
        return new JsonLine()
                .put("trades", report.trades())
                .put("events", report.events())
                .put("late", report.late())
                .put("bars", report.bars())
                .put("signals_emitted", report.signalsEmitted())
                .put("signals_stored", report.signalsStored())
                .put("first_signal_ms", report.firstSignalMs())
                .put("latency_p50_ns", report.latencyP50Ns())
                .put("latency_p99_ns", report.latencyP99Ns())
                .put("latency_p999_ns", report.latencyP999Ns())
                .put("bytes_per_event", report.bytesPerEvent())
                .put("content_digest", report.digest())
                .put("seconds", Math.rint(report.seconds() * 1000) / 1000)
                .toString();
    }

    /** Prints the first signals of the two hours, then all that come live. */
    private final class Lines {
        private final AtomicLong printed = new AtomicLong();

        private volatile boolean isLive;

        void onSignal(Signal signal) {
            if (!json && (isLive || printed.get() < BACKFILL_LINES)) {
                printed.incrementAndGet();
                console.print(SignalLine.text(signal));
            }
        }

        void onLive(long trades, long signals) {
            isLive = true;
            console.say(String.format(
                    Locale.ROOT,
                    "... %,d trades of two hours came at once, %,d signals so far; now live",
                    trades,
                    signals));
        }
    }
}
