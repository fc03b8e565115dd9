package io.heliograph.core.instrument;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarBuilder;
import io.heliograph.core.bar.BarGrid;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One instrument: its settings, its watermark, its bars, its latest quote.
 *
 * <p>Belongs to the core's thread.
 */
public final class Instrument {
    /** A time that is not known yet. */
    public static final long UNKNOWN = Watermark.UNKNOWN;

    private final int number;
    private final String symbol;
    private final byte[] symbolBytes;
    private final Quote quote = new Quote();
    private final LastTrade lastTrade = new LastTrade();

    private InstrumentSettings settings;
    private BarsFrom barsFrom;
    private Watermark watermark;
    private BarBuilder bars;
    private boolean settled;
    private long lastEventTime = UNKNOWN;
    private long late;
    private long forced;

    Instrument(int number, String symbol) {
        this.number = number;
        this.symbol = symbol;
        this.symbolBytes = symbol.getBytes(StandardCharsets.US_ASCII);
        this.watermark = new Watermark(List.of(), UNKNOWN);
    }

    /** Puts settings in force: before the first bar, so nothing that was built is lost. */
    void settle(InstrumentSettings settings, int historyBars) {
        long firstEventTime = bars == null ? UNKNOWN : bars.firstEventTime();
        this.settings = settings;
        this.barsFrom = settings.barsFrom();
        this.watermark = new Watermark(settings.sources(), watermark.value());
        this.bars = new BarBuilder(
                settings.base(),
                new BarGrid(settings.dayStartNs()),
                settings.openBars(),
                settings.gaps() == GapPolicy.FILL,
                new BarHistory(historyBars));
        bars.moveTo(watermark.value());
        bars.begin(firstEventTime);
    }

    /** Learns the number of a source, declared for it or not. */
    public void learnSource(String id, int source) {
        watermark.learn(id, source);
    }

    /** Whether events of this source count for it. */
    public boolean allows(int source) {
        return watermark.allows(source);
    }

    /** Whether only declared sources count for it. */
    public boolean isReconciled() {
        return watermark.isDeclared();
    }

    /** Whether this word of a source would move its watermark, or what is known of a declared source. */
    public boolean isNews(int source, long time) {
        // After a published bar smaller ones of its end wait for a word that says its end once more.
        return watermark.allows(source)
                && (watermark.isNews(source, time) || bars.reached() < Math.min(time, watermark.value()));
    }

    /** Notes that an event of any kind was accepted; a published bar reaches from its start to its end. */
    public void onEvent(long start, long end) {
        lastEventTime = Math.max(lastEventTime, end);
        bars.begin(start);
    }

    /** Takes an allowed source's word that nothing before this time will come. */
    public void raiseWatermark(int source, long time) {
        bars.moveTo(Math.min(time, watermark.raise(source, time)));
    }

    /** Moves the watermark by an event that its bars are built from; its bar needs a place among the open ones. */
    public void raiseByEvent(int source, long time) {
        long word = time - settings.latenessNs();
        long mark = watermark.raise(source, word);
        bars.moveTo(Math.min(word, mark));
        if (!bars.hasRoom(time, mark)) {
            long room = bars.roomFor(time);
            forced += bars.wouldClose(room) ? 1 : 0;
            bars.moveTo(watermark.force(room));
        }
    }

    /** Puts a trade that is not late into its bars, after what its time closes was closed; whether it closes some. */
    public boolean addTrade(long time, double price, double size) {
        settled = true;
        return bars.onTrade(time, price, size);
    }

    /** Puts a quote that is not late, if it tells the price of which bars are built, into its bar, like a trade. */
    public void addQuote(long time, double bid, double bidSize, double ask, double askSize) {
        quote.update(time, bid, bidSize, ask, askSize);
        double price = switch (barsFrom) {
            case BID -> bid;
            case ASK -> ask;
            default -> quote.mid(bid, ask);
        };
        if (!Double.isNaN(price)) {
            settled = true;
            bars.onPrice(time, price);
        }
    }

    /** What a published bar would be here: ACCEPTED for a new one, UNCHANGED for a repeat, else why it is refused. */
    public Refusal check(Timeframe timeframe, ClosedBar bar) {
        boolean takesBars = barsFrom == BarsFrom.BARS || barsFrom == BarsFrom.AUTO;
        return timeframe.equals(settings.base()) && !takesBars ? Refusal.BAR_CONFLICT : bars.check(timeframe, bar);
    }

    /**
     * Takes a published bar that is new, to be closed next. It moves the watermark to its end whatever lateness and
     * sources are declared, because it stands already.
     */
    public void publish(int source, Timeframe timeframe, ClosedBar bar) {
        settled = true;
        watermark.raise(source, bar.end());
        watermark.force(bar.end());
        bars.publish(timeframe, bar, barsFrom == BarsFrom.BARS);
    }

    /** Lets an accepted event decide what the bars are built from; whether nothing did before. */
    public boolean decide(BarsFrom kind) {
        if (barsFrom != BarsFrom.AUTO) {
            return false;
        }
        barsFrom = kind;
        return true;
    }

    public void countLate() {
        late++;
    }

    /** Builds bars of this timeframe from now on; answers whether its base allows it. */
    public boolean build(Timeframe timeframe) {
        return canBuild(timeframe) && bars.build(timeframe);
    }

    /** Whether its base allows this timeframe; tick and volume bars are made of trades alone. */
    public boolean canBuild(Timeframe timeframe) {
        return (timeframe.isTime() || takesTrades()) && bars.canBuild(timeframe);
    }

    /** Writes everything but its symbol and settings as raw bits. */
    public void save(StateSink sink) {
        sink.putLong(barsFrom.value());
        sink.putLong(settled ? 1 : 0);
        sink.putLong(lastEventTime);
        sink.putLong(late);
        sink.putLong(forced);
        watermark.save(sink);
        quote.save(sink);
        lastTrade.save(sink);
        bars.save(sink);
    }

    /** Takes what {@link #save(StateSink)} of an instrument with the same settings wrote. */
    public void restore(StateSource source) {
        barsFrom = BarsFrom.get((short) source.getLong());
        settled = source.getLong() != 0;
        lastEventTime = source.getLong();
        late = source.getLong();
        forced = source.getLong();
        watermark.restore(source);
        quote.restore(source);
        lastTrade.restore(source);
        bars.restore(source);
    }

    public int number() {
        return number;
    }

    public String symbol() {
        return symbol;
    }

    /** The symbol in ASCII, for records; not to be changed. */
    public byte[] symbolBytes() {
        return symbolBytes;
    }

    public InstrumentSettings settings() {
        return settings;
    }

    /** Whether its bars are built from trades, or may be. */
    public boolean takesTrades() {
        return barsFrom == BarsFrom.TRADES || barsFrom == BarsFrom.AUTO;
    }

    /** Whether its bars are built from a price of quotes, or may be. */
    public boolean takesQuotes() {
        return barsFrom != BarsFrom.TRADES && barsFrom != BarsFrom.BARS;
    }

    /** What its bars are built from; AUTO until something decided. */
    public BarsFrom barsFrom() {
        return barsFrom;
    }

    public BarBuilder bars() {
        return bars;
    }

    public Quote quote() {
        return quote;
    }

    /** The trade that came last, whether bars are built from trades or not; one that was late is not shown. */
    public LastTrade lastTrade() {
        return lastTrade;
    }

    /** Whether its first bar exists, so that what shapes bars is fixed. */
    public boolean isSettled() {
        return settled;
    }

    /** No more events before this; {@link #UNKNOWN} before the first word. */
    public long watermark() {
        return watermark.value();
    }

    /** Latest time of an event of it; {@link #UNKNOWN} before the first. */
    public long lastEventTime() {
        return lastEventTime;
    }

    /** Its events that were late. */
    public long late() {
        return late;
    }

    /** How often a declared source was not waited for, because too many bars were open. */
    public long forced() {
        return forced;
    }
}
