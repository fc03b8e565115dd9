package io.heliograph.server.store;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.heliograph.core.signal.SignalId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary form that PostgreSQL's COPY takes.
 *
 * <pre>
 * signature "PGCOPY\n\377\r\n\0", flags int32, extension length int32
 * row: fields int16, then for each field: length int32 (-1 = null), bytes
 * end: -1 int16
 * </pre>
 *
 * <p>All numbers are big-endian. The buffer is kept from batch to batch. Source: PostgreSQL's manual, COPY, Binary Format.
 */
final class CopyBuffer {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int HEADER = SIGNATURE.length + 2 * Integer.BYTES;
    /** PostgreSQL counts microseconds from 2000-01-01. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final int INT2_OID = 21;
    private static final int TEXT_OID = 25;
    private static final int FLOAT8_OID = 701;

    private final String statement;
    private final int columns;
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(64 * 1024);

    private int length;
    private int rows;
    private int rowStart;

    /**
     * Rows of one table.
     *
     * @param table its name, with the schema
     * @param columns its columns in the order in which each row gives them
     */
    CopyBuffer(String table, String... columns) {
        this.statement = "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN (FORMAT binary)";
        this.columns = columns.length;
        bytes.putBytes(0, SIGNATURE);
        bytes.putInt(SIGNATURE.length, 0, BIG_ENDIAN);
        bytes.putInt(SIGNATURE.length + Integer.BYTES, 0, BIG_ENDIAN);
        clear();
    }

    void clear() {
        length = HEADER;
        rows = 0;
    }

    int rows() {
        return rows;
    }

    void beginRow() {
        rowStart = length;
        putShortRaw(columns);
        rows++;
    }

    /** Takes back a row that was begun and cannot be completed. */
    void dropRow() {
        length = rowStart;
        rows--;
    }

    void putLong(long value) {
        putIntRaw(Long.BYTES);
        putLongRaw(value);
    }

    void putInt(int value) {
        putIntRaw(Integer.BYTES);
        putIntRaw(value);
    }

    void putShort(int value) {
        putIntRaw(Short.BYTES);
        putShortRaw(value);
    }

    /** A number; undefined becomes null, because to PostgreSQL NaN is larger than every number. */
    void putDouble(double value) {
        if (Double.isNaN(value)) {
            putNull();
        } else {
            putIntRaw(Double.BYTES);
            putLongRaw(Double.doubleToRawLongBits(value));
        }
    }

    /** A time in nanoseconds since 1970, as two columns: timestamptz (microseconds, rounded down), then the nanoseconds. */
    void putTime(long ns) {
        putLong(Math.floorDiv(ns, 1000L) - EPOCH_MICROS);
        putLong(ns);
    }

    void putNull() {
        putIntRaw(-1);
    }

    void putBytes(byte[] value) {
        putIntRaw(value.length);
        bytes.putBytes(length, value);
        length += value.length;
    }

    void putBytes(DirectBuffer source) {
        putIntRaw(source.capacity());
        bytes.putBytes(length, source, 0, source.capacity());
        length += source.capacity();
    }

    void putText(String value) {
        putBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** The name of a value of a closed list; null for the list's own NULL_VAL, which no column takes. */
    void putName(Enum<?> value) {
        if (value.name().equals("NULL_VAL")) {
            putNull();
        } else {
            putText(value.name());
        }
    }

    /** A signal's id as its 16 characters; all zero is none. */
    void putSignalId(byte[] id) {
        int all = 0;
        for (byte b : id) {
            all |= b;
        }
        if (all == 0) {
            putNull();
        } else {
            putText(SignalId.text(id));
        }
    }

    /** Begins an array of one dimension; {@link #endArray} must follow its elements. */
    int beginTextArray(int elements) {
        return beginArray(elements, TEXT_OID);
    }

    int beginDoubleArray(int elements) {
        return beginArray(elements, FLOAT8_OID);
    }

    int beginShortArray(int elements) {
        return beginArray(elements, INT2_OID);
    }

    void endArray(int start) {
        bytes.putInt(start, length - start - Integer.BYTES, BIG_ENDIAN);
    }

    private int beginArray(int elements, int oid) {
        int start = length;
        putIntRaw(0);
        putIntRaw(elements == 0 ? 0 : 1);
        putIntRaw(1);
        putIntRaw(oid);
        if (elements > 0) {
            putIntRaw(elements);
            putIntRaw(1);
        }
        return start;
    }

    /** Sends the rows; nothing where there are none. */
    void send(PGConnection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        putShortRaw(-1);
        CopyIn copy = connection.getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(bytes.byteArray(), 0, length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        length -= Short.BYTES;
    }

    private void putShortRaw(int value) {
        bytes.putShort(length, (short) value, BIG_ENDIAN);
        length += Short.BYTES;
    }

    private void putIntRaw(int value) {
        bytes.putInt(length, value, BIG_ENDIAN);
        length += Integer.BYTES;
    }

    private void putLongRaw(long value) {
        bytes.putLong(length, value, BIG_ENDIAN);
        length += Long.BYTES;
    }
}
