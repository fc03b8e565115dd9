package io.heliograph.server.faults;

import io.heliograph.journal.Log;
import io.heliograph.server.Positions;
import io.heliograph.server.store.SimulatedDatabase;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What must hold of a simulated database after each step, each start of the engine, and at the end. */
final class StoreChecks {
    private final SimulatedDatabase database;

    private long seen;

    /** The highest marks of all lives: a start may know less of what was forced than was, and what was forced stays so. */
    private long durableEvent;

    private long durableOutput;

    StoreChecks(SimulatedDatabase database) {
        this.database = database;
    }

    /** Rows are the first outputs, each once, up to the cursor, and nothing beyond what is durable. */
    void step(SimulatedEngine engine) {
        Positions now = engine.positions();
        long cursor = database.cursorOutput();
        if (database.answers() != seen) {
            seen = database.answers();
            requireDense(cursor);
        }
        durableEvent = Math.max(durableEvent, engine.journal().events().durable());
        durableOutput = Math.max(durableOutput, engine.journal().outputs().durable());
        require(cursor <= durableOutput, "an output is stored that is not durable", durableOutput, cursor);
        require(
                database.cursorEvent() <= durableEvent,
                "an output is stored whose cause is not durable",
                durableEvent,
                database.cursorEvent());
        require(now.storedOutput() <= cursor, "an output is said to be stored that is not", cursor, now.storedOutput());
        require(
                now.storedEvent() <= now.durableEvent(),
                "an event is said to be stored that is not durable",
                now.durableEvent(),
                now.storedEvent());
    }

    private void requireDense(long cursor) {
        List<Long> sequences = database.sequences();
        require(sequences.size() == cursor, "rows are not as many as the cursor says", cursor, sequences.size());
        for (int i = 0; i < sequences.size(); i++) {
            require(sequences.get(i) == i + 1, "rows are not dense", i + 1, sequences.get(i));
        }
    }

    /** Whatever happened to the engine's machine, the recovered log goes at least as far as the rows, and says the same. */
    void afterStart(SimulatedEngine engine, List<byte[]> outputs) {
        long cursor = database.cursorOutput();
        require(outputs.size() >= cursor, "the database is ahead of the journal", outputs.size(), cursor);
        for (int i = 0; i < cursor; i++) {
            byte[] row = database.record(i + 1);
            if (!Arrays.equals(row, outputs.get(i))) {
                throw new AssertionError("a row is not what the log says: sequence=" + (i + 1) + " row=" + hex(row)
                        + " log=" + hex(outputs.get(i)));
            }
        }
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "none" : HexFormat.of().formatHex(bytes);
    }

    /** Every output is there. */
    void atEnd(SimulatedEngine engine, List<byte[]> outputs) {
        afterStart(engine, outputs);
        Log log = engine.journal().outputs();
        require(database.count() == log.head(), "not every output is stored", log.head(), database.count());
    }

    private static void require(boolean holds, String otherwise, long expected, long found) {
        if (!holds) {
            throw new AssertionError(otherwise + ": expected=" + expected + " found=" + found);
        }
    }
}
