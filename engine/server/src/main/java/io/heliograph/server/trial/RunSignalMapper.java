package io.heliograph.server.trial;

import com.google.protobuf.Timestamp;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.v1.Readiness;
import io.heliograph.v1.RunSignal;
import io.heliograph.v1.Side;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalReason;
import io.heliograph.v1.SignalState;
import io.heliograph.v1.SignalStatus;
import java.util.function.DoubleConsumer;

/** Signals of a run in the form of the wire. Reasons, sides and endings have the same names here and there. */
final class RunSignalMapper {
    private static final long SECOND = 1_000_000_000L;

    private RunSignalMapper() {}

    static RunSignal map(SignalRow row) {
        RunSignal.Builder answer = RunSignal.newBuilder().setSignal(signal(row));
        set(row.exitPrice(), answer::setExitPrice);
        set(row.grossReturn(), answer::setGrossReturn);
        set(row.mfe(), answer::setMaxFavourable);
        set(row.mae(), answer::setMaxAdverse);
        return answer.build();
    }

    private static Signal signal(SignalRow row) {
        Signal.Builder signal = Signal.newBuilder()
                .setSignalId(row.signalId())
                .setStrategyId(row.strategy())
                .setArm(row.arm())
                .setSymbol(row.symbol())
                .setTimeframe(row.timeframe().toString())
                .setBarStartTime(time(row.barStartNs()))
                .setBarEndTime(time(row.barEndNs()))
                .setSide(Side.valueOf("SIDE_" + row.side().name()))
                .setState(SignalState.SIGNAL_STATE_FINAL)
                .setReason(SignalReason.valueOf("SIGNAL_REASON_" + row.reason().name()))
                .setReferencePrice(row.referencePrice())
                .setCloses(row.closes())
                .setReadiness(row.isConverged() ? Readiness.READINESS_CONVERGED : Readiness.READINESS_READY);
        if (!row.timeframe().isTime()) {
            signal.setBarOrdinal(row.barOrdinal());
        }
        if (row.isEntry()) {
            signal.setStatus(SignalStatus.valueOf("SIGNAL_STATUS_" + row.status()));
        }
        set(row.confidence(), signal::setConfidence);
        set(row.stop(), signal::setStop);
        set(row.target(), signal::setTarget);
        if (row.expiryBars() != 0) {
            signal.setExpiryBars(row.expiryBars());
        }
        if (row.expiryNs() != 0) {
            signal.setExpiryTime(time(row.barEndNs() + row.expiryNs()));
        }
        return signal.build();
    }

    private static void set(double value, DoubleConsumer field) {
        if (!Double.isNaN(value)) {
            field.accept(value);
        }
    }

    private static Timestamp time(long epochNs) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(epochNs, SECOND))
                .setNanos((int) Math.floorMod(epochNs, SECOND))
                .build();
    }
}
