package io.heliograph.server.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything that is configured, checked.
 *
 * @param data folder of the journal
 * @param lines every key, its value and where it comes from, to be printed once; no secret is in it
 */
public record ServerConfig(
        Path data,
        GrpcConfig grpc,
        HttpConfig http,
        StoreConfig store,
        StrategiesConfig strategies,
        List<InstrumentConfig> instruments,
        CoreConfig core,
        IngressConfig ingress,
        JournalConfig journal,
        SnapshotsConfig snapshots,
        RetentionConfig retention,
        SealConfig seal,
        AgentsConfig agents,
        PublishConfig publish,
        List<String> lines) {}
