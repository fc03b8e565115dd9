package io.heliograph.server.query;

import io.heliograph.v1.Bar;
import java.util.List;
import java.util.Optional;

/**
 * A page of bars.
 *
 * @param bars in the order asked for
 * @param next where the next page begins; empty if this is the last
 * @param asOf output sequence up to which the list answers
 */
public record BarPage(List<Bar> bars, Optional<PagePosition> next, long asOf) {}
