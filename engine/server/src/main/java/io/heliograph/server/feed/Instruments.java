package io.heliograph.server.feed;

import io.heliograph.client.HeliographClient;
import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.core.Timeframe;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowException;
import io.heliograph.server.ingress.EventCheck;
import io.heliograph.v1.Instrument;
import io.heliograph.v1.InstrumentDeclaration;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The engine's instruments as a feed needs them: each symbol of the files is declared before its first row, where the
 * engine does not know yet what its bars are built from.
 *
 * <p>Owned by the feed's thread.
 */
final class Instruments {
    private static final long NANOS = 1_000_000_000L;
    private static final String PREFIX = "BARS_FROM_";

    private final HeliographClient client;
    private final FileDeclarations declarations;
    private final BarsFrom wish;
    private final Map<String, Instrument> known = new HashMap<>();
    private final Map<String, BarsFrom> barsFrom = new HashMap<>();

    /** @param wish what the caller decided; AUTO: nothing */
    Instruments(HeliographClient client, FileDeclarations declarations, BarsFrom wish) {
        this.client = client;
        this.declarations = declarations;
        this.wish = wish;
        client.market().instruments("").forEach(instrument -> known.put(instrument.getSymbol(), instrument));
    }

    /**
     * What the bars of a row's symbol are built from, declared now where this is its first row; AUTO where the symbol is
     * none, and its rows will be refused.
     *
     * @throws RowException where files would have to be read twice and cannot be
     */
    BarsFrom barsFrom(MarketRow row) throws IOException, RowException {
        BarsFrom from = barsFrom.get(row.symbol());
        if (!EventCheck.isSymbol(row.symbol())) {
            return BarsFrom.AUTO;
        }
        if (from == null) {
            from = declare(row);
            barsFrom.put(row.symbol(), from);
        }
        return from;
    }

    private BarsFrom declare(MarketRow row) throws IOException, RowException {
        Instrument instrument = known.get(row.symbol());
        InstrumentSettings held = settings(instrument == null ? asked(row.symbol()) : instrument.getSettings());
        InstrumentSettings wanted = declarations.settings(row, held);
        boolean isFixed = instrument != null && instrument.getSettled() && wish == BarsFrom.AUTO;
        if (isFixed || wanted.equals(held)) {
            return held.barsFrom();
        }
        client.market()
                .applyInstruments(
                        List.of(InstrumentDeclaration.newBuilder()
                                .setPattern(row.symbol())
                                .setKeepRest(true)
                                .setSettings(io.heliograph.v1.InstrumentSettings.newBuilder()
                                        .setBase(wanted.base().toString())
                                        .setBarsFrom(io.heliograph.v1.BarsFrom.valueOf(PREFIX + wanted.barsFrom())))
                                .build()),
                        false);
        return wanted.barsFrom();
    }

    /** What holds for a symbol that no event has made an instrument yet. */
    private io.heliograph.v1.InstrumentSettings asked(String symbol) {
        InstrumentDeclaration question = InstrumentDeclaration.newBuilder()
                .setPattern(symbol)
                .setKeepRest(true)
                .build();
        return client.market()
                .applyInstruments(List.of(question), true)
                .getDeclarations(0)
                .getSettings();
    }

    static InstrumentSettings settings(io.heliograph.v1.InstrumentSettings settings) {
        return new InstrumentSettings(
                Timeframe.parse(settings.getBase()),
                BarsFrom.valueOf(settings.getBarsFrom().name().substring(PREFIX.length())),
                nanos(settings.getLateness()),
                settings.getGaps() == io.heliograph.v1.GapPolicy.GAP_POLICY_FILL ? GapPolicy.FILL : GapPolicy.LEAVE,
                settings.getSourcesList(),
                nanos(settings.getDayStart()));
    }

    private static long nanos(com.google.protobuf.Duration duration) {
        return duration.getSeconds() * NANOS + duration.getNanos();
    }
}
