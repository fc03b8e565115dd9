package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.v1.MarketEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MarketEventsTest {
    private static final Instant TIME = Instant.parse("2024-01-02T14:30:00.000000001Z");
    private static final long NANOS = 1_704_205_800_000_000_001L;

    @Test
    void shouldMeanTheSameByInstantAndByNanoseconds() {
        assertThat(MarketEvents.trade("SPY", TIME, 1, 2)).isEqualTo(MarketEvents.trade("SPY", NANOS, 1, 2));
        assertThat(MarketEvents.quote("SPY", TIME, 1, 2, 3, 4)).isEqualTo(MarketEvents.quote("SPY", NANOS, 1, 2, 3, 4));
        assertThat(MarketEvents.bar("SPY", "1m", TIME, 1, 2, 3, 4, 5))
                .isEqualTo(MarketEvents.bar("SPY", "1m", NANOS, 1, 2, 3, 4, 5));
        assertThat(MarketEvents.watermark(TIME)).isEqualTo(MarketEvents.watermark(NANOS));
        assertThat(MarketEvents.watermark("SPY", TIME)).isEqualTo(MarketEvents.watermark("SPY", NANOS));
    }

    @Test
    void shouldPutEveryValueInItsPlace() {
        MarketEvent bar = MarketEvents.bar("SPY", "1m", NANOS, 2, 4, 1, 3, 5);

        assertThat(bar.getBar())
                .returns("SPY", b -> b.getSymbol())
                .returns("1m", b -> b.getTimeframe())
                .returns(Nanos.toTimestamp(NANOS), b -> b.getStartTime())
                .returns(2.0, b -> b.getOpen())
                .returns(4.0, b -> b.getHigh())
                .returns(1.0, b -> b.getLow())
                .returns(3.0, b -> b.getClose())
                .returns(5.0, b -> b.getVolume());
    }

    @Test
    void shouldLeaveOutWhatIsNotANumber() {
        MarketEvent bid = MarketEvents.quote("SPY", NANOS, 1, 2, Double.NaN, 0);
        MarketEvent bar = MarketEvents.bar("SPY", "1m", NANOS, 1, 1, 1, 1, Double.NaN);

        assertThat(bid.getQuote().hasBid()).isTrue();
        assertThat(bid.getQuote().hasAsk()).isFalse();
        assertThat(bar.getBar().hasVolume()).isFalse();
    }

    @Test
    void shouldNumberFromOne() {
        MarketEvent trade = MarketEvents.trade("SPY", NANOS, 1, 2);

        assertThat(MarketEvents.numbered(1, trade).getSourceSequence()).isEqualTo(1);
        assertThatThrownBy(() -> MarketEvents.numbered(0, trade)).hasMessageContaining("sourceSequence=0");
    }
}
