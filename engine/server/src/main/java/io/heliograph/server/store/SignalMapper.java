package io.heliograph.server.store;

import com.google.protobuf.Timestamp;
import io.heliograph.v1.Readiness;
import io.heliograph.v1.Side;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalReason;
import io.heliograph.v1.SignalState;
import io.heliograph.v1.SignalStatus;
import io.heliograph.v1.SignalValue;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Makes signals of the contract from rows, by the names of their columns. */
final class SignalMapper implements RowMapper<Signal> {
    /** What every answer needs; endings as of the output {@code :as_of}. */
    private static final String BASIC_COLUMNS = """
            s.sequence, s.epoch, s.cause, s.strategy, s.arm, s.symbol, s.timeframe, s.timeframe_kind,
            s.bar_start_ns, s.bar_end_ns, s.bar_ordinal, s.side, s.reason, s.confidence, s.reference_price, s.stop,
            s.target, s.expiry_bars, s.expiry_duration_ns, s.signal_id, s.closes_id, s.event_time_ns, s.receive_time_ns,
            """ + Condition.ENDING + " AS ended\n";

    /** What a full answer needs. */
    static final String FULL_COLUMNS = BASIC_COLUMNS + """
            , s.strategy_hash, s.bars_seen, s.readiness, s.value_names, s.value_numbers, s.value_flags
            """;

    static final String BASIC_SELECT = "SELECT " + BASIC_COLUMNS;
    static final String FULL_SELECT = "SELECT " + FULL_COLUMNS;

    /** For rows of {@link #BASIC_SELECT}. */
    static final SignalMapper BASIC = new SignalMapper(true);
    /** For rows of {@link #FULL_COLUMNS}. */
    static final SignalMapper FULL = new SignalMapper(false);

    private static final long NANOS = 1_000_000_000L;
    private static final int TIME_BARS = 0;
    private static final int FLAT = 1;

    private final boolean basic;

    private SignalMapper(boolean basic) {
        this.basic = basic;
    }

    @Override
    public Signal map(ResultSet row, StatementContext context) throws SQLException {
        Signal.Builder signal = Signal.newBuilder()
                .setSequence(row.getLong("sequence"))
                .setEpoch(row.getLong("epoch"))
                .setCause(row.getLong("cause"))
                .setStrategyId(row.getString("strategy"))
                .setArm(row.getString("arm"))
                .setSymbol(row.getString("symbol"))
                .setTimeframe(row.getString("timeframe"))
                .setBarStartTime(time(row.getLong("bar_start_ns")))
                .setBarEndTime(time(row.getLong("bar_end_ns")))
                .setState(SignalState.SIGNAL_STATE_FINAL)
                .setReferencePrice(row.getDouble("reference_price"))
                .setSignalId(row.getString("signal_id"))
                .setEventTime(time(row.getLong("event_time_ns")))
                .setReceiveTime(time(row.getLong("receive_time_ns")));
        if (row.getInt("timeframe_kind") != TIME_BARS) {
            signal.setBarOrdinal(row.getLong("bar_ordinal"));
        }
        String side = row.getString("side");
        signal.setSide(Side.valueOf("SIDE_" + side));
        String reason = row.getString("reason");
        signal.setReason(SignalReason.valueOf("SIGNAL_REASON_" + reason));
        double confidence = row.getDouble("confidence");
        if (!row.wasNull()) {
            signal.setConfidence(confidence);
        }
        double stop = row.getDouble("stop");
        if (!row.wasNull()) {
            signal.setStop(stop);
        }
        double target = row.getDouble("target");
        if (!row.wasNull()) {
            signal.setTarget(target);
        }
        int bars = row.getInt("expiry_bars");
        if (bars != 0) {
            signal.setExpiryBars(bars);
        }
        long duration = row.getLong("expiry_duration_ns");
        if (duration != 0) {
            signal.setExpiryTime(time(row.getLong("bar_end_ns") + duration));
        }
        String closes = row.getString("closes_id");
        if (closes != null) {
            signal.setCloses(closes);
        }
        String ended = row.getString("ended");
        // What has no ending of its own would read OPEN for ever.
        if (!side.equals("HOLD") && !reason.equals("UNCHANGED")) {
            signal.setStatus(SignalStatus.valueOf("SIGNAL_STATUS_" + (ended == null ? "OPEN" : ended)));
        }
        if (!basic) {
            addMore(row, signal);
        }
        return signal.build();
    }

    private static void addMore(ResultSet row, Signal.Builder signal) throws SQLException {
        signal.setStrategyHash(HexFormat.of().formatHex(row.getBytes("strategy_hash")));
        signal.setBarsSeen(row.getLong("bars_seen"));
        String readiness = row.getString("readiness");
        signal.setReadiness(
                readiness.equals("NOT_READY")
                        ? Readiness.READINESS_UNSPECIFIED
                        : Readiness.valueOf("READINESS_" + readiness));
        Object[] names = elements(row.getArray("value_names"));
        Object[] numbers = elements(row.getArray("value_numbers"));
        Object[] flags = elements(row.getArray("value_flags"));
        for (int i = 0; i < names.length; i++) {
            signal.addValues(SignalValue.newBuilder()
                    .setName((String) names[i])
                    .setValue(numbers[i] == null ? Double.NaN : (Double) numbers[i])
                    .setFlat((((Number) flags[i]).intValue() & FLAT) != 0));
        }
    }

    private static Object[] elements(Array array) throws SQLException {
        return (Object[]) array.getArray();
    }

    private static Timestamp time(long ns) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(ns, NANOS))
                .setNanos((int) Math.floorMod(ns, NANOS))
                .build();
    }
}
