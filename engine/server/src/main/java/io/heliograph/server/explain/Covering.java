package io.heliograph.server.explain;

import io.heliograph.v1.Checkpoint;
import java.util.Optional;

/** Where the seals of a journal are looked up; any thread. */
@FunctionalInterface
public interface Covering {
    /** The first checkpoint that covers an event and an output; empty where nothing was sealed so far. */
    Optional<Checkpoint> checkpoint(long event, long output);
}
