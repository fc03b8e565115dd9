package io.heliograph.server.faults;

import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import io.heliograph.server.Positions;
import io.heliograph.testkit.ManualClock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

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

    /** Nothing acknowledged is lost, and the outputs are those of another core fed the events that are there. */
    void afterStart(SimulatedEngine engine, SimulatedPublisher publisher) {
        int source = engine.core().sources().numberOf(SimulatedPublisher.SOURCE);
        long recovered = source < 0 ? 0 : engine.core().sources().lastSequence(source);
        require(
                recovered >= publisher.acknowledged(),
                "an acknowledged trade was lost",
                publisher.acknowledged(),
                recovered);
        requireTwin(engine);
    }

    /** Every trade is there once. */
    void atEnd(SimulatedEngine engine, long trades) {
        int source = engine.core().sources().numberOf(SimulatedPublisher.SOURCE);
        long last = engine.core().sources().lastSequence(source);
        require(last == trades, "not every trade arrived", trades, last);
        long applied = engine.core().counters().events(TradeEventDecoder.TEMPLATE_ID);
        require(applied == trades, "trades were applied more or less than once", trades, applied);
        requireTwin(engine);
    }

    /** What was durable is never told to have ended, and what was journaled only by a power cut. */
    void requireEpochEnd(boolean isDurable, int powerCuts, long last) {
        if (isDurable || powerCuts == 0) {
            throw new AssertionError("a place was said to be lost: isDurable=" + isDurable + " powerCuts=" + powerCuts
                    + " lastValid=" + last);
        }
    }

    private void requireTwin(SimulatedEngine engine) {
        List<String> expected = new ArrayList<>();
        SignalCore twin = new SignalCore((sequence, buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            expected.add(HexFormat.of().formatHex(bytes));
        });
        long[] next = {1};
        read(engine.journal().events(), (sequence, epoch, buffer, offset, length, endOfCause) -> {
            require(sequence == next[0]++, "events are not dense", next[0] - 1, sequence);
            twin.onEvent(sequence, buffer, offset, length);
        });
        List<String> found = new ArrayList<>();
        read(engine.journal().outputs(), (sequence, epoch, buffer, offset, length, endOfCause) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            found.add(HexFormat.of().formatHex(bytes));
        });
        if (!found.equals(expected)) {
            int same = 0;
            while (same < found.size()
                    && same < expected.size()
                    && found.get(same).equals(expected.get(same))) {
                same++;
            }
            throw new AssertionError(
                    "a twin gives other outputs: same=" + same + " found=" + found.size() + " twin=" + expected.size());
        }
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
