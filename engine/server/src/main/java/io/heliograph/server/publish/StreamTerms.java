package io.heliograph.server.publish;

import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.SignalView;
import java.util.function.Predicate;

/**
 * What a subscriber asked for, checked.
 *
 * @param kind of outputs
 * @param endSequence last output wanted; {@link #ENDLESS} if there is none
 * @param level how safe what is sent has to be; specified
 * @param conflates whether of what waits only the latest of each key is sent
 * @param maxBatch most outputs in a message
 * @param maxDelayNs how long a message may wait for more outputs
 * @param heartbeatNs after how long without a message a progress is sent
 */
record StreamTerms(
        OutputKind kind,
        StreamStart start,
        long endSequence,
        Predicate<PublishedOutput> filter,
        DurabilityLevel level,
        boolean conflates,
        int maxBatch,
        long maxDelayNs,
        long heartbeatNs,
        SignalView view) {
    static final long ENDLESS = Long.MAX_VALUE;
}
