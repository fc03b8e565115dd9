package io.heliograph.server.cli.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import io.heliograph.v1.Side;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalReason;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class SignalLineTest {
    private static final Signal BUY = Signal.newBuilder()
            .setSignalId("0123456789abcdef0123456789abcdef")
            .setSequence(77)
            .setSymbol("SPY")
            .setTimeframe("1m")
            .setStrategyId("momentum")
            .setSide(Side.SIDE_BUY)
            .setReason(SignalReason.SIGNAL_REASON_BUY)
            .setReferencePrice(168.42)
            .setConfidence(0.61249)
            .setStop(167.123456789)
            .setTarget(171.0000000001)
            .setBarEndTime(Timestamp.newBuilder().setSeconds(1_704_205_860L))
            .build();
    private static final Signal HOLD = BUY.toBuilder()
            .setSide(Side.SIDE_HOLD)
            .setReason(SignalReason.SIGNAL_REASON_STOP)
            .setReferencePrice(167)
            .clearConfidence()
            .clearStop()
            .clearTarget()
            .setCloses("fedcba9876543210fedcba9876543210")
            .build();

    @Test
    void shouldPrintWhatABuyNeeds() {
        assertThat(SignalLine.text(BUY))
                .isEqualTo("2024-01-02T14:31:00Z  SPY      1m   BUY  momentum                     at 168.42 conf 0.612"
                        + " stop 167.123 target 171  0123456789abcdef0123456789abcdef #77");
    }

    @Test
    void shouldPrintWhyAHoldCameAndWhatItCloses() {
        assertThat(SignalLine.text(HOLD))
                .isEqualTo("2024-01-02T14:31:00Z  SPY      1m   HOLD momentum                     at 167 STOP closes"
                        + " fedcba9876543210fedcba9876543210  0123456789abcdef0123456789abcdef #77");
    }

    @Test
    void shouldPrintLargeAndSmallLevelsAsPlainNumbers() {
        Signal signal = BUY.toBuilder()
                .setStop(1_234_567.89)
                .setTarget(0.000_012_345_678)
                .build();

        assertThat(SignalLine.text(signal)).contains(" stop 1234570 target 0.0000123457 ");
    }

    @Test
    void shouldKeepLongNamesAndTheFractionsOfASecond() {
        Signal signal = BUY.toBuilder()
                .setSymbol("A".repeat(32))
                .setTimeframe("5000v")
                .setStrategyId("s".repeat(40))
                .setBarEndTime(Timestamp.newBuilder().setSeconds(1_704_205_860L).setNanos(5_000_000))
                .build();

        assertThat(SignalLine.text(signal))
                .startsWith("2024-01-02T14:31:00.005Z  " + "A".repeat(32) + " 5000v BUY  " + "s".repeat(40) + " at ");
    }

    @Test
    void shouldPrintTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(SignalLine.text(BUY)).contains(" conf 0.612 ");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldPrintJsonOnOneLineThatReadsBackAsTheSignal() throws Exception {
        for (Signal signal : new Signal[] {BUY, HOLD}) {
            Signal.Builder read = Signal.newBuilder();
            String line = SignalLine.json(signal);
            JsonFormat.parser().merge(line, read);

            assertThat(line).doesNotContain("\n");
            assertThat(read.build()).isEqualTo(signal);
        }
    }
}
