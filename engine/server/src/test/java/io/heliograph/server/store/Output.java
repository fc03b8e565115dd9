package io.heliograph.server.store;

import java.util.Map;

/**
 * An output as a test made it: the record, and the columns in which its row must show it.
 *
 * @param table the table that must hold it
 * @param cause its cause
 * @param record its bytes
 * @param columns name to value, without the sequence; times as nanoseconds under the name with {@code _ns}
 */
record Output(String table, long cause, byte[] record, Map<String, Object> columns) {}
