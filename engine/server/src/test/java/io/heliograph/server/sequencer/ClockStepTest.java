package io.heliograph.server.sequencer;

import static io.heliograph.server.sequencer.Market.trade;
import static io.heliograph.v1.Numbering.NUMBERING_DENSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.EventEncoder;
import io.heliograph.journal.LogReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log says of the time when the clock is set. */
final class ClockStepTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final Harness harness = new Harness();

    @Test
    void shouldStampNothingEarlierThanWhatCameBeforeWhereTheClockIsSetBackOrAhead() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        long[] steps = {0, -HOUR, 1, 2 * HOUR, -2 * HOUR, 5};
        for (int i = 0; i < steps.length; i++) {
            harness.clock().set(harness.clock().nowNs() + steps[i]);
            stream.send(trade(i + 1, "SPY", -7_200 + i, 165.1));
            harness.turn();
        }

        List<Long> times = receiveTimes();
        assertThat(stream.ack().getJournaledThrough()).isEqualTo(steps.length);
        assertThat(times).isSorted();
        assertThat(times.get(times.size() - 1))
                .as("the furthest the clock ever was")
                .isEqualTo(Harness.NOON - HOUR + 1 + 2 * HOUR);
    }

    private List<Long> receiveTimes() {
        List<Long> times = new ArrayList<>();
        try (LogReader reader = harness.events().openReader(0, harness.events()::head)) {
            while (reader.poll(
                            (sequence, epoch, buffer, offset, length, endOfCause) ->
                                    times.add(EventEncoder.receiveTime(buffer, offset)),
                            100)
                    > 0) {}
        }
        return times;
    }
}
