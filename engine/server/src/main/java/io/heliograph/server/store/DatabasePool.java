package io.heliograph.server.store;

import com.zaxxer.hikari.HikariDataSource;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to where the database is now, and the one {@link Jdbi} over them; none until it was pointed there.
 *
 * <p>Any thread borrows; the store's thread points, forgets and closes.
 */
final class DatabasePool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabasePool.class);

    private final Function<DatabaseAddress, HikariDataSource> opener;

    private volatile Open open;

    /** Opens nothing yet. */
    DatabasePool(Function<DatabaseAddress, HikariDataSource> opener) {
        this.opener = opener;
    }

    private record Open(DatabaseAddress address, HikariDataSource source, Jdbi jdbi) {}

    /** Takes connections from there from now on. */
    void pointAt(DatabaseAddress address) {
        Open old = open;
        if (old != null && old.address().equals(address)) {
            return;
        }
        HikariDataSource source = opener.apply(address);
        open = new Open(address, source, Connections.jdbi(source));
        if (old != null) {
            old.source().close();
        }
    }

    /** Trusts no connection that is open now; those that are borrowed end when they come back. */
    void forget() {
        Open current = open;
        if (current != null) {
            current.source().getHikariPoolMXBean().softEvictConnections();
        }
    }

    /**
     * Does something with a connection.
     *
     * @throws SQLException the driver's own, where Jdbi wrapped it
     */
    <R> R use(HandleCallback<R, SQLException> work) throws SQLException {
        Open current = open;
        if (current == null) {
            throw new SQLException("the database was not reached yet");
        }
        try {
            return current.jdbi().withHandle(work);
        } catch (JdbiException e) {
            throw driversOwn(e);
        }
    }

    /**
     * Asks for somebody who cannot do anything about the database.
     *
     * @throws Rejection STORE_UNAVAILABLE
     */
    <R> R ask(HandleCallback<R, SQLException> question) {
        try {
            return use(question);
        } catch (SQLException e) {
            LOG.debug("query failed", e);
            throw new Rejection(
                    ErrorReason.ERROR_REASON_STORE_UNAVAILABLE,
                    "the store cannot be reached now: sql_state=" + e.getSQLState());
        }
    }

    /** The innermost: around it stand Jdbi's with the statement, and the pool's with how long it waited. */
    private static SQLException driversOwn(JdbiException e) {
        SQLException found = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            found = cause instanceof SQLException sql ? sql : found;
        }
        if (found == null) {
            throw e;
        }
        return found;
    }

    @Override
    public void close() {
        Open current = open;
        if (current != null) {
            current.source().close();
        }
    }
}
