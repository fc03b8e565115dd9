package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.MarketEventBatch;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventBacklogTest {
    private static final MarketEvent TRADE = MarketEvents.trade("SPY", 1, 2, 3);

    @Test
    void shouldSendNothingBeforeItIsOpen() {
        EventBacklog backlog = new EventBacklog(10, 5);
        backlog.add(TRADE);
        backlog.flush();

        assertThat(backlog.next()).isNull();
    }

    @Test
    void shouldKeepToTheSmallerOfBothBatchSizes() {
        EventBacklog backlog = new EventBacklog(100, 50);
        backlog.open(1_000, 7);
        for (int i = 0; i < 20; i++) {
            backlog.add(TRADE);
        }

        assertThat(backlog.next().getEventsCount()).isEqualTo(7);
    }

    @Test
    void shouldBreakABatchBeforeItsMessageGrowsTooLarge() {
        EventBacklog backlog = new EventBacklog(10_000, 10_000);
        backlog.open(100_000, 100_000);
        MarketEvent large = MarketEvents.trade("S".repeat(4_000), 1, 2, 3);
        for (int i = 0; i < 1_000; i++) {
            backlog.add(large);
        }

        MarketEventBatch batch = backlog.next();

        assertThat(batch.getSerializedSize()).isBetween(900_000, EventBacklog.MAX_BATCH_BYTES);
    }

    @Test
    void shouldRefuseAnEventThatIsTooLarge() {
        EventBacklog backlog = new EventBacklog(10, 10);

        assertThatThrownBy(() -> backlog.add(MarketEvents.trade("S".repeat(5_000), 1, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit=4096");
    }

    @Test
    void shouldSendEverythingOnceInOrderAndWithinTheCreditWhateverTheAnswers() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            int credit = 1 + random.nextInt(40);
            EventBacklog backlog = new EventBacklog(1 + random.nextInt(50), 1 + random.nextInt(20));
            backlog.open(credit, 1 + random.nextInt(20));
            long next = 1;
            long sent = 0;
            long answered = 0;

            while (answered < 500) {
                if (next <= 500 && !backlog.isFull()) {
                    backlog.add(MarketEvents.numbered(next++, TRADE));
                }
                if (next > 500) {
                    backlog.flush();
                }
                for (MarketEventBatch batch = backlog.next(); batch != null; batch = backlog.next()) {
                    for (MarketEvent event : batch.getEventsList()) {
                        assertThat(event.getSourceSequence())
                                .as("seed=%d", seed)
                                .isEqualTo(++sent);
                    }
                    assertThat(sent - answered).as("seed=%d", seed).isLessThanOrEqualTo(credit);
                }
                if (sent > answered && random.nextInt(4) == 0) {
                    answered += 1 + random.nextInt((int) (sent - answered));
                    backlog.onAnswered(answered);
                }
            }

            assertThat(backlog.isEmpty()).as("seed=%d", seed).isTrue();
            assertThat(backlog.unanswered()).as("seed=%d", seed).isZero();
        }
    }
}
