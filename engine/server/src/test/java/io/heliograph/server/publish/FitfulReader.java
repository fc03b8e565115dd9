package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/** A subscriber that reads by fits and starts, breaks off and resumes, while the log grows. */
final class FitfulReader {
    private static final int STEPS = 200;

    private final Hall hall;
    private final Function<String, FakeSubscriber> follow;
    private final Consumer<FakeSubscriber> keep;
    private final Guarantees guarantees;

    /**
     * @param follow opens a stream behind a resume token; empty: from the beginning
     * @param keep gives what a stream brought to the guarantees, when it has ended
     */
    FitfulReader(
            Hall hall, Function<String, FakeSubscriber> follow, Consumer<FakeSubscriber> keep, Guarantees guarantees) {
        this.hall = hall;
        this.follow = follow;
        this.keep = keep;
        this.guarantees = guarantees;
    }

    /**
     * Reads to the head of the log and expects to have come there.
     *
     * @param event adds one event to the log
     */
    void read(Outputs outputs, SplittableRandom random, Runnable event) {
        FakeSubscriber subscriber = follow.apply("");
        for (int i = 0; i < STEPS; i++) {
            switch (random.nextInt(8)) {
                case 0 -> subscriber.ready(false);
                case 1, 2 -> subscriber.take(1 + random.nextInt(4));
                case 3 -> hall.pass(Duration.ofMillis(random.nextInt(2_000)));
                case 4 -> {
                    if (random.nextInt(4) == 0) {
                        subscriber.cancel();
                        hall.settle();
                        keep.accept(subscriber);
                        subscriber = follow.apply(guarantees.token());
                    }
                }
                default -> event.run();
            }
            if (random.nextBoolean()) {
                hall.settle();
            }
        }
        subscriber.take(Integer.MAX_VALUE);
        hall.settle();
        hall.pass(Duration.ofSeconds(5));
        keep.accept(subscriber);

        assertThat(subscriber.failure()).isNull();
        assertThat(guarantees.position())
                .as("it came to the head")
                .isEqualTo(outputs.log().head());
    }
}
