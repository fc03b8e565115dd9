package io.heliograph.server.engine;

import io.heliograph.server.config.AgentsConfig.Idle;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * How each agent waits for work.
 *
 * <p>Only the sequencer may spin for ever, and by itself it does so only where there are processors to spare: three
 * spinners on two of them turn 50 microseconds into 5 milliseconds.
 */
final class IdleModes {
    /** The agent that keeps space ahead: what it keeps lasts for longer than it may sleep. */
    static final String SPACE = "space";

    private static final String SEQUENCER = "sequencer";
    private static final int MANY_PROCESSORS = 8;
    private static final long SPINS = 100;
    private static final long YIELDS = 20;
    private static final long SHORT_PARK_NS = 1_000;
    /** A longer one would stand between a trade and its signal. */
    private static final long SEQUENCER_PARK_NS = 100_000;

    private static final long LONG_PARK_NS = 500_000;
    private static final long SPACE_PARK_NS = 10_000_000;

    private final Idle mode;

    IdleModes(Idle configured, int processors) {
        this.mode = configured == Idle.AUTO ? (processors >= MANY_PROCESSORS ? Idle.SPIN : Idle.PARK) : configured;
    }

    IdleStrategy of(String agent) {
        if (agent.equals(SPACE)) {
            return parking(SPACE_PARK_NS);
        }
        boolean isSequencer = agent.equals(SEQUENCER);
        return switch (mode) {
            case SPIN -> isSequencer ? new BusySpinIdleStrategy() : parking(LONG_PARK_NS);
            case YIELD -> isSequencer ? new YieldingIdleStrategy() : parking(LONG_PARK_NS);
            case AUTO, PARK -> parking(isSequencer ? SEQUENCER_PARK_NS : LONG_PARK_NS);
        };
    }

    private static IdleStrategy parking(long longestNs) {
        return new BackoffIdleStrategy(SPINS, YIELDS, SHORT_PARK_NS, longestNs);
    }
}
