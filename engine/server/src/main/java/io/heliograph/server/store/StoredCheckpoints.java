package io.heliograph.server.store;

import io.heliograph.journal.seal.SealRecord;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Reads the copies of signed records that a database holds, for who checks a journal. */
public final class StoredCheckpoints {
    // Index: checkpoints_pkey.
    private static final String ALL =
            "SELECT record FROM heliograph.checkpoints ORDER BY journal_id, number, written_at";

    private StoredCheckpoints() {}

    /**
     * All of them, those of each journal in order.
     *
     * @param url JDBC URL, user and password in it; where it names no password that of the environment is taken
     * @throws FatalException UNREACHABLE if the database cannot be asked
     */
    public static List<SealRecord> read(String url, String password) {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        if (!password.isEmpty() && !url.contains("password=")) {
            properties.setProperty("password", password);
        }
        List<SealRecord> records = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                SealRecord record = SealRecord.read(ByteBuffer.wrap(rows.getBytes(1)));
                if (record == null) {
                    throw new FatalException(
                            ExitCode.UNREACHABLE,
                            "the database holds a checkpoint that is no record: table=checkpoints");
                }
                records.add(record);
            }
            return records;
        } catch (SQLException e) {
            throw new FatalException(
                    ExitCode.UNREACHABLE,
                    "cannot read the checkpoints of the database: sql_state=" + e.getSQLState() + " found="
                            + e.getMessage().replaceAll("(?i)password=[^&\\s]*", "password=***"),
                    e);
        }
    }
}
