package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.MemoryLog;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check itself: it passes what is right, and nothing else. */
class RowsCheckTest {
    private static final int OUTPUTS = 400;

    private final DatabaseAddress address = TestDatabase.create();
    private final MemoryLog log = new MemoryLog(LogKind.OUTPUTS, ListOutputs.EPOCH);

    @BeforeEach
    void store() {
        List<Output> outputs = new RandomOutputs(31).take(OUTPUTS);
        LogAppender appender = log.appender();
        for (Output output : outputs) {
            appender.beginGroup();
            appender.add(new UnsafeBuffer(output.record()), 0, output.record().length);
            appender.commit(LogAppender.LAST_OF_CAUSE);
        }
        try (StoreBench bench = new StoreBench(Database.outside(address), new ListOutputs(outputs))) {
            bench.drain();
        }
    }

    @Test
    void shouldFindEveryKindOfRowEqualToItsRecord() {
        assertThat(RowsCheck.check(address, log, 0)).isEqualTo(OUTPUTS);
        assertThat(RowsCheck.check(address, log, 150)).isEqualTo(OUTPUTS);
    }

    @Test
    void shouldNoticeALostRow() {
        TestDatabase.execute(
                address,
                "DELETE FROM heliograph.signals WHERE sequence = (SELECT max(sequence) FROM heliograph.signals)");
        assertThatThrownBy(() -> RowsCheck.check(address, log, 0)).isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldNoticeACursorThatRanAhead() {
        TestDatabase.execute(address, "UPDATE heliograph.cursor SET output_sequence = output_sequence + 1");
        assertThatThrownBy(() -> RowsCheck.check(address, log, 0)).isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldNoticeOneBitOfOneNumber() {
        TestDatabase.execute(
                address,
                "UPDATE heliograph.bars SET volume = 0.30000000000000016"
                        + " WHERE sequence = (SELECT min(sequence) FROM heliograph.bars)");
        assertThatThrownBy(() -> RowsCheck.check(address, log, 0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("sequence=");
    }

    @Test
    void shouldNoticeARowThatIsThereTwice() {
        TestDatabase.execute(
                address,
                "INSERT INTO heliograph.dead_letters (sequence, epoch, sql_state, problem, record)"
                        + " VALUES (7, 1, '22000', 'twice', '\\x00')");
        assertThatThrownBy(() -> RowsCheck.check(address, log, 0)).isInstanceOf(AssertionError.class);
    }
}
