package io.heliograph.server.ingress;

import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;

/**
 * The intakes that found the ring full, tried again by the acknowledgement agent.
 *
 * <p>Any thread may add, one takes. An intake stands in it once at most, so it is no longer than there are publishers.
 */
public final class WaitingList {
    private final ManyToOneConcurrentLinkedQueue<Intake> intakes = new ManyToOneConcurrentLinkedQueue<>();

    void add(Intake intake) {
        intakes.add(intake);
    }

    /** Lets everybody who waits now try again; answers how many got through. */
    int retry() {
        int through = 0;
        for (int i = intakes.size(); i > 0; i--) {
            Intake intake = intakes.poll();
            if (intake == null) {
                return through;
            }
            through += intake.retry() ? 1 : 0;
        }
        return through;
    }

    public int size() {
        return intakes.size();
    }
}
