package io.heliograph.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.ApplyInstrumentsRequest;
import io.heliograph.v1.ApplyStrategyRequest;
import io.heliograph.v1.BarsFrom;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.GapPolicy;
import io.heliograph.v1.Instrument;
import io.heliograph.v1.InstrumentDeclaration;
import io.heliograph.v1.InstrumentSettings;
import io.heliograph.v1.ListInstrumentsRequest;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.PublishedBar;
import io.heliograph.v1.Quote;
import io.heliograph.v1.QuoteSide;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.RefusedEvent;
import io.heliograph.v1.Trade;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Market data of every kind through a real port. */
final class MarketKindsTest {
    /** 2013-10-07T04:00Z, midnight in New York. */
    private static final long START = 1_381_118_400L;

    private static final long DAY = 86_400;

    @TempDir
    private static Path folder;

    private static RunningEngine engine;

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(folder);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void shouldTakePublishedDaysAndSayWhyItDoesNotTakeOthers() {
        long before = engine.status().getBars();

        List<RefusedEvent> refused = publish(
                bar("DAYS", "1d", START, 10),
                bar("DAYS", "1d", START + 2 * DAY + 3_600, 11),
                bar("DAYS", "1d", START + 2 * DAY + 3_600, 11),
                bar("DAYS", "1d", START + 2 * DAY + 3_600, 12),
                bar("DAYS", "1d", START + DAY, 11),
                bar("DAYS", "1s", START + 9 * DAY, 11),
                trade("DAYS", START + 9 * DAY),
                quote("DAYS", START + 9 * DAY, 9, 11));

        assertThat(refused)
                .extracting(RefusedEvent::getReason)
                .containsExactly(
                        RefusalReason.REFUSAL_REASON_BAR_REVISED,
                        RefusalReason.REFUSAL_REASON_LATE,
                        RefusalReason.REFUSAL_REASON_TIMEFRAME_INVALID,
                        RefusalReason.REFUSAL_REASON_BARS_FROM_CONFLICT);
        assertThat(refused).extracting(RefusedEvent::getIndex).containsExactly(3L, 4L, 5L, 6L);
        assertThat(refused).allSatisfy(event -> assertThat(event.getMessage()).startsWith("expected "));
        assertThat(engine.status().getBars() - before).isEqualTo(2);
        Instrument days = instrument("DAYS");
        assertThat(days.getSettings().getBarsFrom()).isEqualTo(BarsFrom.BARS_FROM_BARS);
        assertThat(days.getTimeframesList()).contains("1m", "1d");
        assertThat(days.getWatermarkTime().getSeconds()).isEqualTo(START + 3 * DAY + 3_600);
        assertThat(days.getLate()).isEqualTo(1);
    }

    @Test
    void shouldBuildBarsFromTheSideThatIsDeclared() {
        declare("BIDS", BarsFrom.BARS_FROM_BID, "1m");
        long before = engine.status().getBars();

        List<RefusedEvent> refused = publish(
                quote("BIDS", START, 9, 11),
                quote("BIDS", START + 60, 8, 11),
                trade("BIDS", START + 60),
                quote("BIDS", START + 120, 7, 11),
                quote("BIDS", START, 6, 11));

        assertThat(refused)
                .extracting(RefusedEvent::getReason)
                .containsExactly(RefusalReason.REFUSAL_REASON_BARS_FROM_CONFLICT, RefusalReason.REFUSAL_REASON_LATE);
        assertThat(engine.status().getBars() - before).isEqualTo(2);
        assertThat(instrument("BIDS").getSettings().getBarsFrom()).isEqualTo(BarsFrom.BARS_FROM_BID);
    }

    @Test
    void shouldRefuseABarWhereBarsAreBuilt() {
        List<RefusedEvent> refused = publish(trade("BUILT", START), bar("BUILT", "1m", START, 10));

        assertThat(refused)
                .extracting(RefusedEvent::getReason)
                .containsExactly(RefusalReason.REFUSAL_REASON_BAR_CONFLICT);
    }

    @Test
    void shouldTakeADeclarationOfEveryKindAndSayWhatABaseIs() {
        for (BarsFrom barsFrom : BarsFrom.values()) {
            if (barsFrom != BarsFrom.UNRECOGNIZED) {
                declare("KIND*", barsFrom, "1m");
            }
        }

        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class, () -> declare("KIND*", BarsFrom.BARS_FROM_BARS, "100t"));
        assertThat(refused).hasMessageContaining("expected timeframes");
    }

    @Test
    void shouldMakeTickBarsForAStrategyThatNamesThem() {
        engine.strategies()
                .applyStrategy(ApplyStrategyRequest.newBuilder()
                        .setText("id = ticks\ntimeframe = 2t\nsymbols = [\"TICKS\"]\nbuy = \"close > open\"\n")
                        .build());
        long before = engine.status().getBars();

        publish(trade("TICKS", START), trade("TICKS", START), trade("TICKS", START), trade("TICKS", START));

        assertThat(instrument("TICKS").getTimeframesList()).endsWith("1d", "2t");
        assertThat(engine.status().getBars() - before).isEqualTo(2);
    }

    @Test
    void shouldRefuseATickStrategyWhereBarsAreBuiltFromQuotes() {
        declare("QUOTED", BarsFrom.BARS_FROM_MID, "1m");
        publish(quote("QUOTED", START, 9, 11));

        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> engine.strategies()
                        .applyStrategy(ApplyStrategyRequest.newBuilder()
                                .setText("id = none\ntimeframe = 2t\nsymbols = [\"QUOTED\"]\nbuy = \"close > open\"\n")
                                .build()));

        assertThat(refused).hasMessageContaining("where bars are built from trades");
    }

    @Test
    void shouldKeepWhatHoldsWhereADeclarationSaysOnlyPartOfIt() {
        InstrumentSettings wide = InstrumentSettings.newBuilder()
                .setBase("5m")
                .setGaps(GapPolicy.GAP_POLICY_FILL)
                .setLateness(Duration.newBuilder().setSeconds(7))
                .setDayStart(Duration.newBuilder().setSeconds(3_600))
                .addSources("one")
                .build();
        apply(declaration("KEEP*", wide), false);

        InstrumentSettings asked = apply(keeping("KEEPS", InstrumentSettings.getDefaultInstance()), true);
        InstrumentSettings bid = apply(
                keeping(
                        "KEEPS",
                        InstrumentSettings.newBuilder()
                                .setBarsFrom(BarsFrom.BARS_FROM_BID)
                                .build()),
                false);

        assertThat(asked)
                .isEqualTo(wide.toBuilder().setBarsFrom(BarsFrom.BARS_FROM_AUTO).build());
        assertThat(bid)
                .isEqualTo(wide.toBuilder().setBarsFrom(BarsFrom.BARS_FROM_BID).build());
    }

    private static InstrumentSettings apply(InstrumentDeclaration declaration, boolean validateOnly) {
        return engine.market()
                .applyInstruments(ApplyInstrumentsRequest.newBuilder()
                        .addDeclarations(declaration)
                        .setValidateOnly(validateOnly)
                        .build())
                .getDeclarations(0)
                .getSettings();
    }

    private static InstrumentDeclaration declaration(String pattern, InstrumentSettings settings) {
        return InstrumentDeclaration.newBuilder()
                .setPattern(pattern)
                .setSettings(settings)
                .build();
    }

    private static InstrumentDeclaration keeping(String pattern, InstrumentSettings settings) {
        return declaration(pattern, settings).toBuilder().setKeepRest(true).build();
    }

    private static List<RefusedEvent> publish(MarketEvent... events) {
        return engine.market()
                .batchPublishMarketData(BatchPublishMarketDataRequest.newBuilder()
                        .addAllEvents(List.of(events))
                        .build())
                .getAck()
                .getRefusedList();
    }

    private static void declare(String pattern, BarsFrom barsFrom, String base) {
        engine.market()
                .applyInstruments(ApplyInstrumentsRequest.newBuilder()
                        .addDeclarations(InstrumentDeclaration.newBuilder()
                                .setPattern(pattern)
                                .setSettings(InstrumentSettings.newBuilder()
                                        .setBase(base)
                                        .setBarsFrom(barsFrom)))
                        .build());
    }

    private static Instrument instrument(String symbol) {
        return engine.market()
                .listInstruments(
                        ListInstrumentsRequest.newBuilder().setPattern(symbol).build())
                .getInstruments(0);
    }

    private static MarketEvent bar(String symbol, String timeframe, long second, double price) {
        return MarketEvent.newBuilder()
                .setBar(PublishedBar.newBuilder()
                        .setSymbol(symbol)
                        .setTimeframe(timeframe)
                        .setStartTime(at(second))
                        .setOpen(price)
                        .setHigh(price)
                        .setLow(price)
                        .setClose(price))
                .build();
    }

    private static MarketEvent quote(String symbol, long second, double bid, double ask) {
        return MarketEvent.newBuilder()
                .setQuote(Quote.newBuilder()
                        .setSymbol(symbol)
                        .setTime(at(second))
                        .setBid(QuoteSide.newBuilder().setPrice(bid))
                        .setAsk(QuoteSide.newBuilder().setPrice(ask)))
                .build();
    }

    private static MarketEvent trade(String symbol, long second) {
        return MarketEvent.newBuilder()
                .setTrade(Trade.newBuilder()
                        .setSymbol(symbol)
                        .setTime(at(second))
                        .setPrice(10)
                        .setSize(1))
                .build();
    }

    private static Timestamp at(long second) {
        return Timestamp.newBuilder().setSeconds(second).build();
    }
}
