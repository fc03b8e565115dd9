package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.seal.SealKey;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.store.DatabaseAddress;
import io.heliograph.server.store.TestDatabase;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.DurabilityLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Engines that seal with one key and store into one database, one after the other in one directory. */
final class SealedEngines {
    private static final String RECORDS = "SELECT number FROM heliograph.checkpoints ORDER BY number";

    private final Path data;
    private final Path key;
    private final Path password;
    private final SealKey sealKey;
    private final DatabaseAddress address = TestDatabase.create();

    SealedEngines(Path folder) throws IOException {
        Files.createDirectories(folder);
        data = folder.resolve("data");
        key = folder.resolve("key.pem");
        password = folder.resolve("password");
        sealKey = SealKey.generate(key);
        Files.writeString(password, address.password());
    }

    /** The next one, which seals ten times a second. */
    RunningEngine start(Map<String, ?> overrides) {
        return RunningEngine.start(config(overrides));
    }

    ServerConfig config(Map<String, ?> overrides) {
        Map<String, Object> all = new HashMap<>(Map.of("seal.key", key.toString(), "seal.interval", "100ms"));
        all.put("store", Map.of("url", address.url(), "user", address.user(), "password_file", password.toString()));
        all.putAll(overrides);
        return RunningEngine.config(data, all);
    }

    Path data() {
        return data;
    }

    /** The half of the key that may be known, as {@code verify --key} takes it. */
    String publicKey() {
        return sealKey.publicKey().text();
    }

    /** The database as {@code verify --witness} takes it. */
    String url() {
        return url(address);
    }

    static String url(DatabaseAddress address) {
        return address.url() + (address.url().contains("?") ? "&" : "?") + "user=" + address.user() + "&password="
                + address.password();
    }

    /** How many records the database holds without a hole from the first; fails where there is one. */
    long witnessed() {
        var numbers = TestDatabase.column(address, RECORDS);
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(Integer.toString(i + 1));
        }
        return numbers.size();
    }

    /** Publishes a batch and returns when its outputs are stored. */
    static void store(RunningEngine engine, BatchPublishMarketDataRequest batch) {
        engine.market()
                .withDeadlineAfter(120, TimeUnit.SECONDS)
                .batchPublishMarketData(batch.toBuilder()
                        .setWaitFor(DurabilityLevel.DURABILITY_LEVEL_STORED)
                        .build());
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
