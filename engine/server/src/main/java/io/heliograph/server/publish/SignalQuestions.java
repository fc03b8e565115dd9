package io.heliograph.server.publish;

import com.google.protobuf.FieldMask;
import com.google.rpc.Status;
import io.grpc.stub.StreamObserver;
import io.heliograph.core.Timeframe;
import io.heliograph.core.signal.SignalId;
import io.heliograph.server.query.ReadMask;
import io.heliograph.server.query.SignalLister;
import io.heliograph.server.rpc.CallDeadline;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.server.rpc.Workers;
import io.heliograph.v1.BatchGetLatestSignalsRequest;
import io.heliograph.v1.BatchGetLatestSignalsResponse;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.GetSignalRequest;
import io.heliograph.v1.GetSignalResponse;
import io.heliograph.v1.LatestSignals;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.ListSignalsResponse;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.SignalView;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Answers questions about signals: from memory at once, from the log or the store on a worker. */
final class SignalQuestions implements SignalServiceGrpc.AsyncService {
    static final int MOST_SYMBOLS = 1_000;

    private static final long LONGEST_WAIT_NS = TimeUnit.SECONDS.toNanos(30);

    private final LatestProjection latest;
    private final SignalReader log;
    private final SignalLister lister;
    private final Workers workers;
    private final Predicate<String> instruments;

    /**
     * @param instruments whether a symbol is known
     */
    SignalQuestions(
            LatestProjection latest,
            SignalReader log,
            SignalLister lister,
            Workers workers,
            Predicate<String> instruments) {
        this.latest = latest;
        this.log = log;
        this.lister = lister;
        this.workers = workers;
        this.instruments = instruments;
    }

    @Override
    public void getSignal(GetSignalRequest request, StreamObserver<GetSignalResponse> caller) {
        ReadMask mask = mask(request.getView(), request.getReadMask(), SignalView.SIGNAL_VIEW_FULL);
        long asOf = latest.asOf();
        byte[] id = request.hasSignalId() ? id(request.getSignalId()) : null;
        long sequence = sequence(request, id);
        if (sequence < 1 || sequence > asOf) {
            throw notFound(request);
        }
        Signal recent = latest.recent(sequence);
        if (recent != null) {
            caller.onNext(answer(request, recent, mask, asOf));
            caller.onCompleted();
        } else {
            workers.answer(caller, () -> answer(request, log.read(sequence), mask, asOf));
        }
    }

    @Override
    public void listSignals(ListSignalsRequest request, StreamObserver<ListSignalsResponse> caller) {
        long until = CallDeadline.within(LONGEST_WAIT_NS);
        workers.answer(caller, () -> lister.list(request, until));
    }

    @Override
    public void batchGetLatestSignals(
            BatchGetLatestSignalsRequest request, StreamObserver<BatchGetLatestSignalsResponse> caller) {
        check(request);
        long asOf = latest.asOf();
        ReadMask mask = mask(request.getView(), FieldMask.getDefaultInstance(), SignalView.SIGNAL_VIEW_FULL);
        Set<String> strategies = new HashSet<>(request.getStrategyIdsList());
        String timeframe = request.getTimeframe().isEmpty()
                ? ""
                : Timeframe.parse(request.getTimeframe()).toString();
        BatchGetLatestSignalsResponse.Builder response =
                BatchGetLatestSignalsResponse.newBuilder().setAsOf(asOf);
        for (String symbol : request.getSymbolsList()) {
            LatestSignals.Builder result = response.addResultsBuilder().setSymbol(symbol);
            if (!latest.knows(symbol) && !instruments.test(symbol)) {
                Rejection unknown = unknown(symbol);
                result.setStatus(StatusMapper.toMessage(unknown)).setError(StatusMapper.toErrorInfo(unknown));
                continue;
            }
            result.setStatus(Status.getDefaultInstance());
            for (Signal signal : latest.of(symbol)) {
                if ((strategies.isEmpty() || strategies.contains(signal.getStrategyId()))
                        && (timeframe.isEmpty() || timeframe.equals(signal.getTimeframe()))) {
                    result.addSignals(mask.apply(signal));
                }
            }
        }
        caller.onNext(response.build());
        caller.onCompleted();
    }

    private long sequence(GetSignalRequest request, byte[] id) {
        return switch (request.getSignalCase()) {
            case SEQUENCE -> request.getSequence();
            case SIGNAL_ID -> latest.sequenceOf(id);
            case SIGNAL_NOT_SET -> throw Rejection.invalid("signal", "expected signal_id or sequence, found neither");
        };
    }

    private GetSignalResponse answer(GetSignalRequest request, Signal signal, ReadMask mask, long asOf) {
        if (signal == null || request.hasSignalId() && !signal.getSignalId().equals(request.getSignalId())) {
            throw notFound(request);
        }
        return GetSignalResponse.newBuilder()
                .setSignal(mask.apply(latest.asItStands(signal)))
                .setAsOf(asOf)
                .build();
    }

    private static byte[] id(String text) {
        try {
            return SignalId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid("signal_id", "expected 16 characters a-z and 2-7, found length=" + text.length());
        }
    }

    private static ReadMask mask(SignalView view, FieldMask mask, SignalView usual) {
        if (view == SignalView.UNRECOGNIZED) {
            throw Rejection.invalid("view", "expected BASIC or FULL, found another number");
        }
        return ReadMask.of(view, mask, usual);
    }

    private static void check(BatchGetLatestSignalsRequest request) {
        Rejection rejection = new Rejection(
                ErrorReason.ERROR_REASON_REQUEST_INVALID,
                "expected 1 to " + MOST_SYMBOLS + " symbols and a timeframe such as 1m or none: symbols="
                        + request.getSymbolsCount() + " timeframe=" + request.getTimeframe());
        if (request.getSymbolsCount() < 1 || request.getSymbolsCount() > MOST_SYMBOLS) {
            rejection.withField(
                    "symbols", "expected 1 to " + MOST_SYMBOLS + " symbols, found " + request.getSymbolsCount());
        }
        if (!request.getTimeframe().isEmpty()) {
            try {
                Timeframe.parse(request.getTimeframe());
            } catch (IllegalArgumentException e) {
                rejection.withField("timeframe", e.getMessage());
            }
        }
        if (request.getView() == SignalView.UNRECOGNIZED) {
            rejection.withField("view", "expected BASIC or FULL, found " + request.getViewValue());
        }
        if (!rejection.violations().isEmpty()) {
            throw rejection;
        }
    }

    private static Rejection notFound(GetSignalRequest request) {
        String signal = request.hasSignalId() ? request.getSignalId() : Long.toString(request.getSequence());
        return new Rejection(
                        ErrorReason.ERROR_REASON_SIGNAL_NOT_FOUND,
                        "expected a signal of this journal: signal=" + signal)
                .with("signal", signal);
    }

    private static Rejection unknown(String symbol) {
        return new Rejection(ErrorReason.ERROR_REASON_INSTRUMENT_NOT_FOUND, "expected a known symbol: symbol=" + symbol)
                .with("symbol", symbol);
    }
}
