package io.heliograph.server.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogReader;
import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over copies of an engine's journal with the same events, in which the output log holds something else. */
class JournalReplayTest {
    @TempDir
    private static Path folder;

    private static List<byte[]> events;
    private static List<byte[]> outputs;

    @BeforeAll
    static void runAnEngine() throws Exception {
        Path data = folder.resolve("data");
        String market = SyntheticTrades.file(folder, 3_000).toString();
        try (RunningEngine engine = RunningEngine.start(data)) {
            Shell.Answer ingested = Shell.run(
                    "ingest", "--target", "127.0.0.1:" + engine.engine().grpcPort(), market);
            assertThat(ingested.exitCode()).as(ingested.said()).isZero();
        }
        try (JournalView journal = JournalView.open(data)) {
            events = records(journal.events());
            outputs = records(journal.outputs());
        }
        assertThat(outputs).hasSizeGreaterThan(100);
    }

    @Test
    void shouldFindWhatWasRecordedInACopy() throws Exception {
        Replayed replayed = replayed("same", outputs);

        assertThat(replayed.isEqual()).isTrue();
        assertThat(replayed.events()).isEqualTo(events.size());
        assertThat(replayed.recorded()).isEqualTo(outputs.size());
        assertThat(replayed.missing()).isZero();
    }

    @Test
    void shouldDifferWhereOneBitOfABarDoes() throws Exception {
        List<byte[]> altered = new ArrayList<>(outputs);
        int bar = firstBarBehind(50);
        byte[] record = altered.get(bar).clone();
        record[MessageHeaderDecoder.ENCODED_LENGTH + BarClosedDecoder.closePriceEncodingOffset()] ^= 1;
        altered.set(bar, record);

        Replayed replayed = replayed("altered", altered);

        assertThat(replayed.isEqual()).isFalse();
        assertThat(replayed.recorded()).isEqualTo(replayed.counts().total());
    }

    @Test
    void shouldNotDifferWhereTheLastOutputsWereCutOff() throws Exception {
        Replayed replayed = replayed("cut", outputs.subList(0, outputs.size() - 5));

        assertThat(replayed.isEqual()).isTrue();
        assertThat(replayed.missing()).isEqualTo(5);
        assertThat(replayed.recordedDigest()).isNotEqualTo(replayed.contentDigest());
    }

    @Test
    void shouldDifferWhereAnOutputIsMissingInTheMiddleOrOneIsTooMany() throws Exception {
        List<byte[]> without = new ArrayList<>(outputs);
        without.remove(firstBarBehind(50));
        List<byte[]> more = new ArrayList<>(outputs);
        more.add(outputs.get(outputs.size() - 1));

        assertThat(replayed("without", without).isEqual()).isFalse();
        assertThat(replayed("more", more).isEqual()).isFalse();
    }

    private static int firstBarBehind(int place) {
        int i = place;
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        while (header.wrap(new UnsafeBuffer(outputs.get(i)), 0).templateId() != BarClosedDecoder.TEMPLATE_ID) {
            i++;
        }
        return i;
    }

    private static Replayed replayed(String name, List<byte[]> recorded) throws Exception {
        Path copy = folder.resolve(name);
        try (Journal journal = Journal.open(copy, JournalOptions.defaults())) {
            journal.start(1, 0);
            append(journal.events().appender(), events);
            append(journal.outputs().appender(), recorded);
        }
        return new JournalReplay(copy).run((done, total) -> {});
    }

    private static void append(LogAppender appender, List<byte[]> records) {
        for (byte[] record : records) {
            appender.beginGroup();
            appender.add(new UnsafeBuffer(record), 0, record.length);
            appender.commit(LogAppender.LAST_OF_CAUSE);
        }
    }

    private static List<byte[]> records(Log log) {
        List<byte[]> records = new ArrayList<>();
        try (LogReader reader = log.openReader(0, log::head)) {
            while (reader.position() < log.head()) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> {
                            byte[] record = new byte[length];
                            buffer.getBytes(offset, record);
                            records.add(record);
                        },
                        1024);
            }
        }
        return records;
    }
}
