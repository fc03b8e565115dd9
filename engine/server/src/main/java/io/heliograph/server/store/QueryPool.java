package io.heliograph.server.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;

/** The connections for queries; none until the database was reached once. Any thread borrows, the store's thread points. */
final class QueryPool implements AutoCloseable {
    private final StoreLimits limits;
    private final ScheduledExecutorService timer;

    private DatabaseAddress address;
    private volatile HikariDataSource pool;

    QueryPool(StoreLimits limits, ScheduledExecutorService timer) {
        this.limits = limits;
        this.timer = timer;
    }

    /** Takes connections from there from now on. */
    void pointAt(DatabaseAddress next) {
        if (next.equals(address)) {
            return;
        }
        HikariDataSource old = pool;
        pool = Connections.pool(next, limits, timer);
        address = next;
        if (old != null) {
            old.close();
        }
    }

    /** A connection to be closed soon. */
    Connection borrow() throws SQLException {
        HikariDataSource current = pool;
        if (current == null) {
            throw new SQLException("the database was not reached yet");
        }
        return current.getConnection();
    }

    @Override
    public void close() {
        HikariDataSource current = pool;
        if (current != null) {
            current.close();
        }
    }
}
