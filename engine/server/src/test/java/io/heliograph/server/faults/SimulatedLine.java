package io.heliograph.server.faults;

import io.grpc.stub.StreamObserver;
import io.heliograph.server.ingress.FakeCaller;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import java.util.ArrayDeque;
import java.util.List;

/**
 * One stream between a publisher and the engine. What either end says is on its way until it is let through, in order; what
 * is on its way when the line breaks never arrives.
 *
 * <p>Half open, the line carries nothing to the publisher any more, and the engine does not know; what is on its way to the
 * engine may still arrive.
 */
final class SimulatedLine {
    private final FakeCaller<PublishMarketDataResponse> caller = new FakeCaller<>();
    private final ArrayDeque<PublishMarketDataRequest> requests = new ArrayDeque<>();
    private final StreamObserver<PublishMarketDataRequest> engine;

    private int arrived;
    private int heard;
    private boolean isHalfOpen;

    SimulatedLine(SimulatedEngine engine) {
        this.engine = engine.open(caller);
    }

    /** The publisher says something. */
    void send(PublishMarketDataRequest request) {
        requests.add(request);
    }

    /** Requests on their way. */
    int waiting() {
        return requests.size();
    }

    /** Lets the next request through, where the engine asked for one. */
    void arrive() {
        if (caller.error() == null && !caller.isCancelled() && !requests.isEmpty() && arrived < caller.requested()) {
            arrived++;
            engine.onNext(requests.poll());
        }
    }

    /** Lets so many answers through. */
    List<PublishMarketDataResponse> hear(int most) {
        if (isHalfOpen) {
            return List.of();
        }
        int from = heard;
        heard = from + Math.min(unheard(), most);
        return caller.messages().subList(from, heard);
    }

    /** Answers on their way. */
    int unheard() {
        return isHalfOpen ? 0 : caller.messages().size() - heard;
    }

    /** Whether the publisher has heard all, and that the engine ended the stream. */
    boolean hasEnded() {
        return !isHalfOpen && caller.error() != null && unheard() == 0;
    }

    boolean isHalfOpen() {
        return isHalfOpen;
    }

    /** From now on answers vanish; and the engine may find nobody who takes them. */
    void halfOpen(boolean isReady) {
        isHalfOpen = true;
        caller.ready(isReady);
    }

    /** The line breaks, which the engine sees. */
    void cut() {
        requests.clear();
        if (!caller.isCancelled() && caller.error() == null) {
            caller.vanish();
        }
    }
}
