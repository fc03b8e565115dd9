package io.heliograph.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.Driver;

/**
 * Opens connections on which nothing lasts for ever.
 *
 * <p>The driver's own limit on an answer is none; its limits say nothing about a server that stops reading what we send,
 * for which the writer has a guard of its own ({@link PostgresWriter}). The server in turn ends what a vanished engine left:
 * an abandoned transaction would hold the cursor's lock.
 */
final class Connections {
    private static final int CONNECT_SECONDS = 2;
    private static final Duration BORROW = Duration.ofSeconds(2);
    private static final Duration VALIDATION = Duration.ofSeconds(1);
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final Duration KEEPALIVE = Duration.ofMinutes(2);

    private Connections() {}

    /** The one connection for the writer, made when it is asked for; only to a server that takes writes. */
    static HikariDataSource writer(DatabaseAddress address, StoreLimits limits, ScheduledExecutorService timer) {
        Properties properties = properties(address, limits, "heliograph store");
        properties.setProperty("targetServerType", "primary");
        HikariConfig config = config(address, properties, "heliograph-store", timer);
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    /** A small pool for queries; making it does not need the database. */
    static HikariDataSource queries(DatabaseAddress address, StoreLimits limits, ScheduledExecutorService timer) {
        Properties properties = properties(address, limits, "heliograph queries");
        HikariConfig config = config(address, properties, "heliograph-queries", timer);
        config.setMaximumPoolSize(limits.connections());
        config.setMinimumIdle(1);
        config.setReadOnly(true);
        return new HikariDataSource(config);
    }

    /** The one way to a pool's connections; no text of a statement has holes that a value could fill. */
    static Jdbi jdbi(DataSource source) {
        Jdbi jdbi = Jdbi.create(source).installPlugin(new PostgresPlugin());
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        return jdbi;
    }

    private static HikariConfig config(
            DatabaseAddress address, Properties properties, String name, ScheduledExecutorService timer) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDriverClassName(Driver.class.getName());
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(properties);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(BORROW.toMillis());
        config.setValidationTimeout(VALIDATION.toMillis());
        config.setMaxLifetime(LIFETIME.toMillis());
        config.setKeepaliveTime(KEEPALIVE.toMillis());
        config.setScheduledExecutor(timer);
        return config;
    }

    private static Properties properties(DatabaseAddress address, StoreLimits limits, String name) {
        long answerMs = limits.answer().toMillis();
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("ApplicationName", name);
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("socketTimeout", Long.toString(limits.answer().toSeconds()));
        properties.setProperty("cancelSignalTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        // Error texts of the server repeat the values of rows.
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty(
                "options",
                "-c statement_timeout=" + answerMs
                        + " -c lock_timeout=" + answerMs
                        + " -c idle_in_transaction_session_timeout=" + TimeUnit.SECONDS.toMillis(10)
                        + " -c TimeZone=UTC");
        return properties;
    }
}
