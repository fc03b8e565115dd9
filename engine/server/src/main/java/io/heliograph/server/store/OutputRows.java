package io.heliograph.server.store;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import java.sql.SQLException;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.postgresql.PGConnection;

/** The rows of a batch, table by table. */
final class OutputRows {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BarRows bar = new BarRows();
    private final SignalRows signal = new SignalRows();
    private final OutcomeRows outcome = new OutcomeRows();
    private final FaultRows fault = new FaultRows();

    private final CopyBuffer bars = BarRows.buffer();
    private final CopyBuffer signals = SignalRows.buffer();
    private final CopyBuffer outcomes = OutcomeRows.buffer();
    private final CopyBuffer faults = FaultRows.buffer();
    private final List<CopyBuffer> tables = List.of(bars, signals, outcomes, faults);

    private long lastCause;
    private String problem;

    /** Makes rows of the first {@code limit} outputs that wait; answers how many came before one that cannot be read. */
    int make(OutputBatch batch, int limit) {
        tables.forEach(CopyBuffer::clear);
        problem = "";
        for (int i = 0; i < limit; i++) {
            if (!add(batch.record(i), batch.sequence(i), batch.epoch(i))) {
                return i;
            }
        }
        return limit;
    }

    /** Cause of the last output made into a row. */
    long lastCause() {
        return lastCause;
    }

    /** Why {@link #make} stopped before its limit. */
    String problem() {
        return problem;
    }

    void send(PGConnection connection) throws SQLException {
        for (CopyBuffer table : tables) {
            table.send(connection);
        }
    }

    private boolean add(UnsafeBuffer record, long sequence, long epoch) {
        CopyBuffer table = null;
        try {
            header.wrap(record, 0);
            int template = header.templateId();
            table = tableOf(template);
            if (header.schemaId() != BarClosedDecoder.SCHEMA_ID || table == null) {
                problem = "not an output this release knows: schema=" + header.schemaId() + " template=" + template;
                return false;
            }
            table.beginRow();
            lastCause = addRow(table, template, record, sequence, epoch);
            return true;
        } catch (RuntimeException e) {
            // Whatever bytes may stand there, they are data, not a reason to stop.
            if (table != null) {
                table.dropRow();
            }
            problem = "cannot be read: " + e;
            return false;
        }
    }

    private CopyBuffer tableOf(int template) {
        return switch (template) {
            case BarClosedDecoder.TEMPLATE_ID -> bars;
            case SignalEmittedDecoder.TEMPLATE_ID -> signals;
            case SignalEndedDecoder.TEMPLATE_ID, OutcomeRecordedDecoder.TEMPLATE_ID -> outcomes;
            case FaultRecordedDecoder.TEMPLATE_ID -> faults;
            default -> null;
        };
    }

    private long addRow(CopyBuffer row, int template, UnsafeBuffer record, long sequence, long epoch) {
        int offset = MessageHeaderDecoder.ENCODED_LENGTH;
        int length = header.blockLength();
        int version = header.version();
        return switch (template) {
            case BarClosedDecoder.TEMPLATE_ID -> bar.add(row, sequence, record, offset, length, version);
            case SignalEmittedDecoder.TEMPLATE_ID -> signal.add(row, sequence, epoch, record, offset, length, version);
            case SignalEndedDecoder.TEMPLATE_ID -> outcome.addEnding(row, sequence, record, offset, length, version);
            case OutcomeRecordedDecoder.TEMPLATE_ID ->
                outcome.addOutcome(row, sequence, record, offset, length, version);
            default -> fault.add(row, sequence, record, offset, length, version);
        };
    }
}
