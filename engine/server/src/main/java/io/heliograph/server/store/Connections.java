package io.heliograph.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postgresql.Driver;

/**
 * Opens connections on which nothing lasts for ever.
 *
 * <p>The driver's own limit on an answer is none; its limits say nothing about a server that stops reading what we send,
 * for which the writer has a guard of its own ({@link BatchWriter}). The server in turn ends what a vanished engine left:
 * an abandoned transaction would hold the cursor's lock.
 */
final class Connections {
    private static final int CONNECT_SECONDS = 2;
    private static final Duration BORROW = Duration.ofSeconds(2);
    private static final Duration VALIDATION = Duration.ofSeconds(1);
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final Duration KEEPALIVE = Duration.ofMinutes(2);

    private Connections() {}

    /** A connection of its own for the writer; only to a server that takes writes. */
    static Connection writer(DatabaseAddress address, StoreLimits limits) throws SQLException {
        Properties properties = properties(address, limits, "heliograph store");
        properties.setProperty("targetServerType", "primary");
        Connection connection = new Driver().connect(address.url(), properties);
        if (connection == null) {
            throw new SQLException("not an address of PostgreSQL: url=" + address.url());
        }
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** A small pool for queries; making it does not need the database. */
    static HikariDataSource pool(DatabaseAddress address, StoreLimits limits, ScheduledExecutorService timer) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("heliograph-queries");
        config.setDriverClassName(Driver.class.getName());
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(properties(address, limits, "heliograph queries"));
        config.setMaximumPoolSize(limits.connections());
        config.setMinimumIdle(1);
        config.setReadOnly(true);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(BORROW.toMillis());
        config.setValidationTimeout(VALIDATION.toMillis());
        config.setMaxLifetime(LIFETIME.toMillis());
        config.setKeepaliveTime(KEEPALIVE.toMillis());
        config.setScheduledExecutor(timer);
        return new HikariDataSource(config);
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
