package io.heliograph.server.ingress;

import io.grpc.stub.StreamObserver;

/** Looks behind a stream's door, for tests elsewhere. */
public final class Doors {
    private Doors() {}

    /** Refusals that a stream's door still remembers. */
    public static int kept(StreamObserver<?> stream) {
        return ((StreamSession) stream).refusedAtDoor().size();
    }
}
