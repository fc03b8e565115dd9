package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import java.util.HexFormat;

/** What a node does on which input, as 128 bits; equal keys are one node. */
record NodeKey(long high, long low) {
    static NodeKey of(Step step) {
        return new NodeKey(step.keyHigh(), step.keyLow());
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
