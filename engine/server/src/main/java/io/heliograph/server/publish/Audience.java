package io.heliograph.server.publish;

import java.util.ArrayList;
import java.util.List;

/** The subscribers of one kind of output who are at the end of the log. Belongs to the publisher's thread. */
final class Audience {
    private final List<Subscription> live = new ArrayList<>();

    boolean isEmpty() {
        return live.isEmpty();
    }

    void join(Subscription subscription) {
        live.add(subscription);
    }

    void leave(Subscription subscription) {
        int place = live.indexOf(subscription);
        if (place >= 0) {
            removeAt(place);
        }
    }

    /**
     * Offers an output to each.
     *
     * @param taken those for whom outputs begin to wait are added here
     * @param fallen those who have no room and leave are added here
     */
    void offer(PublishedOutput output, long now, List<Subscription> taken, List<Subscription> fallen) {
        for (int i = live.size() - 1; i >= 0; i--) {
            Subscription subscription = live.get(i);
            boolean wasEmpty = subscription.backlog().isEmpty();
            if (!subscription.offer(output, now)) {
                removeAt(i);
                fallen.add(subscription);
            } else if (wasEmpty && !subscription.backlog().isEmpty()) {
                taken.add(subscription);
            }
        }
    }

    private void removeAt(int place) {
        Subscription last = live.remove(live.size() - 1);
        if (place < live.size()) {
            live.set(place, last);
        }
    }
}
