package io.heliograph.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.codec.event.EventVoidedDecoder;
import io.heliograph.codec.event.MessageHeaderEncoder;
import io.heliograph.core.EventEncoder;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.MemoryLog;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final OutputHandler NOWHERE = (sequence, buffer, offset, length) -> {
        throw new AssertionError("nothing was to come after the end: sequence=" + sequence);
    };

    private final MemoryLog events = new MemoryLog(LogKind.EVENTS, 1);
    private final MemoryLog outputs = new MemoryLog(LogKind.OUTPUTS, 1);

    @Test
    void shouldFeedAStretchOfALogInSteps() {
        appendStops(10);
        List<Long> fed = new ArrayList<>();

        try (Replay replay = new Replay(events, 3, 8, (sequence, buffer, offset, length) -> {
            fed.add(sequence);
            return 0;
        })) {
            assertThat(replay.poll(2)).isEqualTo(2);
            assertThat(replay.position()).isEqualTo(5);
            assertThat(replay.isDone()).isFalse();
            replay.run(ReplayProgress.NONE);
            assertThat(replay.isDone()).isTrue();
        }

        assertThat(fed).containsExactly(4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void shouldNameTheEventAtWhichACoreFails() {
        appendStops(3);

        try (Replay replay = new Replay(events, 0, 3, (sequence, buffer, offset, length) -> {
            if (sequence == 2) {
                throw new IllegalStateException("cannot be");
            }
            return 0;
        })) {
            assertThatThrownBy(() -> replay.run(ReplayProgress.NONE))
                    .hasMessageContaining("sequence=2")
                    .hasMessageContaining("cannot be");
        }
    }

    @Test
    void shouldNameAnEventThatIsCutShortWhateverItIs() {
        for (int template = 1; template <= EventVoidedDecoder.TEMPLATE_ID; template++) {
            MemoryLog log = new MemoryLog(LogKind.EVENTS, 1);
            UnsafeBuffer header = new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH]);
            new MessageHeaderEncoder()
                    .wrap(header, 0)
                    .blockLength(0)
                    .templateId(template)
                    .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                    .version(MessageHeaderEncoder.SCHEMA_VERSION);
            append(log, header.byteArray());

            try (Replay replay = new Replay(log, 0, 1, new SignalCore(NOWHERE)::onEvent)) {
                assertThatThrownBy(() -> replay.poll(1))
                        .as("template=%d", template)
                        .isInstanceOf(PoisonEventException.class)
                        .hasMessageContaining("sequence=1");
            }
        }
    }

    @Test
    void shouldTakeNoMemoryForATextThatAStrategyOnlyClaimsToHave() {
        UnsafeBuffer record = new UnsafeBuffer(new byte[200]);
        int length = new EventEncoder().strategyApplied(record, 0, 1, new byte[32], "id", "canonical", "text");
        int textLength = length - "text".length() - Integer.BYTES;
        int canonicalLength = textLength - "canonical".length() - Integer.BYTES;
        for (int at : new int[] {canonicalLength, textLength}) {
            UnsafeBuffer event = new UnsafeBuffer(Arrays.copyOf(record.byteArray(), length));
            event.putInt(at, Integer.MAX_VALUE, ByteOrder.LITTLE_ENDIAN);
            MemoryLog log = new MemoryLog(LogKind.EVENTS, 1);
            append(log, event.byteArray());

            try (Replay replay = new Replay(log, 0, 1, new SignalCore(NOWHERE)::onEvent)) {
                assertThatThrownBy(() -> replay.poll(1))
                        .isInstanceOf(PoisonEventException.class)
                        .hasMessageContaining("sequence=1");
            }
        }
    }

    @Test
    void shouldFindEachSingleByteThatDiffers() {
        byte[] recorded = output(40, 1);
        append(outputs, recorded);

        for (int i = 0; i < recorded.length; i++) {
            byte[] other = recorded.clone();
            other[i] ^= 1;
            try (OutputComparer comparer = new OutputComparer(outputs, 0, 1, NOWHERE)) {
                assertThatThrownBy(() -> comparer.onOutput(1, new UnsafeBuffer(other), 0, other.length))
                        .as("byte " + i)
                        .isInstanceOf(ReplayDifferenceException.class);
            }
        }
        for (int length : new int[] {39, 41}) {
            try (OutputComparer comparer = new OutputComparer(outputs, 0, 1, NOWHERE)) {
                assertThatThrownBy(() -> comparer.onOutput(1, new UnsafeBuffer(output(length, 1)), 0, length))
                        .isInstanceOf(ReplayDifferenceException.class);
            }
        }
    }

    @Test
    void shouldHandOnWhatComesAfterTheEnd() {
        append(outputs, output(40, 1));
        List<Long> beyond = new ArrayList<>();
        byte[] same = output(40, 1);

        try (OutputComparer comparer =
                new OutputComparer(outputs, 0, 1, (sequence, buffer, offset, length) -> beyond.add(sequence))) {
            comparer.onOutput(1, new UnsafeBuffer(same), 0, 40);
            comparer.onOutput(2, new UnsafeBuffer(output(40, 2)), 0, 40);
            assertThat(comparer.finish(2)).isEqualTo(1);
        }

        assertThat(beyond).containsExactly(2L);
    }

    @Test
    void shouldTellVoidOutputsFromMissingOnes() {
        append(outputs, output(40, 5));
        append(outputs, output(40, 6));

        try (OutputComparer comparer = new OutputComparer(outputs, 0, 2, NOWHERE)) {
            comparer.onOutput(1, new UnsafeBuffer(output(40, 5)), 0, 40);
            assertThatThrownBy(() -> comparer.finish(6)).isInstanceOf(ReplayDifferenceException.class);
        }
        try (OutputComparer comparer = new OutputComparer(outputs, 0, 2, NOWHERE)) {
            comparer.onOutput(1, new UnsafeBuffer(output(40, 5)), 0, 40);
            assertThat(comparer.finish(5)).isEqualTo(1);
        }
    }

    private void appendStops(int count) {
        ExpandableArrayBuffer record = new ExpandableArrayBuffer();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[new EventEncoder().engineStopped(record, 0, i)];
            record.getBytes(0, bytes);
            append(events, bytes);
        }
    }

    private static void append(MemoryLog log, byte[] record) {
        log.appender().beginGroup();
        log.appender().add(new UnsafeBuffer(record), 0, record.length);
        log.appender().commit(LogAppender.LAST_OF_CAUSE);
    }

    /** An output of no known kind: its cause stands behind eight bytes of header. */
    private static byte[] output(int length, long cause) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[length]);
        buffer.putLong(8, cause);
        return buffer.byteArray();
    }
}
