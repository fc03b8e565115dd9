package io.heliograph.server.store;

import com.google.protobuf.Timestamp;
import io.heliograph.v1.Bar;
import io.heliograph.v1.BarOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Makes bars of the contract from rows, by the names of their columns. */
final class BarMapper implements RowMapper<Bar> {
    /** What it reads. */
    static final String SELECT = """
            SELECT sequence, cause, symbol, timeframe, bar_start_ns, bar_end_ns, ordinal, open_price, high_price,
                low_price, close_price, volume, wap, trades, origin, flags
            """;

    private static final long NANOS = 1_000_000_000L;
    private static final int FIRST = 1;
    private static final int FILLED = 2;

    @Override
    public Bar map(ResultSet row, StatementContext context) throws SQLException {
        int flags = row.getInt("flags");
        Bar.Builder bar = Bar.newBuilder()
                .setSequence(row.getLong("sequence"))
                .setCause(row.getLong("cause"))
                .setSymbol(row.getString("symbol"))
                .setTimeframe(row.getString("timeframe"))
                .setStartTime(time(row.getLong("bar_start_ns")))
                .setEndTime(time(row.getLong("bar_end_ns")))
                .setOrdinal(row.getLong("ordinal"))
                .setOpen(row.getDouble("open_price"))
                .setHigh(row.getDouble("high_price"))
                .setLow(row.getDouble("low_price"))
                .setClose(row.getDouble("close_price"))
                .setVolume(row.getDouble("volume"))
                .setOrigin(BarOrigin.valueOf("BAR_ORIGIN_" + row.getString("origin")))
                .setFirst((flags & FIRST) != 0)
                .setFilled((flags & FILLED) != 0);
        double wap = row.getDouble("wap");
        if (!row.wasNull()) {
            bar.setWap(wap);
        }
        long trades = row.getLong("trades");
        if (trades >= 0) {
            bar.setTrades(trades);
        }
        return bar.build();
    }

    static long nanos(Timestamp time) {
        return time.getSeconds() * NANOS + time.getNanos();
    }

    private static Timestamp time(long ns) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(ns, NANOS))
                .setNanos((int) Math.floorMod(ns, NANOS))
                .build();
    }
}
