package io.heliograph.server.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chooses at which signals to cut: all of them, or a sample that is spread over them. */
final class CutTimes {
    private CutTimes() {}

    /**
     * Ends of bars with signals, ascending: one out of each of so many equal parts, by chance.
     *
     * @param most how many at most
     */
    static List<Long> of(List<EmittedSignal> signals, int most, long seed) {
        List<Long> ends = signals.stream()
                .map(EmittedSignal::barEndNs)
                .distinct()
                .sorted()
                .toList();
        if (ends.size() <= most) {
            return ends;
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> chosen = new ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            int from = (int) ((long) ends.size() * i / most);
            int to = (int) ((long) ends.size() * (i + 1) / most);
            chosen.add(ends.get(random.nextInt(from, to)));
        }
        return chosen;
    }
}
