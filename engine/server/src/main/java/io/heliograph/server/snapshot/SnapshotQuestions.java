package io.heliograph.server.snapshot;

import io.grpc.stub.StreamObserver;
import io.heliograph.core.Timeframe;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.server.sequencer.Asking;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.v1.BatchGetMarketSnapshotsRequest;
import io.heliograph.v1.BatchGetMarketSnapshotsResponse;
import io.heliograph.v1.ErrorReason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Answers what instruments look like now, on a worker: the sequencer fills some readings at a time, the rest is done here.
 */
final class SnapshotQuestions {
    static final int MOST_SYMBOLS = 1_000;

    /** So long as one question may keep the sequencer: some ten microseconds. */
    static final int SYMBOLS_AT_ONCE = 64;

    private static final int MOST_TIMEFRAMES = 16;

    private final Desk desk;
    private final Workers workers;

    SnapshotQuestions(Desk desk, Workers workers) {
        this.desk = desk;
        this.workers = workers;
    }

    void batchGetMarketSnapshots(
            BatchGetMarketSnapshotsRequest request, StreamObserver<BatchGetMarketSnapshotsResponse> caller) {
        Set<Timeframe> timeframes = check(request);
        workers.answer(caller, () -> answer(request, timeframes));
    }

    private BatchGetMarketSnapshotsResponse answer(BatchGetMarketSnapshotsRequest request, Set<Timeframe> timeframes) {
        List<InstrumentReading> readings =
                request.getSymbolsList().stream().map(InstrumentReading::new).toList();
        BatchGetMarketSnapshotsResponse.Builder response = BatchGetMarketSnapshotsResponse.newBuilder();
        for (int i = 0; i < readings.size(); i += SYMBOLS_AT_ONCE) {
            List<InstrumentReading> some = readings.subList(i, Math.min(i + SYMBOLS_AT_ONCE, readings.size()));
            long output = Asking.ask(desk, bench -> {
                some.forEach(reading -> reading.read(bench.core()));
                return bench.core().outputSequence();
            });
            if (i == 0) {
                response.setAsOf(output);
            }
        }
        readings.forEach(reading -> response.addSnapshots(SnapshotMapper.snapshot(reading, timeframes)));
        return response.build();
    }

    private static Set<Timeframe> check(BatchGetMarketSnapshotsRequest request) {
        Rejection rejection = new Rejection(
                ErrorReason.ERROR_REASON_REQUEST_INVALID,
                "expected 1 to " + MOST_SYMBOLS + " symbols and at most " + MOST_TIMEFRAMES + " timeframes: symbols="
                        + request.getSymbolsCount() + " timeframes=" + request.getTimeframesCount());
        if (request.getSymbolsCount() < 1 || request.getSymbolsCount() > MOST_SYMBOLS) {
            rejection.withField(
                    "symbols", "expected 1 to " + MOST_SYMBOLS + " symbols, found " + request.getSymbolsCount());
        }
        if (request.getTimeframesCount() > MOST_TIMEFRAMES) {
            rejection.withField(
                    "timeframes", "expected at most " + MOST_TIMEFRAMES + ", found " + request.getTimeframesCount());
        }
        Set<Timeframe> timeframes = new HashSet<>();
        for (int i = 0; i < Math.min(request.getTimeframesCount(), MOST_TIMEFRAMES); i++) {
            try {
                timeframes.add(Timeframe.parse(request.getTimeframes(i)));
            } catch (IllegalArgumentException e) {
                rejection.withField("timeframes[" + i + "]", e.getMessage());
            }
        }
        if (!rejection.violations().isEmpty()) {
            throw rejection;
        }
        return timeframes;
    }
}
