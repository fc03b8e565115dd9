package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.output.Side;
import io.heliograph.v1.Signal;
import io.heliograph.v1.StreamSignalsRequest;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StreamGuaranteesTest {
    private static final String[] SYMBOLS = {"SPY", "BAC", "IBM"};

    @Test
    void shouldResumeAtEverySequenceWithNothingMissingAndNothingTwice() {
        Outputs outputs = new Outputs();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 40; i++) {
            event(outputs, random);
        }
        List<Signal> log = all(outputs);

        for (long at = 0; at <= outputs.log().head(); at++) {
            long place = at;
            Hall hall = new Hall(outputs.log());
            FakeSubscriber first = hall.follow(StreamSignalsRequest.newBuilder()
                    .setResumeToken(new ResumeToken(Desk.JOURNAL, Outputs.EPOCH, at).text()));
            hall.settle();

            assertThat(first.sequences())
                    .as("resumed at %d", at)
                    .isEqualTo(log.stream()
                            .map(Signal::getSequence)
                            .filter(sequence -> sequence > place)
                            .toList());
        }
    }

    @Test
    void shouldKeepAllGuaranteesWhateverBreaksAndLags() {
        for (int seed = 0; seed < 60; seed++) {
            try {
                history(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed=" + seed, e);
            }
        }
    }

    /** A subscriber that reads by fits and starts, breaks off and resumes, while the log grows. */
    private static void history(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Outputs outputs = new Outputs().padded(random.nextBoolean() ? 0 : 2_000);
        // Little memory, so that the subscriber falls back to the log again and again.
        int memory = Delivery.MAX_MESSAGE_BYTES + (random.nextBoolean() ? 5_000 : 500_000);
        Hall hall = new Hall(outputs.log(), new PublishLimits(100, 1, memory, Duration.ofSeconds(30)));
        boolean filters = random.nextBoolean();
        Predicate<Signal> passes = signal -> !filters || signal.getSymbol().equals("SPY");
        StreamSignalsRequest.Builder request = StreamSignalsRequest.newBuilder().setMaxBatch(1 + random.nextInt(5));
        if (filters) {
            request.setFilter("symbol = \"SPY\"");
        }
        Guarantees guarantees = new Guarantees();
        FakeSubscriber rival = hall.follow(request.clone().setAfterSequence(0));

        new FitfulReader(
                        hall,
                        token -> hall.follow(
                                token.isEmpty()
                                        ? request.clone().setAfterSequence(0)
                                        : request.clone().setResumeToken(token)),
                        subscriber -> guarantees.take(subscriber.messages()),
                        guarantees)
                .read(outputs, random, () -> event(outputs, random));
        Guarantees ofRival = new Guarantees();
        ofRival.take(rival.messages());

        List<Signal> log = all(outputs);
        guarantees.check(log, passes);
        ofRival.check(log, passes);
        assertThat(hall.publishing().subscribers()).isEqualTo(2);
    }

    private static void event(Outputs outputs, SplittableRandom random) {
        outputs.event();
        int bars = random.nextInt(3);
        int signals = random.nextInt(4);
        for (int i = 0; i < bars; i++) {
            outputs.addBar(SYMBOLS[random.nextInt(SYMBOLS.length)]);
        }
        for (int i = 0; i < signals; i++) {
            outputs.add(SYMBOLS[random.nextInt(SYMBOLS.length)], "trend", Side.BUY);
        }
        outputs.end();
    }

    private static List<Signal> all(Outputs outputs) {
        SignalReader reader = new SignalReader(outputs.log());
        return LongStream.rangeClosed(1, outputs.log().head())
                .mapToObj(reader::read)
                .filter(signal -> signal != null)
                .toList();
    }
}
