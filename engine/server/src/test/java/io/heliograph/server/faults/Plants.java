package io.heliograph.server.faults;

import io.heliograph.journal.Forcer;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogKind;
import io.heliograph.server.publish.LineBug;
import io.heliograph.server.store.WriterBug;
import java.util.function.UnaryOperator;

/**
 * Bugs that a simulated engine is given through what it is made of.
 *
 * @param around what stands around each log
 * @param forcer what stands around the disk
 * @param writer what is wrong with what writes to the database
 * @param line what is wrong with what stands between the engine and a subscriber's line
 */
record Plants(UnaryOperator<Log> around, UnaryOperator<Forcer> forcer, WriterBug writer, LineBug line) {
    /** No bug. */
    static final Plants NONE =
            new Plants(UnaryOperator.identity(), UnaryOperator.identity(), WriterBug.NONE, LineBug.NONE);

    /** Forcing returns at once, and nothing is forced. */
    static Plants noForce() {
        return new Plants(NONE.around, disk -> (channel, path) -> {}, NONE.writer, NONE.line);
    }

    /** A group of events is written when the next one comes. */
    static Plants lateEvents() {
        return around(log -> log.kind() == LogKind.EVENTS ? new LateLog(log) : log);
    }

    /** Who reads outputs from within the log misses the first. */
    static Plants resumeOffByOne() {
        return around(log -> log.kind() == LogKind.OUTPUTS ? new SkippingLog(log) : log);
    }

    /** Events are numbered behind the last that was ever written, though the disk has lost it. */
    static Plants sequenceFromLastExcerpt() {
        long[] last = {0};
        return around(log -> log.kind() == LogKind.EVENTS ? new LastExcerptLog(log, last) : log);
    }

    static Plants writer(WriterBug bug) {
        return new Plants(NONE.around, NONE.forcer, bug, NONE.line);
    }

    static Plants line(LineBug bug) {
        return new Plants(NONE.around, NONE.forcer, NONE.writer, bug);
    }

    private static Plants around(UnaryOperator<Log> logs) {
        return new Plants(logs, NONE.forcer, NONE.writer, NONE.line);
    }
}
