package io.heliograph.server.sequencer;

import io.heliograph.core.SignalCore;
import io.heliograph.journal.LogAppender;
import io.heliograph.server.Positions;
import io.heliograph.server.ingress.Publishers;
import io.heliograph.server.ingress.SymbolMap;
import java.util.function.LongSupplier;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * What the sequencer is put together from.
 *
 * @param ring from the doors
 * @param desk tasks of other threads
 * @param publishers whom the events in the ring are from
 * @param symbols told of new instruments
 * @param positions told of every group
 * @param latency told of every signal
 * @param clock nanoseconds since the epoch, for receive times
 * @param steadyClock for latencies
 */
public record Sequencing(
        RingBuffer ring,
        Desk desk,
        Publishers publishers,
        SymbolMap symbols,
        Positions positions,
        SignalLatency latency,
        LongSupplier clock,
        NanoClock steadyClock) {
    /**
     * Puts it together around a recovered core.
     *
     * @param outputs where the core hands its outputs to
     */
    public SequencerAgent start(SignalCore core, LogAppender events, LogAppender outputs, int maxSources) {
        LogWriter logs = new LogWriter(core, events, outputs, positions, latency, steadyClock);
        positions.applied(core.eventSequence(), core.outputSequence(), core.lastReceiveTime());
        Inlet inlet = new Inlet(
                publishers,
                new SourceBook(core.sources(), maxSources),
                new InstrumentBook(core.instruments(), symbols),
                core,
                logs);
        return new SequencerAgent(ring, desk, core, logs, inlet, clock);
    }
}
