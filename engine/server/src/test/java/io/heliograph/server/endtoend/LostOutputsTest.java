package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Empty;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.heliograph.journal.FrameFile;
import io.heliograph.journal.JournalView;
import io.heliograph.server.engine.EngineTest;
import io.heliograph.server.engine.RandomMarket;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.releases.KeptRelease;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.StreamSignalsRequest;
import io.heliograph.v1.StreamSignalsResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Subscribers over gRPC that come back after a power cut took the ends of both logs.
 *
 * <p>What they hold was given by an engine on the whole journal; it is asked of one on the same journal cut off in its newest
 * segments, the outputs earlier than the events, so that some outputs are computed again in the new epoch and some are gone.
 */
final class LostOutputsTest {
    private static final long SEED = 7;
    private static final int SECONDS = 9_000;

    @TempDir
    private Path folder;

    @Test
    void shouldEndTheEpochForThoseBeyondWhatItKeptAndGoOnForTheOthers() throws Exception {
        List<SignalBatch> before;
        long epoch;
        try (RunningEngine whole = RunningEngine.start(kept("whole"))) {
            epoch = whole.engine().journal().lastEpoch();
            before = signals(whole, start().setEarliest(Empty.getDefaultInstance()));
        }
        Path data = kept("cut");
        cut(newest(data, "events"), 2.0 / 3);
        cut(newest(data, "outputs"), 1.0 / 3);
        Files.delete(data.resolve("events/DURABLE"));
        long valid;
        try (JournalView left = JournalView.open(data)) {
            valid = left.outputs().head();
        }

        try (RunningEngine engine = RunningEngine.start(data)) {
            EngineTest.publish(engine, RandomMarket.batches(SEED, SECONDS));
            List<Signal> now = flat(signals(engine, start().setEarliest(Empty.getDefaultInstance())));

            assertThat(engine.engine().journal().lastEpoch()).isEqualTo(epoch + 1);
            before.removeIf(batch -> !batch.getEndOfEvent()); // no place is behind it
            assertThat(before).anyMatch(batch -> batch.getPosition().getSequence() <= valid);
            assertThat(before).anyMatch(batch -> batch.getPosition().getSequence() > valid);
            assertThat(now)
                    .last()
                    .satisfies(last -> assertThat(last.getSequence()).isGreaterThan(valid));
            for (SignalBatch batch : before) {
                long at = batch.getPosition().getSequence();
                StreamSignalsRequest.Builder resumed = start().setResumeToken(batch.getResumeToken());
                if (at <= valid) {
                    assertThat(flat(signals(engine, resumed)))
                            .as("sequence=%d", at)
                            .isEqualTo(now.stream()
                                    .filter(signal -> signal.getSequence() > at)
                                    .toList());
                } else {
                    assertEnded(engine, resumed, epoch, valid);
                }
            }
        }
    }

    private static void assertEnded(
            RunningEngine engine, StreamSignalsRequest.Builder resumed, long epoch, long lastValid) throws Exception {
        StatusRuntimeException refused =
                catchThrowableOfType(StatusRuntimeException.class, () -> signals(engine, resumed));
        assertThat(refused).isNotNull();
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        ErrorInfo info = StatusProto.fromThrowable(refused).getDetails(0).unpack(ErrorInfo.class);
        assertThat(info.getReason()).isEqualTo("EPOCH_ENDED");
        assertThat(info.getMetadataMap())
                .containsEntry("epoch", Long.toString(epoch))
                .containsEntry("last_valid_sequence", Long.toString(lastValid));
    }

    private static StreamSignalsRequest.Builder start() {
        return StreamSignalsRequest.newBuilder();
    }

    /** Every signal from a place to the engine's present end, one or a few at a time, each with the place behind it. */
    private static List<SignalBatch> signals(RunningEngine engine, StreamSignalsRequest.Builder from) {
        Iterator<StreamSignalsResponse> stream = SignalServiceGrpc.newBlockingStub(engine.channel())
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .streamSignals(from.setEndSequence(engine.status().getOutputSequence())
                        .setMaxBatch(1)
                        .build());
        List<SignalBatch> batches = new ArrayList<>();
        while (stream.hasNext()) {
            StreamSignalsResponse response = stream.next();
            if (response.hasBatch()) {
                batches.add(response.getBatch());
            }
        }
        return batches;
    }

    private static List<Signal> flat(List<SignalBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.getSignalsList().stream())
                .toList();
    }

    private Path kept(String name) throws Exception {
        try (Stream<KeptRelease> all = KeptRelease.all()) {
            return all.findFirst().orElseThrow().unpackTo(folder.resolve(name));
        }
    }

    private static Path newest(Path data, String log) throws Exception {
        try (Stream<Path> segments = Files.list(data.resolve(log))) {
            return segments.filter(Files::isDirectory).max(Path::compareTo).orElseThrow();
        }
    }

    /** Leaves the first frames of a segment; of the others nothing reached the disk. */
    private static void cut(Path segment, double share) throws Exception {
        FrameFile file = new FrameFile(segment);
        int first = (int) (file.count() * share);
        assertThat(first).isBetween(1, file.count() - 1);
        int last = file.count() - 1;
        int begin = file.frame(first) - Integer.BYTES;
        file.write(begin, new byte[file.frame(last) + file.length(last) - begin]);
    }
}
