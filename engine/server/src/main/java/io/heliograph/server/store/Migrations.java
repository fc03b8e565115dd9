package io.heliograph.server.store;

import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * Brings the tables to the form that this release knows, and refuses those of a newer one.
 *
 * <p>Each migration is one transaction with its line in {@code flyway_schema_history}, under a lock, so one that dies half
 * way leaves nothing.
 */
final class Migrations {
    static final String SCHEMA = "heliograph";

    private Migrations() {}

    /**
     * Migrates; answers how many steps were taken.
     *
     * @throws FatalException if a newer release made the tables
     */
    static int migrate(DatabaseAddress address, StoreLimits limits) {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(address.url(), address.user(), address.password())
                .jdbcProperties(Map.of(
                        "connectTimeout", "2",
                        "socketTimeout", Long.toString(10 * limits.answer().toSeconds()),
                        "tcpKeepAlive", "true",
                        "ApplicationName", "heliograph migrations"))
                .locations("classpath:io/heliograph/server/store/migrations")
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .createSchemas(true)
                .cleanDisabled(true)
                .connectRetries(0)
                .validateMigrationNaming(true)
                .loggers("slf4j")
                .load();
        List<MigrationInfo> newer = List.of(flyway.info().all()).stream()
                .filter(info -> info.getState() == MigrationState.FUTURE_SUCCESS
                        || info.getState() == MigrationState.FUTURE_FAILED)
                .toList();
        if (!newer.isEmpty()) {
            throw new FatalException(
                    ExitCode.OTHER_VERSION,
                    "the tables were made by a newer release: schema=" + SCHEMA + " found=V"
                            + newer.get(newer.size() - 1).getVersion() + "; use that release, or another database");
        }
        return flyway.migrate().migrationsExecuted;
    }
}
