package io.heliograph.server.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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

    private static List<Trade> trades(long seed, long length, int limit) {
        List<Trade> trades = new ArrayList<>();
        SyntheticMarket market = new SyntheticMarket(3, seed, START);
        while (market.advance(START + length, limit, (s, t, p, z) -> trades.add(new Trade(s, t, p, z))) > 0) {
            assertThat(market.now()).isLessThanOrEqualTo(START + length);
        }
        return trades;
    }
}
