package io.heliograph.server.query;

import io.heliograph.v1.Signal;
import java.util.List;
import java.util.Optional;

/**
 * A page of signals.
 *
 * @param signals in the order asked for
 * @param next where the next page begins; empty if this is the last
 * @param asOf output sequence up to which the list answers
 */
public record SignalPage(List<Signal> signals, Optional<PagePosition> next, long asOf) {}
