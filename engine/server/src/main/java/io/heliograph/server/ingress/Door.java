package io.heliograph.server.ingress;

import java.util.function.LongSupplier;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * What every publisher's intake shares.
 *
 * @param ring to the sequencer
 * @param symbols numbers of symbols, as the sequencer publishes them
 * @param publishers slots
 * @param clock nanoseconds since the epoch, to refuse times that lie too far ahead
 * @param steadyClock for latencies
 * @param maxAheadNs how far ahead an event may be
 * @param maxInFlight events of one publisher not yet answered
 * @param waiting who waits for room in the ring
 * @param space whether there is room in the journal
 */
public record Door(
        RingBuffer ring,
        SymbolMap symbols,
        Publishers publishers,
        LongSupplier clock,
        NanoClock steadyClock,
        long maxAheadNs,
        int maxInFlight,
        WaitingList waiting,
        FreeSpace space) {}
