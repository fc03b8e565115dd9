package io.heliograph.server.ingress;

import io.heliograph.server.Positions;
import io.heliograph.server.rpc.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;

/**
 * Tells publishers what became of their events: at most one acknowledgement for each stream and duty cycle. Lets those who
 * found the ring full try again, and frees the slots of those who left.
 */
public final class AcknowledgementAgent implements Agent {
    private final WaitingList waiting;
    private final Publishers publishers;
    private final StoredEvents storedEvents;
    private final ManyToOneConcurrentLinkedQueue<Session> arrivals = new ManyToOneConcurrentLinkedQueue<>();
    private final List<Session> sessions = new ArrayList<>();

    private volatile Rejection stopping;
    private volatile int open;
    private boolean isStopTold;

    public AcknowledgementAgent(WaitingList waiting, Publishers publishers, Positions positions) {
        this.waiting = waiting;
        this.publishers = publishers;
        this.storedEvents = new StoredEvents(positions);
    }

    /** Takes a session on; any thread. */
    void add(Session session) {
        arrivals.add(session);
    }

    /** Ends every session, each after it was told what was journaled of it; any thread. */
    public void stop(Rejection why) {
        stopping = why;
    }

    /** Whether no session is open and none arrives. */
    public boolean isIdle() {
        return open == 0 && arrivals.isEmpty();
    }

    @Override
    public int doWork() {
        int work = storedEvents.update() + waiting.retry() + admit();
        if (stopping != null && !isStopTold) {
            isStopTold = true;
            for (int i = 0; i < sessions.size(); i++) {
                sessions.get(i).stop(stopping);
            }
        }
        for (int i = sessions.size() - 1; i >= 0; i--) {
            Session session = sessions.get(i);
            work += session.answer();
            if (session.isFinished()) {
                release(i, session);
                work++;
            }
        }
        open = sessions.size();
        return work;
    }

    private int admit() {
        int admitted = 0;
        Session session = arrivals.poll();
        while (session != null) {
            sessions.add(session);
            open = sessions.size();
            if (isStopTold) {
                session.stop(stopping);
            }
            admitted++;
            session = arrivals.poll();
        }
        return admitted;
    }

    private void release(int at, Session session) {
        Session last = sessions.remove(sessions.size() - 1);
        if (last != session) {
            sessions.set(at, last);
        }
        if (session.slot() >= 0) {
            publishers.free(session.slot());
        }
    }

    @Override
    public String roleName() {
        return "acknowledgement";
    }
}
