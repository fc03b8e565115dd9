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

/** Makes signals of the contract from rows; the columns stand in the order of the lists here. */
final class SignalMapper {
    /** What every answer needs. The ending's parameter is the output as of which it is asked. */
    static final String BASIC = """
            s.sequence, s.epoch, s.cause, s.strategy, s.arm, s.symbol, s.timeframe, s.timeframe_kind,
            s.bar_start_ns, s.bar_end_ns, s.bar_ordinal, s.side, s.reason, s.confidence, s.reference_price, s.stop,
            s.target, s.expiry_bars, s.expiry_duration_ns, s.signal_id, s.closes_id, s.event_time_ns, s.receive_time_ns,
            """ + Condition.ENDING + " AS ended";

    /** What only a full answer needs. */
    static final String MORE =
            ", s.strategy_hash, s.bars_seen, s.readiness, s.value_names, s.value_numbers, s.value_flags";

    private static final long NANOS = 1_000_000_000L;
    private static final int TIME_BARS = 0;
    private static final int FLAT = 1;

    private SignalMapper() {}

    static Signal map(ResultSet row, boolean basic) throws SQLException {
        Signal.Builder signal = Signal.newBuilder()
                .setSequence(row.getLong(1))
                .setEpoch(row.getLong(2))
                .setCause(row.getLong(3))
                .setStrategyId(row.getString(4))
                .setArm(row.getString(5))
                .setSymbol(row.getString(6))
                .setTimeframe(row.getString(7))
                .setBarStartTime(time(row.getLong(9)))
                .setBarEndTime(time(row.getLong(10)))
                .setState(SignalState.SIGNAL_STATE_FINAL)
                .setReferencePrice(row.getDouble(15))
                .setSignalId(row.getString(20))
                .setEventTime(time(row.getLong(22)))
                .setReceiveTime(time(row.getLong(23)));
        if (row.getInt(8) != TIME_BARS) {
            signal.setBarOrdinal(row.getLong(11));
        }
        String side = row.getString(12);
        signal.setSide(Side.valueOf("SIDE_" + side));
        signal.setReason(SignalReason.valueOf("SIGNAL_REASON_" + row.getString(13)));
        double confidence = row.getDouble(14);
        if (!row.wasNull()) {
            signal.setConfidence(confidence);
        }
        double stop = row.getDouble(16);
        if (!row.wasNull()) {
            signal.setStop(stop);
        }
        double target = row.getDouble(17);
        if (!row.wasNull()) {
            signal.setTarget(target);
        }
        int bars = row.getInt(18);
        if (bars != 0) {
            signal.setExpiryBars(bars);
        }
        long duration = row.getLong(19);
        if (duration != 0) {
            signal.setExpiryTime(time(row.getLong(10) + duration));
        }
        String closes = row.getString(21);
        if (closes != null) {
            signal.setCloses(closes);
        }
        String ended = row.getString(24);
        if (!side.equals("HOLD")) {
            signal.setStatus(SignalStatus.valueOf("SIGNAL_STATUS_" + (ended == null ? "OPEN" : ended)));
        }
        if (!basic) {
            addMore(row, signal);
        }
        return signal.build();
    }

    private static void addMore(ResultSet row, Signal.Builder signal) throws SQLException {
        signal.setStrategyHash(HexFormat.of().formatHex(row.getBytes(25)));
        signal.setBarsSeen(row.getLong(26));
        String readiness = row.getString(27);
        signal.setReadiness(
                readiness.equals("NOT_READY")
                        ? Readiness.READINESS_UNSPECIFIED
                        : Readiness.valueOf("READINESS_" + readiness));
        Object[] names = elements(row.getArray(28));
        Object[] numbers = elements(row.getArray(29));
        Object[] flags = elements(row.getArray(30));
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
