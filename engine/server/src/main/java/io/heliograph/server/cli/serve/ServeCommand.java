package io.heliograph.server.cli.serve;

import io.heliograph.journal.seal.SealKey;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.config.ConfigLoader;
import io.heliograph.server.config.SealConfig;
import io.heliograph.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the engine, until it is asked to end. */
@Command(
        name = "serve",
        description = {
            "Run the engine until it is asked to end (interrupt or TERM), then stop cleanly with code 0.",
            "Signals go to an embedded PostgreSQL under the data directory, or where the configuration's store says."
        },
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration in HOCON; every key has a default.")
    private Path file;

    @Mixin
    private HostOptions host;

    @Mixin
    private ConcessionOptions conceded;

    public ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerConfig config = new ConfigLoader(Optional.ofNullable(file), host.overrides(), System.getenv()).load();
        config.lines().forEach(console::say);
        console.say("auth = off: every caller who reaches the port has all roles");
        console.say(seals(config.seal()));
        try (EngineHost running = EngineHost.start(config, conceded.concessions())) {
            console.print("serving on " + config.grpc().host() + ":"
                    + running.engine().grpcPort());
            return running.awaitEnd().value();
        }
    }

    private static String seals(SealConfig config) {
        return config.key()
                .map(
                        file -> "seals = on: public key "
                                + SealKey.read(file).publicKey().text()
                                + config.witnessFile()
                                        .map(witness -> ", witness " + witness)
                                        .orElse(
                                                "; no witness file: what was cut off or put back is seen only against a copy elsewhere"))
                .orElse(
                        "seals = off: no seal.key, so nobody can tell whether the journal was changed; verify says UNSIGNED");
    }
}
