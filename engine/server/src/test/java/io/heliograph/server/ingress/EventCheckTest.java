package io.heliograph.server.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.heliograph.codec.event.Refusal;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.PublishedBar;
import io.heliograph.v1.Quote;
import io.heliograph.v1.QuoteSide;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.Trade;
import io.heliograph.v1.Watermark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventCheckTest {
    private static final long LATEST = 1_000L * 1_000_000_000L;

    private final EventCheck check = new EventCheck();

    @Test
    void shouldTakeATradeApart() {
        assertThat(check(trade())).isEqualTo(Refusal.ACCEPTED);

        assertThat(check.kind()).isEqualTo(RingRecord.TRADE);
        assertThat(check.symbol()).isEqualTo("SPY");
        assertThat(check.time()).isEqualTo(999_000_000_007L);
        assertThat(check.value(0)).isEqualTo(1.5);
        assertThat(check.value(1)).isZero();
        assertThat(check.message()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "BRK.B", "EUR/USD", "spy-1_2:x#%", "12345678901234567890123456789012"})
    void shouldTakePrintableSymbols(String symbol) {
        assertThat(check(trade().setSymbol(symbol))).isEqualTo(Refusal.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "A B",
                "A,B",
                "\"A\"",
                "A'",
                "A*",
                "A?",
                "A!",
                "A@1m",
                "Ä",
                "A\u0000",
                "A\u007f",
                "123456789012345678901234567890123"
            })
    void shouldRefuseSymbolsThatCouldMeanSomethingElse(String symbol) {
        assertThat(check(trade().setSymbol(symbol))).isEqualTo(Refusal.SYMBOL_INVALID);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseAPriceThatIsNone(double price) {
        assertThat(check(trade().setPrice(price))).isEqualTo(Refusal.PRICE_INVALID);
        assertThat(check.message()).endsWith("price=" + price);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseASizeThatIsNone(double size) {
        assertThat(check(trade().setSize(size))).isEqualTo(Refusal.SIZE_INVALID);
    }

    @Test
    void shouldTakeTimesFrom1970ToTheLatestAndNoOthers() {
        assertThat(check(trade().setTime(time(0, 0)))).isEqualTo(Refusal.ACCEPTED);
        assertThat(check(trade().setTime(time(1_000, 0)))).isEqualTo(Refusal.ACCEPTED);

        assertThat(check(trade().setTime(time(1_000, 1)))).isEqualTo(Refusal.TIME_OUT_OF_RANGE);
        assertThat(check(trade().setTime(time(-1, 0)))).isEqualTo(Refusal.TIME_OUT_OF_RANGE);
        assertThat(check(trade().setTime(time(1, -1)))).isEqualTo(Refusal.TIME_OUT_OF_RANGE);
        assertThat(check(trade().setTime(time(1, 1_000_000_000)))).isEqualTo(Refusal.TIME_OUT_OF_RANGE);
        assertThat(check(trade().setTime(time(Long.MAX_VALUE, 0)))).isEqualTo(Refusal.TIME_OUT_OF_RANGE);
        assertThat(check(trade().clearTime())).isEqualTo(Refusal.TIME_OUT_OF_RANGE);
        assertThat(check.message()).contains("found none");
    }

    @Test
    void shouldTakeQuotesWithOneSideOrCrossed() {
        Quote.Builder bidOnly =
                Quote.newBuilder().setSymbol("SPY").setTime(time(1, 0)).setBid(side(10, 0));

        assertThat(check(bidOnly)).isEqualTo(Refusal.ACCEPTED);
        assertThat(check.value(0)).isEqualTo(10);
        assertThat(check.value(2)).isNaN();
        assertThat(check(bidOnly.setAsk(side(9, 1)))).isEqualTo(Refusal.ACCEPTED);
    }

    @Test
    void shouldRefuseQuotesThatSayNothingOrNonsense() {
        Quote.Builder quote = Quote.newBuilder().setSymbol("SPY").setTime(time(1, 0));

        assertThat(check(quote)).isEqualTo(Refusal.EVENT_EMPTY);
        assertThat(check(quote.clone().setBid(side(0, 1)))).isEqualTo(Refusal.PRICE_INVALID);
        assertThat(check(quote.clone().setBid(side(1, 1)).setAsk(side(2, -1)))).isEqualTo(Refusal.SIZE_INVALID);
    }

    @Test
    void shouldRefuseBarsThatCannotBe() {
        assertThat(check(bar(10, 12, 9, 11))).isEqualTo(Refusal.ACCEPTED);
        assertThat(check.timeframe()).isEqualTo(60_000_000_000L);

        assertThat(check(bar(8, 12, 9, 11))).isEqualTo(Refusal.BAR_INCONSISTENT);
        assertThat(check(bar(10, 12, 9, 13))).isEqualTo(Refusal.BAR_INCONSISTENT);
        assertThat(check(bar(10, 9, 12, 10))).isEqualTo(Refusal.BAR_INCONSISTENT);
        assertThat(check(bar(10, Double.NaN, 9, 10))).isEqualTo(Refusal.PRICE_INVALID);
        assertThat(check(bar(10, 12, 9, 11).setVolume(-1))).isEqualTo(Refusal.SIZE_INVALID);
        assertThat(check(bar(10, 12, 9, 11).setTimeframe("2 minutes"))).isEqualTo(Refusal.TIMEFRAME_INVALID);
        assertThat(check(bar(10, 12, 9, 11).setTimeframe("100t"))).isEqualTo(Refusal.TIMEFRAME_INVALID);
        assertThat(check(bar(10, 12, 9, 11).setStartTime(time(941, 0)))).isEqualTo(Refusal.TIME_OUT_OF_RANGE);
    }

    @Test
    void shouldTakeAWatermarkForAllAndForOne() {
        Watermark.Builder forAll = Watermark.newBuilder().setTime(time(5, 0));

        assertThat(check(forAll)).isEqualTo(Refusal.ACCEPTED);
        assertThat(check.symbol()).isEmpty();
        assertThat(check(forAll.setSymbol(""))).isEqualTo(Refusal.SYMBOL_INVALID);
        assertThat(check(forAll.setSymbol("SPY"))).isEqualTo(Refusal.ACCEPTED);
        assertThat(check(forAll.setTime(time(1_001, 0)))).isEqualTo(Refusal.TIME_OUT_OF_RANGE);
    }

    @Test
    void shouldRefuseAnEventWithoutMember() {
        assertThat(check.check(MarketEvent.getDefaultInstance(), LATEST)).isEqualTo(Refusal.EVENT_EMPTY);
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalReason.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REFUSAL_REASON_UNSPECIFIED", "UNRECOGNIZED"})
    void shouldNumberReasonsAlikeInRecordsAndOnTheWire(RefusalReason reason) {
        assertThat(Refusal.get((short) reason.getNumber()).name())
                .isEqualTo(reason.name().substring("REFUSAL_REASON_".length()));
    }

    private Refusal check(Trade.Builder trade) {
        return check.check(MarketEvent.newBuilder().setTrade(trade).build(), LATEST);
    }

    private Refusal check(Quote.Builder quote) {
        return check.check(MarketEvent.newBuilder().setQuote(quote).build(), LATEST);
    }

    private Refusal check(PublishedBar.Builder bar) {
        return check.check(MarketEvent.newBuilder().setBar(bar).build(), LATEST);
    }

    private Refusal check(Watermark.Builder watermark) {
        return check.check(MarketEvent.newBuilder().setWatermark(watermark).build(), LATEST);
    }

    private static Trade.Builder trade() {
        return Trade.newBuilder().setSymbol("SPY").setTime(time(999, 7)).setPrice(1.5);
    }

    private static QuoteSide side(double price, double size) {
        return QuoteSide.newBuilder().setPrice(price).setSize(size).build();
    }

    private static PublishedBar.Builder bar(double open, double high, double low, double close) {
        return PublishedBar.newBuilder()
                .setSymbol("SPY")
                .setTimeframe("1m")
                .setStartTime(time(940, 0))
                .setOpen(open)
                .setHigh(high)
                .setLow(low)
                .setClose(close);
    }

    private static Timestamp time(long seconds, int nanos) {
        return Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();
    }
}
