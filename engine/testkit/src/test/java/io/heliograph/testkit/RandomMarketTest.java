package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.RandomMarket.BarRow;
import io.heliograph.testkit.RandomMarket.TradeRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomMarketTest {

    @Test
    void shouldBeTheSameMarketForTheSameSeed() {
        assertThat(new RandomMarket(3, 100.0, 0.01).bars(500)).isEqualTo(new RandomMarket(3, 100.0, 0.01).bars(500));
        assertThat(new RandomMarket(3, 100.0, 0.01).trades(500))
                .isEqualTo(new RandomMarket(3, 100.0, 0.01).trades(500));
        assertThat(new RandomMarket(4, 100.0, 0.01).bars(500)).isNotEqualTo(new RandomMarket(3, 100.0, 0.01).bars(500));
    }

    @Test
    void shouldHaveConsistentBarsWithDeadStretchesGapsAndMoves() {
        List<BarRow> bars = new RandomMarket(3, 100.0, 0.01).bars(2_000);

        long lastNs = 0;
        int dead = 0;
        int gaps = 0;
        for (BarRow bar : bars) {
            assertThat(bar.low()).isPositive().isLessThanOrEqualTo(Math.min(bar.open(), bar.close()));
            assertThat(bar.high()).isGreaterThanOrEqualTo(Math.max(bar.open(), bar.close()));
            assertThat(bar.volume()).isNotNegative();
            assertThat(bar.startNs()).isGreaterThan(lastNs);
            assertThat(bar.startNs() % 60_000_000_000L).isZero();
            gaps += lastNs > 0 && bar.startNs() - lastNs > 60_000_000_000L ? 1 : 0;
            dead += bar.high() == bar.low() && bar.volume() == 0.0 ? 1 : 0;
            lastNs = bar.startNs();
        }
        assertThat(dead).isBetween(100, 1_000);
        assertThat(gaps).isPositive();
    }

    @Test
    void shouldHaveTradesInOrderOfTimeSomeWithoutSize() {
        List<TradeRow> trades = new RandomMarket(3, 100.0, 0.01).trades(2_000);

        for (int i = 1; i < trades.size(); i++) {
            assertThat(trades.get(i).timeNs())
                    .isGreaterThanOrEqualTo(trades.get(i - 1).timeNs());
        }
        assertThat(trades).allSatisfy(trade -> assertThat(trade.price()).isPositive());
        assertThat(trades).anyMatch(trade -> trade.size() == 0.0);
    }
}
