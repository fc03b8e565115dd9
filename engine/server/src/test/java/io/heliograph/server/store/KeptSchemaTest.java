package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.releases.KeptRelease;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables that every release made: this one takes them over as they are, and changes no step that was ever taken. */
final class KeptSchemaTest {
    private static final StoreLimits LIMITS =
            new StoreLimits(64, 10, Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(5), 2);

    static Stream<KeptRelease> releases() throws IOException {
        return KeptRelease.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldStillHaveEveryStepAsItWas(KeptRelease release) throws IOException {
        List<Path> kept = files(release);
        assertThat(kept).isNotEmpty();
        for (Path file : kept) {
            try (InputStream now = Migrations.class.getResourceAsStream("migrations/" + file.getFileName())) {
                assertThat(now).as("%s", file).isNotNull().hasBinaryContent(Files.readAllBytes(file));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldTakeOverTheTablesOfARelease(KeptRelease release) throws IOException {
        DatabaseAddress address = TestDatabase.create();
        int before = Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .locations("filesystem:" + release.migrations().toAbsolutePath())
                .schemas(Migrations.SCHEMA)
                .load()
                .migrate()
                .migrationsExecuted;

        int steps = Migrations.migrate(address, LIMITS);

        assertThat(before).isEqualTo(files(release).size());
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM heliograph.flyway_schema_history WHERE success"))
                .isGreaterThanOrEqualTo(before + steps);
        assertThat(Migrations.migrate(address, LIMITS)).isZero();
    }

    private static List<Path> files(KeptRelease release) throws IOException {
        try (Stream<Path> files = Files.list(release.migrations())) {
            return files.sorted().toList();
        }
    }
}
