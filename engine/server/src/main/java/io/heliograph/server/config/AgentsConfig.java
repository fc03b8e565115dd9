package io.heliograph.server.config;

/** How agents wait for work. */
public record AgentsConfig(Idle idle) {
    /** From most eager to least. */
    public enum Idle {
        /** By the number of processors. */
        AUTO,
        SPIN,
        YIELD,
        PARK
    }
}
