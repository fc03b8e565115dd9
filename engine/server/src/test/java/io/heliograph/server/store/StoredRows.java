package io.heliograph.server.store;

import com.google.protobuf.util.Timestamps;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What lies in the embedded database of a running engine, read past the engine by a connection of our own.
 *
 * <p>Answers are lines of text, so that two of them can be laid side by side.
 */
public final class StoredRows implements AutoCloseable {
    private static final int PORT_LINE = 3;

    private final Connection connection;

    private StoredRows(Connection connection) {
        this.connection = connection;
    }

    /** Connects to the server that runs on an engine's data directory. */
    public static StoredRows open(Path data) throws IOException, SQLException {
        Path folder = data.resolve("postgres");
        String port = Files.readAllLines(folder.resolve("data/postmaster.pid")).get(PORT_LINE);
        String password = Files.readString(folder.resolve("password")).strip();
        return new StoredRows(TestDatabase.connect(new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port.strip() + "/postgres", "heliograph", password)));
    }

    /** The server that runs on an engine's data directory; empty where none is alive. */
    public static Optional<ProcessHandle> server(Path data) throws IOException {
        return Postmaster.find(data.resolve("postgres/data").toAbsolutePath().normalize());
    }

    /** Whether a process is a living server of an engine's data directory. */
    public static boolean serves(ProcessHandle process, Path data) {
        return Postmaster.serves(
                process, data.resolve("postgres/data").toAbsolutePath().normalize());
    }

    /** All bars of a symbol and timeframe by start. */
    public List<StoredBar> bars(String symbol, String timeframe) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT sequence, symbol, timeframe, bar_start_ns, bar_end_ns, ordinal, open_price, high_price,
                    low_price, close_price, volume, coalesce(wap, 'NaN'), trades, origin, flags
                FROM heliograph.bars
                WHERE symbol = ? AND timeframe = ?
                ORDER BY bar_start_ns, sequence
                """)) {
            statement.setString(1, symbol);
            statement.setString(2, timeframe);
            List<StoredBar> bars = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    bars.add(new StoredBar(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getDouble(7),
                            row.getDouble(8),
                            row.getDouble(9),
                            row.getDouble(10),
                            row.getDouble(11),
                            row.getDouble(12),
                            row.getLong(13),
                            row.getString(14),
                            row.getInt(15)));
                }
            }
            return bars;
        }
    }

    /** What every closed bar says, by symbol, timeframe and start; not which events and outputs they are. */
    public List<String> barContents() throws SQLException {
        return lines("""
                SELECT concat_ws(' ', symbol, timeframe, bar_start_ns, bar_end_ns, ordinal, open_price, high_price,
                    low_price, close_price, volume, coalesce(wap, 'NaN'), trades, origin, flags)
                FROM heliograph.bars
                ORDER BY symbol, timeframe, bar_start_ns, sequence
                """);
    }

    /** Ids of all signals by output sequence. */
    public List<String> signalIds() throws SQLException {
        return lines("SELECT signal_id FROM heliograph.signals ORDER BY sequence");
    }

    /** All signals by output sequence, as {@link #line} says a signal of the contract. */
    public List<String> signals() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        SELECT sequence, epoch, cause, signal_id, strategy, encode(strategy_hash, 'hex'), symbol, timeframe,
                            bar_start_ns, bar_end_ns, side, state, reason, confidence, reference_price, stop, target,
                            expiry_bars, coalesce(closes_id, '-'), readiness, bars_seen, event_time_ns,
                            receive_time_ns, value_names, value_numbers
                        FROM heliograph.signals
                        ORDER BY sequence
                        """);
                ResultSet row = statement.executeQuery()) {
            List<String> lines = new ArrayList<>();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(cell(row, i));
                }
                lines.add(String.join(" ", cells));
            }
            return lines;
        }
    }

    private static String cell(ResultSet row, int column) throws SQLException {
        return switch (row.getMetaData().getColumnTypeName(column)) {
            case "float8" -> row.getObject(column) == null ? "NaN" : Double.toString(row.getDouble(column));
            case "_text", "_float8" ->
                Arrays.stream((Object[]) row.getArray(column).getArray())
                        .map(each -> each == null ? "NaN" : each.toString())
                        .collect(Collectors.joining(","));
            default -> row.getString(column);
        };
    }

    /** What a signal of the contract says, except for its status, which moves. */
    public static String line(Signal signal) {
        return String.join(
                " ",
                Long.toString(signal.getSequence()),
                Long.toString(signal.getEpoch()),
                Long.toString(signal.getCause()),
                signal.getSignalId(),
                signal.getStrategyId(),
                signal.getStrategyHash(),
                signal.getSymbol(),
                signal.getTimeframe(),
                Long.toString(Timestamps.toNanos(signal.getBarStartTime())),
                Long.toString(Timestamps.toNanos(signal.getBarEndTime())),
                signal.getSide().name().replaceFirst("^SIDE_", ""),
                signal.getState().name().replaceFirst("^SIGNAL_STATE_", ""),
                signal.getReason().name().replaceFirst("^SIGNAL_REASON_", ""),
                signal.hasConfidence() ? Double.toString(signal.getConfidence()) : "NaN",
                Double.toString(signal.getReferencePrice()),
                signal.hasStop() ? Double.toString(signal.getStop()) : "NaN",
                signal.hasTarget() ? Double.toString(signal.getTarget()) : "NaN",
                Integer.toString(signal.getExpiryBars()),
                signal.getCloses().isEmpty() ? "-" : signal.getCloses(),
                signal.getReadiness().name().replaceFirst("^READINESS_", ""),
                Long.toString(signal.getBarsSeen()),
                Long.toString(Timestamps.toNanos(signal.getEventTime())),
                Long.toString(Timestamps.toNanos(signal.getReceiveTime())),
                signal.getValuesList().stream().map(SignalValue::getName).collect(Collectors.joining(",")),
                signal.getValuesList().stream()
                        .map(value -> Double.toString(value.getValue()))
                        .collect(Collectors.joining(",")));
    }

    private List<String> lines(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<String> lines = new ArrayList<>();
            while (row.next()) {
                lines.add(row.getString(1));
            }
            return lines;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
