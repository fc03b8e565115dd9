package io.heliograph.client;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Says how a {@link HeliographClient} shall connect; without a word it finds an engine on this machine.
 *
 * <p>Not thread-safe.
 */
public final class HeliographClientBuilder {
    /** Where an engine listens if nothing else is said. */
    public static final String DEFAULT_TARGET = "127.0.0.1:50051";

    private static final int MAX_INBOUND_BYTES = 16 << 20;
    private static final Duration SHORTEST_KEEPALIVE = Duration.ofSeconds(10);

    private String target = DEFAULT_TARGET;
    private Boolean plaintext;
    private Path trustedCertificates;
    private Path clientCertificate;
    private Path clientKey;
    private Supplier<String> token;
    private Duration keepAlive = Duration.ofSeconds(30);
    private Duration deadline = Duration.ofSeconds(30);
    private String userAgent = "";
    private boolean direct;

    HeliographClientBuilder() {}

    /** The engine's address as host:port or a gRPC target; default 127.0.0.1:50051. */
    public HeliographClientBuilder target(String value) {
        this.target = value;
        return this;
    }

    /** Speaks without TLS, whatever the address; without this call only loopback addresses are spoken to so. */
    public HeliographClientBuilder plaintext() {
        this.plaintext = true;
        return this;
    }

    /** Speaks TLS, whatever the address. */
    public HeliographClientBuilder tls() {
        this.plaintext = false;
        return this;
    }

    /** Speaks TLS and trusts these certificates (PEM) instead of the machine's. */
    public HeliographClientBuilder trustedCertificates(Path pem) {
        this.trustedCertificates = pem;
        return tls();
    }

    /** Speaks TLS and shows this certificate (PEM chain and PKCS#8 key). */
    public HeliographClientBuilder clientCertificate(Path pemChain, Path pemKey) {
        this.clientCertificate = pemChain;
        this.clientKey = pemKey;
        return tls();
    }

    /** Sends a bearer token with each call; the supplier is asked each time and must not block for long. */
    public HeliographClientBuilder bearerToken(Supplier<String> value) {
        this.token = value;
        return this;
    }

    /** How often an otherwise silent stream's connection is tried; at least 10 s, which the engine permits, default 30 s. */
    public HeliographClientBuilder keepAlive(Duration value) {
        if (value.compareTo(SHORTEST_KEEPALIVE) < 0) {
            throw new IllegalArgumentException("keepAlive must be at least " + SHORTEST_KEEPALIVE
                    + ", the engine permits no less: keepAlive=" + value);
        }
        this.keepAlive = value;
        return this;
    }

    /** How long a blocking call, and the opening of a stream, may take; above 0, default 30 s. */
    public HeliographClientBuilder deadline(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("deadline must be above 0: deadline=" + value);
        }
        this.deadline = value;
        return this;
    }

    /** The name of the program, told to the engine in front of the client's own. */
    public HeliographClientBuilder userAgent(String value) {
        this.userAgent = value;
        return this;
    }

    /**
     * Calls listeners on the thread of the network instead of a thread of their own: some microseconds sooner, but a listener
     * must then never block, nor make a blocking call of this client.
     */
    public HeliographClientBuilder directCallbacks() {
        this.direct = true;
        return this;
    }

    /**
     * Makes the client; it connects with its first call.
     *
     * @throws IllegalArgumentException if the settings do not go together
     * @throws UncheckedIOException if a certificate cannot be read
     */
    public HeliographClient build() {
        boolean loopback = Target.isLoopback(target);
        boolean clear = plaintext == null ? loopback : plaintext;
        if (clear && !loopback && token != null) {
            throw new IllegalArgumentException(
                    "a bearer token is not sent in the clear over a network: target=" + target + ": use tls()");
        }
        ThreadFactory threads = threads();
        ExecutorService callbacks = Executors.newCachedThreadPool(threads);
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, threads);
        ManagedChannelBuilder<?> channel = Grpc.newChannelBuilder(target, credentials(clear))
                .userAgent((userAgent + " heliograph-java/" + version()).strip())
                .maxInboundMessageSize(MAX_INBOUND_BYTES)
                .keepAliveTime(keepAlive.toNanos(), TimeUnit.NANOSECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .executor(callbacks);
        if (direct) {
            channel.directExecutor();
        }
        if (token != null) {
            channel.intercept(new BearerTokenInterceptor(token));
        }
        return new HeliographClient(
                new ClientCore(channel.build(), callbacks, scheduler, new ErrorMapper(target), deadline));
    }

    private ChannelCredentials credentials(boolean clear) {
        if (clear) {
            return InsecureChannelCredentials.create();
        }
        try {
            TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
            if (trustedCertificates != null) {
                tls.trustManager(trustedCertificates.toFile());
            }
            if (clientCertificate != null) {
                tls.keyManager(clientCertificate.toFile(), clientKey.toFile());
            }
            return tls.build();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a certificate cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static ThreadFactory threads() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "heliograph-client-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static String version() {
        return Optional.ofNullable(HeliographClient.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
