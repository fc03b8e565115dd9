package io.heliograph.server.faults;

import java.util.Random;

/** What a simulation may do next, and how often. */
enum Action {
    SEQUENCE(36),
    ACKNOWLEDGE(24),
    FORCE(18),
    PUBLISH(24),
    STORE(24),
    KEEP_STATE(24),
    SEND(30),
    REQUEST_ARRIVES(36),
    ANSWER_ARRIVES(24),
    OUTPUT_ARRIVES(24),
    TIME_PASSES(24),
    CONNECT(12),
    FOLLOW(20),
    HOLD(9),
    APPLY_STRATEGY(2),
    ASK_FOR_SNAPSHOT(2),
    CLOCK_STEPS(1),
    CUT_PUBLISHER(1),
    PUBLISHER_HALF_OPEN(2),
    CUT_FOLLOWER(1),
    FOLLOWER_HALF_OPEN(2),
    LEFT_LINES_END(4),
    DATABASE_FAILS(5),
    STORAGE(1),
    DISK_FAILS(1),
    KILL(1),
    POWER_CUT(1),
    STOP(1);

    private static final Action[] ALL = values();

    private final int weight;

    Action(int weight) {
        this.weight = weight;
    }

    /** One of them by chance, each as often as its weight says. */
    static Action next(Random random) {
        int total = 0;
        for (Action action : ALL) {
            total += action.weight;
        }
        int place = random.nextInt(total);
        for (Action action : ALL) {
            place -= action.weight;
            if (place < 0) {
                return action;
            }
        }
        throw new AssertionError("weights: total=" + total);
    }
}
