package io.heliograph.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The one database server of a test JVM, with a fresh database for whoever asks. */
public final class TestDatabase {
    /** Where every test of the module finds the programs, unpacked once. */
    public static final Path PROGRAMS = Path.of("target", "postgres-programs");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static DatabaseAddress server;

    private TestDatabase() {}

    /** An empty database of its own. */
    public static synchronized DatabaseAddress create() {
        try {
            if (server == null) {
                Path folder = Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "test-postgres-");
                EmbeddedDatabase database = new EmbeddedDatabase(folder, PROGRAMS);
                server = database.reach();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    database.close();
                    try {
                        PostgresBinaries.delete(folder);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
            }
            String name = "test_" + COUNT.incrementAndGet();
            execute(server, "CREATE DATABASE " + name);
            return new DatabaseAddress(server.url().replace("/postgres", "/" + name), server.user(), server.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }

    /** Runs statements, each on its own. */
    public static void execute(DatabaseAddress address, String... statements) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(String.join("; ", statements), e);
        }
    }

    /** The first column of all rows, as text. */
    public static List<String> column(DatabaseAddress address, String sql) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    public static long number(DatabaseAddress address, String sql) {
        return Long.parseLong(column(address, sql).get(0));
    }
}
