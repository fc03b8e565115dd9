package io.heliograph.server.rpc;

import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;

/**
 * Those who come and go on any thread, for the one agent that serves them.
 *
 * <p>{@link #enter} and {@link #leave} may be called from any thread, {@link #doWork} from the agent's alone, and there both
 * are heard of. Who came and went before that is heard of as going first; what is done with those who go must bear that.
 */
public final class Turnstile<T> {
    private final ManyToOneConcurrentLinkedQueue<T> coming = new ManyToOneConcurrentLinkedQueue<>();
    private final ManyToOneConcurrentLinkedQueue<T> going = new ManyToOneConcurrentLinkedQueue<>();
    private final ObjLongConsumer<T> onComing;
    private final Consumer<T> onGoing;

    /**
     * @param onComing takes on one who came, with the time of the duty cycle in nanoseconds; agent's thread
     * @param onGoing lets one go; agent's thread
     */
    public Turnstile(ObjLongConsumer<T> onComing, Consumer<T> onGoing) {
        this.onComing = onComing;
        this.onGoing = onGoing;
    }

    /** One comes. */
    public void enter(T one) {
        coming.add(one);
    }

    /** One goes. */
    public void leave(T one) {
        going.add(one);
    }

    /** Lets go who went and takes on who came, in that order; answers how many. */
    public int doWork(long nowNs) {
        int work = 0;
        for (T one = going.poll(); one != null; one = going.poll()) {
            onGoing.accept(one);
            work++;
        }
        for (T one = coming.poll(); one != null; one = coming.poll()) {
            onComing.accept(one, nowNs);
            work++;
        }
        return work;
    }
}
