package io.heliograph.core;

import static io.heliograph.core.CoreHarness.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.AllocationMeter;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CoreAllocationTest {
    private static final int INSTRUMENTS = 4;

    private final EventEncoder encoder = new EventEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);

    private long sequence;
    private long time = MONDAY;
    private long outputs;

    @Test
    void shouldAllocateNothingPerTradeWhenWarmBarsThatCloseIncluded() {
        SignalCore core = new SignalCore((number, record, offset, length) -> outputs++);
        CoreSettings defaults = CoreSettings.defaults();
        apply(core, encoder.engineStarted(buffer, 0, MONDAY, 1, 0, 0, SignalCore.CORE_LEVEL, new byte[16], "test"));
        apply(core, encoder.coreSettings(buffer, 0, MONDAY, defaults));
        for (int i = 0; i < INSTRUMENTS; i++) {
            apply(core, encoder.instrumentAdded(buffer, 0, MONDAY, i, "S" + i));
        }

        // Warm means that the histories of all timeframes are full: 256 days.
        for (int day = 0; day < 257; day++) {
            for (int i = 0; i < INSTRUMENTS; i++) {
                trade(core, i);
            }
            time += Timeframe.DAY;
        }
        long before = outputs;
        double bytes = AllocationMeter.bytesPerOperation(200_000, 200_000, i -> {
            time += 7 * Timeframe.SECOND;
            trade(core, i % INSTRUMENTS);
            if (i % 1_000 == 0) {
                apply(core, encoder.watermark(buffer, 0, time, time, -1, 0));
                apply(core, encoder.quote(buffer, 0, time, 0, time, 9, 1, 10, 1, i % INSTRUMENTS, 0));
            }
        });

        assertThat(outputs - before).isGreaterThan(100_000);
        assertThat(bytes).isZero();
    }

    private void trade(SignalCore core, int instrument) {
        double price = 100 + (time / Timeframe.SECOND) % 17;
        apply(core, encoder.trade(buffer, 0, time, 0, time, price, 1.5, instrument, 0));
    }

    private void apply(SignalCore core, int length) {
        core.onEvent(++sequence, buffer, 0, length);
    }
}
