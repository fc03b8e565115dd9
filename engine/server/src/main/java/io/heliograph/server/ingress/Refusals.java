package io.heliograph.server.ingress;

/**
 * What the sequencer has to say about refused events of one publisher, for the acknowledgement agent.
 *
 * <p>One thread adds and one takes; what was added is seen once the publisher's {@code answered} was published. Chunks are
 * made as needed; how many can wait is bounded by the events that a publisher may have in flight.
 */
final class Refusals {
    private static final int CHUNK = 64;

    private Chunk tail = new Chunk();
    private int tailCount;

    private Chunk head = tail;
    private int headTaken;

    /** Notes a refusal; on the sequencer's thread. */
    void add(long index, long sourceSequence, int reason, int instrument, long time) {
        if (tailCount == CHUNK) {
            Chunk next = new Chunk();
            tail.next = next;
            tail = next;
            tailCount = 0;
        }
        int at = tailCount++;
        tail.index[at] = index;
        tail.sourceSequence[at] = sourceSequence;
        tail.reason[at] = (byte) reason;
        tail.instrument[at] = instrument;
        tail.time[at] = time;
        tail.count = tailCount;
    }

    /** Whether the first refusal not yet taken is about an event before this one. */
    boolean hasBefore(long answered) {
        if (headTaken == CHUNK) {
            Chunk next = head.next;
            if (next == null) {
                return false;
            }
            head = next;
            headTaken = 0;
        }
        return headTaken < head.count && head.index[headTaken] < answered;
    }

    long index() {
        return head.index[headTaken];
    }

    long sourceSequence() {
        return head.sourceSequence[headTaken];
    }

    int reason() {
        return head.reason[headTaken];
    }

    int instrument() {
        return head.instrument[headTaken];
    }

    long time() {
        return head.time[headTaken];
    }

    /** Takes the refusal that {@link #hasBefore} found. */
    void take() {
        headTaken++;
    }

    private static final class Chunk {
        private final long[] index = new long[CHUNK];
        private final long[] sourceSequence = new long[CHUNK];
        private final long[] time = new long[CHUNK];
        private final int[] instrument = new int[CHUNK];
        private final byte[] reason = new byte[CHUNK];
        private volatile int count;
        private volatile Chunk next;
    }
}
