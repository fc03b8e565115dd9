package io.heliograph.server.publish;

import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.Log;
import io.heliograph.journal.RecordHandler;
import io.heliograph.server.publish.Subscription.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Lets subscribers that are behind read the log until they have come to the tail; so many at a time, the others queue.
 *
 * <p>Belongs to the publisher's thread.
 */
final class History implements RecordHandler {
    private static final int RECORDS_AT_ONCE = 256;

    private final Log outputs;
    private final EventTimes times;
    private final Places places;
    private final int mostReaders;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OutputMapper mapper;
    private final ArrayDeque<Subscription> queue = new ArrayDeque<>();
    private final List<Subscription> reading = new ArrayList<>();

    private Subscription current;
    private long nowNs;

    History(Log outputs, EventTimes times, Places places, int mostReaders) {
        this.outputs = outputs;
        this.times = times;
        this.mapper = new OutputMapper(times);
        this.places = places;
        this.mostReaders = mostReaders;
    }

    /** Takes on a subscription that is BEHIND. */
    void add(Subscription subscription) {
        queue.add(subscription);
    }

    /** A search for the place of a time in the log up to {@code head}. */
    TimeSearch search(long timeNs, long head) {
        return new TimeSearch(outputs, times, timeNs, head);
    }

    int readers() {
        return reading.size();
    }

    int doWork(long now) {
        nowNs = now;
        int work = 0;
        for (int i = queue.size(); i > 0 && reading.size() < mostReaders; i--) {
            work += admit(queue.remove());
        }
        for (int i = reading.size() - 1; i >= 0; i--) {
            Subscription subscription = reading.get(i);
            work += read(subscription);
            if (subscription.state() != State.READING) {
                reading.remove(i);
            }
        }
        return work;
    }

    @Override
    public void onRecord(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        header.wrap(buffer, offset);
        OutputKind kind = current.terms().kind();
        PublishedOutput output = OutputKind.of(header.templateId()) == kind
                ? mapper.map(kind, sequence, epoch, header, buffer, offset)
                : null;
        current.see(sequence, output, endOfCause, nowNs);
    }

    private int admit(Subscription subscription) {
        if (subscription.state() != State.BEHIND) {
            return 0;
        }
        if (!subscription.backlog().isHalfEmpty()) {
            queue.add(subscription);
            return 0;
        }
        if (subscription.seen() < outputs.first() - 1) {
            subscription.fail(places.compacted(subscription.seen()));
            return 1;
        }
        Tail tail = subscription.tail();
        subscription.reader(outputs.openReader(subscription.seen(), tail::position));
        subscription.become(State.READING);
        reading.add(subscription);
        return 1;
    }

    private int read(Subscription subscription) {
        if (subscription.state() != State.READING) {
            return 0;
        }
        current = subscription;
        int count;
        try {
            count = readOn(subscription);
        } catch (JournalException e) {
            if (subscription.seen() >= outputs.first() - 1) {
                throw e;
            }
            subscription.fail(places.compacted(subscription.seen()));
            return 1;
        }
        if (subscription.seen() >= subscription.tail().position()) {
            letGo(subscription, State.LIVE);
            subscription.tail().join(subscription);
        } else if (!subscription.backlog().hasRoom() && !queue.isEmpty()) {
            letGo(subscription, State.BEHIND);
            queue.add(subscription);
        }
        return count;
    }

    private int readOn(Subscription subscription) {
        int count = 0;
        while (count < RECORDS_AT_ONCE
                && subscription.backlog().hasRoom()
                && !subscription.isPastEnd()
                && subscription.reader().poll(this, 1) > 0) {
            count++;
        }
        return count;
    }

    private static void letGo(Subscription subscription, State next) {
        subscription.reader().close();
        subscription.reader(null);
        subscription.become(next);
    }
}
