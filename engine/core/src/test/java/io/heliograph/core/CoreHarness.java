package io.heliograph.core;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Numbering;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.core.pipeline.InstrumentNodes;
import io.heliograph.core.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Feeds a core with events, numbered as a sequencer would, and collects what comes out. */
public final class CoreHarness implements OutputHandler {
    /** 2013-10-07T00:00Z, a Monday, in nanoseconds. */
    public static final long MONDAY = 1_381_104_000L * Timeframe.SECOND;

    private final SignalCore core;
    private final EventEncoder encoder = new EventEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final List<byte[]> outputs = new ArrayList<>();
    private final List<byte[]> events = new ArrayList<>();

    private long sequence;
    private long receiveTime = MONDAY;

    private CoreHarness(Supplier<InstrumentNodes> pipelines) {
        this.core = new SignalCore(this, pipelines);
    }

    /** A core that has started and has its settings. */
    public static CoreHarness started(CoreSettings settings) {
        return started(settings, Pipeline::new);
    }

    static CoreHarness started(CoreSettings settings, Supplier<InstrumentNodes> pipelines) {
        CoreHarness harness = new CoreHarness(pipelines);
        harness.start(1);
        harness.settings(settings);
        return harness;
    }

    public static CoreHarness started() {
        return started(CoreSettings.defaults());
    }

    public static InstrumentSettings declaration(Timeframe base, long latenessNs, GapPolicy gaps, String... sources) {
        return new InstrumentSettings(base, BarsFrom.AUTO, latenessNs, gaps, List.of(sources), 0);
    }

    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        if (sequence != outputs.size() + 1) {
            throw new AssertionError("outputs have a gap: sequence=" + sequence + " collected=" + outputs.size());
        }
        byte[] record = new byte[length];
        buffer.getBytes(offset, record);
        outputs.add(record);
    }

    public Refusal start(long epoch) {
        return apply(encoder.engineStarted(
                buffer, 0, receiveTime, epoch, 0, 0, SignalCore.CORE_LEVEL, new byte[16], "test"));
    }

    public Refusal settings(CoreSettings settings) {
        return apply(encoder.coreSettings(buffer, 0, receiveTime, settings));
    }

    /** The number of a symbol, which is added where it is new. */
    public int instrument(String symbol) {
        int known = core.instruments().numberOf(symbol);
        if (known >= 0) {
            return known;
        }
        int number = core.instruments().count();
        expectAccepted(apply(encoder.instrumentAdded(buffer, 0, receiveTime, number, symbol)));
        return number;
    }

    /** The number of a source, which is opened where it is new. */
    public int source(String id) {
        int known = core.sources().numberOf(id);
        if (known >= 0) {
            return known;
        }
        int number = core.sources().count();
        expectAccepted(openSource(number, id, 1));
        return number;
    }

    public Refusal openSource(int number, String id, long epoch) {
        return apply(encoder.sourceOpened(buffer, 0, receiveTime, epoch, number, Numbering.SPARSE, id));
    }

    public Refusal declare(String pattern, InstrumentSettings settings) {
        return apply(encoder.instrumentsDeclared(buffer, 0, receiveTime, pattern, settings));
    }

    public Refusal trade(int instrument, int source, long time, double price, double size) {
        return apply(encoder.trade(buffer, 0, receiveTime, sequence, time, price, size, instrument, source));
    }

    /** A trade of the nameless source. */
    public Refusal trade(String symbol, long time, double price, double size) {
        return trade(instrument(symbol), 0, time, price, size);
    }

    public Refusal quote(String symbol, long time, double bid, double ask) {
        return apply(encoder.quote(
                buffer, 0, receiveTime, 0, time, bid, Double.NaN, ask, Double.NaN, instrument(symbol), 0));
    }

    /** A quote of a source; a side whose price is NaN is not there. */
    public Refusal quote(int instrument, int source, long time, double bid, double ask) {
        return apply(
                encoder.quote(buffer, 0, receiveTime, 0, time, bid, Double.NaN, ask, Double.NaN, instrument, source));
    }

    /** A published bar of the nameless source whose four prices are 1, without volume. */
    public Refusal publishedBar(String symbol, long start, long timeframe) {
        return publishedBar(instrument(symbol), 0, start, timeframe, 1, 1, 1, 1, 0);
    }

    /** {@code timeframe} in nanoseconds. */
    public Refusal publishedBar(
            int instrument,
            int source,
            long start,
            long timeframe,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        return apply(encoder.bar(
                buffer,
                0,
                receiveTime,
                sequence,
                start,
                timeframe,
                open,
                high,
                low,
                close,
                volume,
                instrument,
                source));
    }

    /** Instrument -1: every one for which the source has published. */
    public Refusal watermark(int instrument, int source, long time) {
        return apply(encoder.watermark(buffer, 0, receiveTime, time, instrument, source));
    }

    /** A watermark of the nameless source for one instrument. */
    public Refusal watermark(String symbol, long time) {
        return watermark(instrument(symbol), 0, time);
    }

    public Refusal refused(int source, long sourceSequence, Refusal reason) {
        return apply(encoder.refused(buffer, 0, receiveTime, sourceSequence, source, reason, "?"));
    }

    public Refusal applyStrategy(byte[] hash, String id, String canonical, String text) {
        return apply(encoder.strategyApplied(buffer, 0, receiveTime, hash, id, canonical, text));
    }

    public Refusal removeStrategy(String id) {
        return apply(encoder.strategyRemoved(buffer, 0, receiveTime, id));
    }

    /** Feeds the record at the buffer's begin as the next event. */
    public Refusal apply(DirectBuffer record, int length) {
        byte[] bytes = new byte[length];
        record.getBytes(0, bytes);
        events.add(bytes);
        return Refusal.get((short) core.onEvent(++sequence, record, 0, length));
    }

    public SignalCore core() {
        return core;
    }

    /** Every event fed, in order. */
    public List<byte[]> events() {
        return events;
    }

    /** Every output, in order. */
    public List<byte[]> outputs() {
        return outputs;
    }

    /** Template ids of all outputs, in order. */
    public List<Integer> kinds() {
        return outputs.stream()
                .map(record -> templateId(new UnsafeBuffer(record)))
                .toList();
    }

    /** The closed bars of all instruments and timeframes, in order. */
    public List<BarRow> bars() {
        List<BarRow> bars = new ArrayList<>();
        BarClosedDecoder decoder = new BarClosedDecoder();
        for (byte[] record : outputs) {
            UnsafeBuffer output = new UnsafeBuffer(record);
            if (templateId(output) == BarClosedDecoder.TEMPLATE_ID) {
                bars.add(BarRow.of(decoder.wrapAndApplyHeader(output, 0, header)));
            }
        }
        return bars;
    }

    /** The closed bars of one instrument and timeframe, in order. */
    public List<BarRow> bars(String symbol, Timeframe timeframe) {
        return bars().stream()
                .filter(bar -> bar.symbol().equals(symbol) && bar.timeframe().equals(timeframe))
                .toList();
    }

    /** Which instrument and which end an output is about. */
    public static String momentOf(DirectBuffer output) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(output, 0);
        return switch (header.templateId()) {
            case BarClosedDecoder.TEMPLATE_ID -> {
                BarClosedDecoder bar = new BarClosedDecoder().wrapAndApplyHeader(output, 0, header);
                yield bar.symbol() + " " + bar.end();
            }
            case SignalEmittedDecoder.TEMPLATE_ID -> {
                SignalEmittedDecoder signal = new SignalEmittedDecoder().wrapAndApplyHeader(output, 0, header);
                signal.values().forEach(value -> value.skipName());
                yield signal.symbol() + " " + signal.barEnd();
            }
            case SignalEndedDecoder.TEMPLATE_ID -> {
                SignalEndedDecoder ended = new SignalEndedDecoder().wrapAndApplyHeader(output, 0, header);
                yield ended.symbol() + " " + ended.barEnd();
            }
            case OutcomeRecordedDecoder.TEMPLATE_ID -> {
                OutcomeRecordedDecoder outcome = new OutcomeRecordedDecoder().wrapAndApplyHeader(output, 0, header);
                yield outcome.symbol() + " " + outcome.barEnd();
            }
            default -> {
                FaultRecordedDecoder fault = new FaultRecordedDecoder().wrapAndApplyHeader(output, 0, header);
                yield fault.symbol() + " " + fault.barEnd();
            }
        };
    }

    private Refusal apply(int length) {
        return apply(buffer, length);
    }

    private int templateId(DirectBuffer record) {
        return header.wrap(record, 0).templateId();
    }

    private static void expectAccepted(Refusal refusal) {
        if (refusal != Refusal.ACCEPTED) {
            throw new AssertionError("expected the event to be accepted: refusal=" + refusal);
        }
    }
}
