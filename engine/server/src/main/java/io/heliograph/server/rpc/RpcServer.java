package io.heliograph.server.rpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.MappedFault;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The gRPC server: our services behind the gate, health and reflection, and limits against those who mean no good.
 *
 * <p>Runs handlers on the threads of the transport, so no handler may block. The age of connections is not limited as long
 * as clients cannot resume by themselves.
 */
public final class RpcServer implements AutoCloseable {
    private static final int MAX_CALLS_PER_CONNECTION = 100;
    private static final int MAX_RESETS = 100;
    private static final int RESET_WINDOW_SECONDS = 10;
    private static final int MAX_METADATA_BYTES = 8 * 1024;

    private final Server server;
    private final HealthStatusManager health;
    private final LateServices late;

    /**
     * PEM files of a certificate.
     *
     * @param clientAuthorities who vouches for clients; empty = clients need no certificate
     */
    public record TlsFiles(File certificate, File key, Optional<File> clientAuthorities) {}

    private RpcServer(Server server, HealthStatusManager health, LateServices late) {
        this.server = server;
        this.health = health;
        this.late = late;
    }

    /** Binds the port and begins to answer, with all services there are. */
    public static RpcServer start(
            InetSocketAddress address,
            Optional<TlsFiles> tls,
            Gate gate,
            int maxMessageBytes,
            List<? extends BindableService> services) {
        return start(address, tls, gate, maxMessageBytes, services, List.of(), fault -> {});
    }

    /**
     * Binds the port and begins to answer; health says NOT_SERVING until {@link #serve}.
     *
     * @param address port 0 = any free one
     * @param gate which calls are let in
     * @param maxMessageBytes longest message read
     * @param services to be answered as the gate says
     * @param announced stand for services that are put in their place later, and only then let in
     * @param onFault is told, on the thread of the call, of a {@link MappedFault}
     * @throws FatalException PORT_OR_TLS where the address or the certificate cannot be used
     */
    public static RpcServer start(
            InetSocketAddress address,
            Optional<TlsFiles> tls,
            Gate gate,
            int maxMessageBytes,
            List<? extends BindableService> services,
            List<? extends BindableService> announced,
            Consumer<Throwable> onFault) {
        HealthStatusManager health = new HealthStatusManager();
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.NOT_SERVING);
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address)
                .directExecutor()
                .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
                .maxRstFramesPerWindow(MAX_RESETS, RESET_WINDOW_SECONDS)
                .maxInboundMetadataSize(MAX_METADATA_BYTES)
                .maxInboundMessageSize(maxMessageBytes)
                .handshakeTimeout(10, TimeUnit.SECONDS)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(false)
                .maxConnectionIdle(10, TimeUnit.MINUTES)
                .intercept(new CallGuard(gate, onFault));
        tls.ifPresent(files -> builder.sslContext(sslContext(files)));
        addAll(builder, services, health);
        LateServices late = new LateServices();
        announced.forEach(late::put);
        builder.fallbackHandlerRegistry(late);
        try {
            return new RpcServer(builder.build().start(), health, late);
        } catch (IOException e) {
            throw new FatalException(
                    ExitCode.PORT_OR_TLS,
                    "expected a free address, found one that cannot be bound: host=" + address.getHostString()
                            + " port=" + address.getPort() + " cause=" + rootMessage(e),
                    e);
        }
    }

    /** Puts a service in the place of the one that was announced under its name. */
    public void replace(BindableService service) {
        late.put(service);
    }

    /** Says to the world that calls are answered. */
    public void serve() {
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
    }

    /** Says to the world that calls are no longer answered, and takes no new connections. */
    public void drain() {
        if (!server.isShutdown()) {
            health.enterTerminalState();
            server.shutdown();
        }
    }

    /** The port that was bound. */
    public int port() {
        return server.getPort();
    }

    /** Ends what is still open after a second of grace. */
    @Override
    public void close() {
        drain();
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.shutdownNow();
                server.awaitTermination(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static void addAll(
            NettyServerBuilder builder, List<? extends BindableService> services, HealthStatusManager health) {
        for (BindableService service : services) {
            ServerServiceDefinition definition = service.bindService();
            builder.addService(Malformed.tolerate(definition));
        }
        builder.addService(Malformed.tolerate(health.getHealthService().bindService()));
        builder.addService(
                Malformed.tolerate(ProtoReflectionServiceV1.newInstance().bindService()));
    }

    private static SslContext sslContext(TlsFiles files) {
        try {
            SslContextBuilder builder =
                    GrpcSslContexts.forServer(files.certificate(), files.key()).protocols("TLSv1.3");
            if (files.clientAuthorities().isPresent()) {
                builder.trustManager(files.clientAuthorities().get()).clientAuth(ClientAuth.REQUIRE);
            }
            return builder.build();
        } catch (IOException | RuntimeException e) {
            throw new FatalException(
                    ExitCode.PORT_OR_TLS,
                    "expected PEM files of a certificate and its key: certificate=" + files.certificate() + " key="
                            + files.key() + " cause=" + rootMessage(e),
                    e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
