package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogReader;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.EngineStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same file into two fresh engines. */
final class SameInputTest {
    private static final long SEED = 20_131_011;
    private static final int SYMBOLS = 6;
    private static final int TRADES = 60_000;

    @TempDir
    private Path folder;

    @Test
    void shouldConcludeTheSameFromTheSameInputToTheByte() throws IOException {
        Path file = SyntheticFiles.trades(folder, SYMBOLS, SEED, TRADES);

        EngineStatus one = run(folder.resolve("one"), file);
        EngineStatus other = run(folder.resolve("other"), file);

        assertThat(one.getContentDigest()).hasSize(64);
        assertThat(one.getContentDigest()).as("seed=" + SEED).isEqualTo(other.getContentDigest());
        assertThat(one.getSignals()).isPositive();
        List<String> recorded = outputs(folder.resolve("one"));
        assertThat(recorded).hasSize((int) one.getOutputSequence());
        assertThat(outputs(folder.resolve("other"))).as("seed=" + SEED).isEqualTo(recorded);
    }

    private static EngineStatus run(Path data, Path file) {
        try (RunningEngine engine = RunningEngine.start(data)) {
            Shell.Answer ingested = Shell.run(
                    "ingest", "--target", "127.0.0.1:" + engine.engine().grpcPort(), file.toString());
            assertThat(ingested.exitCode()).as(ingested.said()).isZero();
            return engine.status();
        }
    }

    /** Each record's bytes, the receive time of its cause made 0. */
    private static List<String> outputs(Path data) {
        List<String> records = new ArrayList<>();
        try (JournalView journal = JournalView.open(data);
                LogReader reader = journal.outputs().openReader(0, journal.outputs()::head)) {
            while (reader.position() < journal.outputs().head()) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) ->
                                records.add(sequence + " " + withoutReceiveTime(buffer, offset, length)),
                        Integer.MAX_VALUE);
            }
        }
        return records;
    }

    private static String withoutReceiveTime(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        int place = switch (header.wrap(buffer, offset).templateId()) {
            case SignalEmittedDecoder.TEMPLATE_ID -> SignalEmittedDecoder.receiveTimeEncodingOffset();
            case SignalEndedDecoder.TEMPLATE_ID -> SignalEndedDecoder.receiveTimeEncodingOffset();
            case OutcomeRecordedDecoder.TEMPLATE_ID -> OutcomeRecordedDecoder.receiveTimeEncodingOffset();
            case FaultRecordedDecoder.TEMPLATE_ID -> FaultRecordedDecoder.receiveTimeEncodingOffset();
            default -> -1;
        };
        if (place >= 0) {
            int from = MessageHeaderDecoder.ENCODED_LENGTH + place;
            Arrays.fill(bytes, from, from + Long.BYTES, (byte) 0);
        }
        return HexFormat.of().formatHex(bytes);
    }
}
