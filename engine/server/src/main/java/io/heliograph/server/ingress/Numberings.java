package io.heliograph.server.ingress;

import io.heliograph.v1.Numbering;

/** From our numbering to the world's. */
public final class Numberings {
    private Numberings() {}

    public static Numbering toProto(io.heliograph.codec.event.Numbering numbering) {
        return switch (numbering) {
            case NONE, NULL_VAL -> Numbering.NUMBERING_NONE;
            case SPARSE -> Numbering.NUMBERING_SPARSE;
            case DENSE -> Numbering.NUMBERING_DENSE;
        };
    }
}
