package io.heliograph.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where gRPC listens.
 *
 * @param host address or name to bind
 * @param port 0 = any free one
 * @param tls files of the certificate; empty = plaintext
 */
public record GrpcConfig(String host, int port, Optional<Tls> tls) {
    /**
     * PEM files.
     *
     * @param certificate chain of the server
     * @param key its private key
     * @param clientAuthorities who vouches for clients; empty = clients need no certificate
     */
    public record Tls(Path certificate, Path key, Optional<Path> clientAuthorities) {}
}
