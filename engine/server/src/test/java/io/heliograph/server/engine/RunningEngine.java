package io.heliograph.server.engine;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.heliograph.server.ExitCode;
import io.heliograph.server.config.ConfigLoader;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.v1.AdminServiceGrpc;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.GetEngineStatusRequest;
import io.heliograph.v1.MarketDataServiceGrpc;
import io.heliograph.v1.StrategyServiceGrpc;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** An engine in this JVM on a port of its own, without a store, and a channel to it. */
public final class RunningEngine implements AutoCloseable {
    private final Engine engine;
    private final ManagedChannel channel;
    private final CompletableFuture<ExitCode> fatal;

    private RunningEngine(Engine engine, CompletableFuture<ExitCode> fatal) {
        this.engine = engine;
        this.fatal = fatal;
        this.channel = NettyChannelBuilder.forAddress("127.0.0.1", engine.grpcPort())
                .usePlaintext()
                .build();
    }

    public static RunningEngine start(Path data) {
        return start(config(data, Map.of()));
    }

    public static RunningEngine start(ServerConfig config) {
        return start(config, surroundings -> surroundings);
    }

    /** Starts it in other surroundings than the usual ones. */
    public static RunningEngine start(ServerConfig config, UnaryOperator<Surroundings> changed) {
        CompletableFuture<ExitCode> fatal = new CompletableFuture<>();
        Surroundings surroundings = Surroundings.live(config.agents(), (code, failure) -> fatal.complete(code), "test");
        return new RunningEngine(Engine.start(config, changed.apply(surroundings)), fatal);
    }

    /** Starts it for an operator who gives something up. */
    public static RunningEngine start(ServerConfig config, Concessions conceded) {
        CompletableFuture<ExitCode> fatal = new CompletableFuture<>();
        Surroundings surroundings = Surroundings.live(config.agents(), (code, failure) -> fatal.complete(code), "test")
                .conceding(conceded);
        return new RunningEngine(Engine.start(config, surroundings), fatal);
    }

    public static ServerConfig config(Path data, Map<String, ?> overrides) {
        Map<String, Object> all = new HashMap<>(overrides);
        all.put("data", data.toString());
        all.putIfAbsent("grpc.port", 0);
        all.putIfAbsent("store", "none");
        return new ConfigLoader(Optional.empty(), all, Map.of()).load();
    }

    public Engine engine() {
        return engine;
    }

    public ManagedChannel channel() {
        return channel;
    }

    /** What the process would have ended with; null while all is well. */
    public ExitCode fatal() {
        return fatal.getNow(null);
    }

    /** Waits for what the process would have ended with. */
    public ExitCode awaitFatal(long patience, TimeUnit unit) throws Exception {
        return fatal.get(patience, unit);
    }

    public MarketDataServiceGrpc.MarketDataServiceBlockingStub market() {
        return MarketDataServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    public StrategyServiceGrpc.StrategyServiceBlockingStub strategies() {
        return StrategyServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    public EngineStatus status() {
        return AdminServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .getEngineStatus(GetEngineStatusRequest.getDefaultInstance())
                .getEngineStatus();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        engine.close();
    }
}
