package io.heliograph.server.faults;

import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import io.heliograph.server.Positions;
import io.heliograph.testkit.ManualClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What must hold of a simulated engine after each step, each start and at the end. */
final class Checks {
    private static final long LOOK_AGAIN_NS = 20_000_000;

    private final ManualClock steady;

    private SimulatedEngine seen;
    private long applied;
    private long durable;
    private long outputs;

    Checks(ManualClock steady) {
        this.steady = steady;
    }

    /** No position falls while an engine lives, and nothing is said to be durable that is not journaled. */
    void positions(SimulatedEngine engine) {
        if (engine != seen) {
            seen = engine;
            applied = 0;
            durable = 0;
            outputs = 0;
        }
        Positions now = engine.positions();
        require(now.appliedEvent() >= applied, "the applied event fell", applied, now.appliedEvent());
        require(now.outputHead() >= outputs, "the output head fell", outputs, now.outputHead());
        require(now.durableEvent() >= durable, "the durable event fell", durable, now.durableEvent());
        require(
                now.durableEvent() <= engine.journal().events().head(),
                "an event is durable that is not journaled",
                engine.journal().events().head(),
                now.durableEvent());
        require(
                engine.journal().events().head() >= now.appliedEvent(),
                "an event is applied that is not journaled",
                engine.journal().events().head(),
                now.appliedEvent());
        require(
                now.durableOutput() <= engine.journal().outputs().head(),
                "an output is durable that is not journaled",
                engine.journal().outputs().head(),
                now.durableOutput());
        applied = now.appliedEvent();
        outputs = now.outputHead();
        durable = now.durableEvent();
    }

    /**
     * Nothing acknowledged is lost, and the outputs are those of another core fed the events that are there.
     *
     * @return the outputs
     */
    List<byte[]> afterStart(SimulatedEngine engine, SimulatedPublisher publisher) {
        int source = engine.core().sources().numberOf(SimulatedPublisher.SOURCE);
        long recovered = source < 0 ? 0 : engine.core().sources().lastSequence(source);
        require(
                recovered >= publisher.acknowledged(),
                "an acknowledged trade was lost",
                publisher.acknowledged(),
                recovered);
        return requireTwin(engine);
    }

    /**
     * Every trade is there once, and every signal has an id of its own.
     *
     * @return the outputs
     */
    List<byte[]> atEnd(SimulatedEngine engine, long trades) {
        int source = engine.core().sources().numberOf(SimulatedPublisher.SOURCE);
        long last = engine.core().sources().lastSequence(source);
        require(last == trades, "not every trade arrived", trades, last);
        long applied = engine.core().counters().events(TradeEventDecoder.TEMPLATE_ID);
        require(applied == trades, "trades were applied more or less than once", trades, applied);
        List<byte[]> outputs = outputs(engine);
        requireOrder(outputs);
        return outputs;
    }

    /** Who comes last hears every bar and every signal of the log. */
    void heard(List<byte[]> outputs, long bars, long signals) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        long[] counts = new long[2];
        for (byte[] output : outputs) {
            switch (header.wrap(new UnsafeBuffer(output), 0).templateId()) {
                case BarClosedDecoder.TEMPLATE_ID -> counts[0]++;
                case SignalEmittedDecoder.TEMPLATE_ID -> counts[1]++;
                default -> {
                    // nobody follows those
                }
            }
        }
        require(bars == counts[0], "not every bar was heard", counts[0], bars);
        require(signals == counts[1], "not every signal was heard", counts[1], signals);
    }

    private static void requireOrder(List<byte[]> outputs) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        SignalEmittedDecoder signal = new SignalEmittedDecoder();
        Set<String> ids = new HashSet<>();
        byte[] id = new byte[SignalEmittedDecoder.signalIdLength()];
        long cause = 0;
        for (byte[] output : outputs) {
            UnsafeBuffer record = new UnsafeBuffer(output);
            if (header.wrap(record, 0).templateId() == SignalEmittedDecoder.TEMPLATE_ID) {
                signal.wrap(record, header.encodedLength(), header.blockLength(), header.version());
                signal.getSignalId(id, 0, id.length);
                if (!ids.add(HexFormat.of().formatHex(id))) {
                    throw new AssertionError(
                            "a signal's id came twice: id=" + HexFormat.of().formatHex(id));
                }
                require(signal.cause() >= cause, "signals are not in the order of their causes", cause, signal.cause());
                cause = signal.cause();
            }
        }
    }

    private List<byte[]> requireTwin(SimulatedEngine engine) {
        List<byte[]> expected = new ArrayList<>();
        SignalCore twin =
                new SignalCore((sequence, buffer, offset, length) -> expected.add(copy(buffer, offset, length)));
        long[] next = {1};
        read(engine.journal().events(), (sequence, epoch, buffer, offset, length, endOfCause) -> {
            require(sequence == next[0]++, "events are not dense", next[0] - 1, sequence);
            twin.onEvent(sequence, buffer, offset, length);
        });
        List<byte[]> found = outputs(engine);
        int same = 0;
        while (same < found.size() && same < expected.size() && Arrays.equals(found.get(same), expected.get(same))) {
            same++;
        }
        if (same < found.size() || same < expected.size()) {
            throw new AssertionError(
                    "a twin gives other outputs: same=" + same + " found=" + found.size() + " twin=" + expected.size());
        }
        return found;
    }

    private List<byte[]> outputs(SimulatedEngine engine) {
        List<byte[]> outputs = new ArrayList<>();
        read(
                engine.journal().outputs(),
                (sequence, epoch, buffer, offset, length, endOfCause) -> outputs.add(copy(buffer, offset, length)));
        return outputs;
    }

    private static byte[] copy(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    /** A reader that sees nothing yet looks again when time has passed, and gives up by itself. */
    private void read(Log log, RecordHandler handler) {
        try (LogReader reader = log.openReader(log.first() - 1, log::head)) {
            while (reader.position() < log.head()) {
                if (reader.poll(handler, 1_000) == 0) {
                    steady.advance(LOOK_AGAIN_NS);
                }
            }
        }
    }

    private static void require(boolean holds, String otherwise, long expected, long found) {
        if (!holds) {
            throw new AssertionError(otherwise + ": expected=" + expected + " found=" + found);
        }
    }
}
