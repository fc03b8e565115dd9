package io.heliograph.server.sequencer;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.EventEncoder;
import io.heliograph.core.SignalCore;
import io.heliograph.server.ingress.Publisher;
import io.heliograph.server.ingress.Publishers;
import io.heliograph.server.ingress.RingRecord;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;

/**
 * Takes events from the ring into the group: drops repeats, puts new sources and instruments in front of their first
 * event, and has the group written when it is full or when a question needs its outcome.
 *
 * <p>Belongs to the sequencer's thread.
 */
final class Inlet implements MessageHandler {
    /** An event, and the instrument put in front of it. */
    private static final int RECORDS_OF_ONE = 2;

    private final Publishers publishers;
    private final SourceBook sources;
    private final InstrumentBook instruments;
    private final SignalCore core;
    private final LogWriter logs;
    private final Group group = new Group();
    private final EventEncoder encoder = new EventEncoder();
    private final List<Publisher> touched = new ArrayList<>();

    private long receiveTime;

    Inlet(Publishers publishers, SourceBook sources, InstrumentBook instruments, SignalCore core, LogWriter logs) {
        this.publishers = publishers;
        this.sources = sources;
        this.instruments = instruments;
        this.core = core;
        this.logs = logs;
    }

    /** Says when what comes now was received. */
    void begin(long time) {
        receiveTime = time;
    }

    @Override
    public void onMessage(int kind, MutableDirectBuffer buffer, int at, int length) {
        Publisher publisher = publishers.at(RingRecord.slot(buffer, at));
        touch(publisher);
        if (kind == RingRecord.CLOSE) {
            close(publisher);
            return;
        }
        if (publisher.isOver()) {
            return;
        }
        if (!group.hasRoomFor(RECORDS_OF_ONE)) {
            writeGroup();
        }
        switch (kind) {
            case RingRecord.OPEN -> open(publisher, buffer, at);
            case RingRecord.WATERMARK -> watermark(publisher, buffer, at);
            case RingRecord.REFUSED -> refused(publisher, buffer, at);
            case RingRecord.TRADE, RingRecord.QUOTE, RingRecord.BAR -> event(kind, publisher, buffer, at);
            default -> throw new IllegalStateException("expected a kind of ring record: kind=" + kind);
        }
    }

    /** Writes what was taken in, and tells publishers. */
    void flush() {
        writeGroup();
        for (int i = 0; i < touched.size(); i++) {
            touched.get(i).publish();
        }
        touched.clear();
    }

    /** Whether a publisher has the source now. */
    boolean isConnected(int source) {
        return sources.at(source).owner() != null;
    }

    private void writeGroup() {
        if (group.count() > 0) {
            logs.write(group);
            group.clear();
            instruments.publish();
        }
    }

    private void touch(Publisher publisher) {
        if (publisher.touch()) {
            touched.add(publisher);
        }
    }

    private void open(Publisher publisher, MutableDirectBuffer buffer, int at) {
        String id = RingRecord.text(buffer, at, RingRecord.OPEN);
        SourceBook.Opening opening;
        try {
            opening = sources.open(id, RingRecord.sequence(buffer, at), RingRecord.numbering(buffer, at));
        } catch (Rejection rejection) {
            publisher.end(rejection);
            return;
        }
        SourceBook.Entry source = opening.entry();
        if (opening.isNews()) {
            group.add(encoder.sourceOpened(
                    group.buffer(),
                    group.end(),
                    receiveTime,
                    source.epoch(),
                    opening.number(),
                    source.numbering(),
                    id));
        }
        if (opening.number() != SourceBook.NAMELESS) {
            takeOver(source, publisher, id);
        }
        publisher.open(
                opening.number(), new Publisher.Opened(source.epoch(), source.numbering(), source.lastSequence()));
    }

    private void takeOver(SourceBook.Entry source, Publisher publisher, String id) {
        Publisher before = source.owner();
        if (before != null) {
            touch(before);
            before.end(new Rejection(
                            ErrorReason.ERROR_REASON_SOURCE_TAKEN_OVER,
                            "expected to be the one publisher of the source, found a newer one: source_id=" + id)
                    .with("source_id", id));
        }
        source.owner(publisher);
    }

    private void close(Publisher publisher) {
        SourceBook.Entry source = sources.at(publisher.source());
        if (source.owner() == publisher) {
            source.owner(null);
        }
        publisher.close();
    }

    private void event(int kind, Publisher publisher, MutableDirectBuffer buffer, int at) {
        long sequence = RingRecord.sequence(buffer, at);
        if (!takesNumber(publisher, sequence)) {
            return;
        }
        int instrument = instrument(kind, buffer, at);
        if (instrument == RingRecord.NO_INSTRUMENT) {
            refuse(publisher, sequence, Refusal.TOO_MANY_INSTRUMENTS, RingRecord.text(buffer, at, kind), buffer, at);
            return;
        }
        int length = encode(kind, publisher.source(), instrument, sequence, buffer, at);
        add(length, publisher, sequence, instrument, Refusal.ACCEPTED, buffer, at);
    }

    private void refused(Publisher publisher, MutableDirectBuffer buffer, int at) {
        long sequence = RingRecord.sequence(buffer, at);
        // A refused watermark has no number, whatever its source's numbering.
        if (sequence != 0 && !takesNumber(publisher, sequence)) {
            return;
        }
        String symbol = RingRecord.text(buffer, at, RingRecord.REFUSED);
        refuse(publisher, sequence, RingRecord.reason(buffer, at), symbol, buffer, at);
    }

    private void refuse(
            Publisher publisher, long sequence, Refusal reason, String symbol, MutableDirectBuffer buffer, int at) {
        int length =
                encoder.refused(group.buffer(), group.end(), receiveTime, sequence, publisher.source(), reason, symbol);
        add(length, publisher, sequence, RingRecord.NO_INSTRUMENT, reason, buffer, at);
    }

    /** One that moves nothing is answered and not journaled; so what came before it must be applied first. */
    private void watermark(Publisher publisher, MutableDirectBuffer buffer, int at) {
        boolean isForAll =
                RingRecord.instrument(buffer, at) == RingRecord.NO_INSTRUMENT && RingRecord.textLength(buffer, at) == 0;
        int instrument = isForAll ? RingRecord.NO_INSTRUMENT : known(RingRecord.WATERMARK, buffer, at);
        if (!isForAll && instrument == RingRecord.NO_INSTRUMENT) {
            // There is nothing to close yet, and a mistyped symbol must not become an instrument.
            publisher.take(0);
            return;
        }
        writeGroup();
        long time = RingRecord.time(buffer, at);
        int source = publisher.source();
        if (!core.movesWatermark(instrument, source, time)) {
            publisher.take(0);
            return;
        }
        int length = encoder.watermark(group.buffer(), group.end(), receiveTime, time, instrument, source);
        add(length, publisher, 0, instrument, Refusal.ACCEPTED, buffer, at);
    }

    private void add(
            int length,
            Publisher publisher,
            long sequence,
            int instrument,
            Refusal reason,
            MutableDirectBuffer buffer,
            int at) {
        group.add(
                length,
                publisher,
                publisher.nextIndex(),
                sequence,
                instrument,
                RingRecord.time(buffer, at),
                RingRecord.cameIn(buffer, at),
                reason.value());
        publisher.take(sequence);
    }

    /** Whether the number is a new one; a repeat is answered, a gap ends the publisher. */
    private boolean takesNumber(Publisher publisher, long sequence) {
        SourceBook.Entry source = sources.at(publisher.source());
        return switch (source.use(sequence)) {
            case NEW -> true;
            case REPEAT -> {
                publisher.takeRepeat();
                yield false;
            }
            case GAP -> {
                long expected = source.lastSequence() + 1;
                publisher.end(new Rejection(
                                ErrorReason.ERROR_REASON_SEQUENCE_GAP,
                                "expected source_sequence=" + expected + ", found source_sequence=" + sequence)
                        .with("expected", expected)
                        .with("found", sequence));
                yield false;
            }
        };
    }

    /** The number of an event's instrument, given now if it has none; -1 where there is no room for it. */
    private int instrument(int kind, MutableDirectBuffer buffer, int at) {
        int known = known(kind, buffer, at);
        if (known != RingRecord.NO_INSTRUMENT) {
            return known;
        }
        String symbol = RingRecord.text(buffer, at, kind);
        // The core decides from what was applied, so the group goes first; new symbols are rare.
        writeGroup();
        if (core.checkInstrument(symbol) != Refusal.ACCEPTED) {
            return RingRecord.NO_INSTRUMENT;
        }
        int added = instruments.add(symbol);
        group.add(encoder.instrumentAdded(group.buffer(), group.end(), receiveTime, added, symbol));
        return added;
    }

    /** The number of an event's instrument; -1 where it has none yet. */
    private int known(int kind, MutableDirectBuffer buffer, int at) {
        int number = RingRecord.instrument(buffer, at);
        return number != RingRecord.NO_INSTRUMENT ? number : instruments.numberOf(RingRecord.text(buffer, at, kind));
    }

    private int encode(int kind, int source, int instrument, long sequence, MutableDirectBuffer buffer, int at) {
        MutableDirectBuffer target = group.buffer();
        int end = group.end();
        long time = RingRecord.time(buffer, at);
        return switch (kind) {
            case RingRecord.TRADE ->
                encoder.trade(
                        target,
                        end,
                        receiveTime,
                        sequence,
                        time,
                        RingRecord.value(buffer, at, 0),
                        RingRecord.value(buffer, at, 1),
                        instrument,
                        source);
            case RingRecord.QUOTE ->
                encoder.quote(
                        target,
                        end,
                        receiveTime,
                        sequence,
                        time,
                        RingRecord.value(buffer, at, 0),
                        RingRecord.value(buffer, at, 1),
                        RingRecord.value(buffer, at, 2),
                        RingRecord.value(buffer, at, 3),
                        instrument,
                        source);
            default ->
                encoder.bar(
                        target,
                        end,
                        receiveTime,
                        sequence,
                        time,
                        RingRecord.timeframe(buffer, at),
                        RingRecord.value(buffer, at, 0),
                        RingRecord.value(buffer, at, 1),
                        RingRecord.value(buffer, at, 2),
                        RingRecord.value(buffer, at, 3),
                        RingRecord.value(buffer, at, 4),
                        instrument,
                        source);
        };
    }
}
