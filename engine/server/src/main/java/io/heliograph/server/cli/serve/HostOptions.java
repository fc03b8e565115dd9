package io.heliograph.server.cli.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What the command line says in place of the configuration. */
final class HostOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Data directory, in place of the configuration's.")
    private String data;

    @Option(names = "--port", paramLabel = "PORT", description = "gRPC port, 0: any free one.")
    private Integer port;

    @Option(names = "--store", paramLabel = "KIND", description = "embedded or none, in place of the configuration's.")
    private String store;

    @Option(names = "--insecure", description = "Allow plaintext on an address that is not loopback.")
    private boolean insecure;

    /** Keys of the configuration and their values. */
    Map<String, Object> overrides() {
        Map<String, Object> overrides = new LinkedHashMap<>();
        if (data != null) {
            overrides.put("data", data);
        }
        if (port != null) {
            overrides.put("grpc.port", port);
        }
        if (store != null) {
            overrides.put("store", store);
        }
        if (insecure) {
            overrides.put("grpc.insecure", true);
        }
        return overrides;
    }
}
