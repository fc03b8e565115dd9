package io.heliograph.server.demo;

/**
 * What became of a demonstration.
 *
 * @param trades published and journaled
 * @param events journaled in all: trades, watermarks, instruments, settings, strategies
 * @param bars closed
 * @param signalsEmitted in the output log
 * @param signalsStored read back from PostgreSQL
 * @param late trades that came too late
 * @param firstSignalMs from the start of the JVM to the first signal at a subscriber, milliseconds
 * @param latencyP50Ns from a trade's arrival to its signal in the log, nanoseconds; 0 without a signal
 * @param bytesPerEvent allocated on the sequencer's thread over the last half of the run
 * @param digest content digest
 * @param seconds the whole run, without the stop
 */
public record DemoReport(
        long trades,
        long events,
        long bars,
        long signalsEmitted,
        long signalsStored,
        long late,
        long firstSignalMs,
        long latencyP50Ns,
        long latencyP99Ns,
        long latencyP999Ns,
        double bytesPerEvent,
        String digest,
        double seconds) {}
