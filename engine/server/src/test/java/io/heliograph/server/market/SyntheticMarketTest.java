package io.heliograph.server.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntheticMarketTest {
    private static final long START = 1_704_205_800_000_000_000L;
    private static final long HOUR = 3_600_000_000_000L;

    private record Trade(int symbol, long time, double price, double size) {}

    @Test
    void shouldGiveTheSameTradesForTheSameSeedHoweverTheyAreTaken() {
        List<Trade> atOnce = trades(42, HOUR, Integer.MAX_VALUE);
        List<Trade> inPieces = trades(42, HOUR, 7);
        List<Trade> otherSeed = trades(43, HOUR, 7);

        assertThat(inPieces).isEqualTo(atOnce).isNotEqualTo(otherSeed);
        assertThat(atOnce).hasSizeGreaterThan(3_000);
    }

    @Test
    void shouldGivePositivePricesOnTicksInOrderOfTime() {
        List<Trade> trades = trades(1, HOUR, 100);

        long before = START;
        for (Trade trade : trades) {
            assertThat(trade.time()).isBetween(before, START + HOUR - 1);
            assertThat(trade.price()).isPositive();
            assertThat(Math.rint(trade.price() * 100) / 100).isEqualTo(trade.price());
            assertThat(trade.size()).isPositive();
            before = trade.time();
        }
    }

    @Test
    void shouldGoAsFarInTheSameTimeWhereMoreIsTraded() {
        List<Trade> calm = trades(new SyntheticMarket(3, 5, START), HOUR, Integer.MAX_VALUE);
        List<Trade> lively = trades(new SyntheticMarket(3, 5, START, 8), HOUR, Integer.MAX_VALUE);

        assertThat(lively.size()).isBetween(7 * calm.size(), 9 * calm.size());
        assertThat(range(lively)).isBetween(range(calm) / 4, range(calm) * 4);
        assertThat(lively).isSortedAccordingTo(Comparator.comparingLong(Trade::time));
    }

    /** Highest price by the lowest, of the first symbol. */
    private static double range(List<Trade> trades) {
        DoubleSummaryStatistics prices = trades.stream()
                .filter(trade -> trade.symbol() == 0)
                .mapToDouble(Trade::price)
                .summaryStatistics();
        return prices.getMax() / prices.getMin() - 1;
    }

    private static List<Trade> trades(long seed, long length, int limit) {
        return trades(new SyntheticMarket(3, seed, START), length, limit);
    }

    private static List<Trade> trades(SyntheticMarket market, long length, int limit) {
        List<Trade> trades = new ArrayList<>();
        while (market.advance(START + length, limit, (s, t, p, z) -> trades.add(new Trade(s, t, p, z))) > 0) {
            assertThat(market.now()).isLessThanOrEqualTo(START + length);
        }
        return trades;
    }
}
