package io.heliograph.server.explain;

import io.grpc.Context;
import io.grpc.ServerMethodDefinition;
import io.grpc.stub.StreamObserver;
import io.heliograph.core.signal.SignalId;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.server.rpc.JoinedService;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.ExplainSignalRequest;
import io.heliograph.v1.ExplainSignalResponse;
import io.heliograph.v1.Explanation;
import io.heliograph.v1.SignalServiceGrpc;
import java.util.List;

/** Explains signals to callers on the pool that reads logs; a replay for which nobody waits any more ends. */
public final class ExplainQuestions implements SignalServiceGrpc.AsyncService {
    private final Explainer explainer;
    private final Workers readers;

    public ExplainQuestions(Explainer explainer, Workers readers) {
        this.explainer = explainer;
        this.readers = readers;
    }

    /** The methods of the signal service that are answered here. */
    public List<ServerMethodDefinition<?, ?>> methods() {
        return JoinedService.only(SignalServiceGrpc.bindService(this), "ExplainSignal");
    }

    @Override
    public void explainSignal(ExplainSignalRequest request, StreamObserver<ExplainSignalResponse> caller) {
        int bars = request.getMaxBars() == 0 ? Explainer.USUAL_BARS : request.getMaxBars();
        if (bars < 0 || bars > Explainer.MOST_BARS) {
            throw Rejection.invalid("max_bars", "expected 0 to " + Explainer.MOST_BARS + ", found " + bars);
        }
        byte[] id = request.hasSignalId() ? id(request.getSignalId()) : null;
        if (id == null && !request.hasSequence()) {
            throw Rejection.invalid("signal", "expected signal_id or sequence, found neither");
        }
        Context call = Context.current();
        ReplayProgress progress = (done, total) -> goOn(call, done, total);
        readers.answer(caller, () -> {
            try {
                Explanation explanation = id == null
                        ? explainer.explain(request.getSequence(), bars, progress)
                        : explainer.explain(id, bars, progress);
                return ExplainSignalResponse.newBuilder()
                        .setExplanation(explanation)
                        .build();
            } catch (UnexplainedException e) {
                throw refusal(request, e);
            }
        });
    }

    /** Ends a replay whose caller is gone, or whose engine stops. */
    private static void goOn(Context call, long done, long total) {
        if (call.isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new Rejection(
                    ErrorReason.ERROR_REASON_BUSY,
                    "expected a caller that waits for the replay, found none: replayed=" + done + " events=" + total);
        }
    }

    private static Rejection refusal(ExplainSignalRequest request, UnexplainedException e) {
        String signal = request.hasSignalId() ? request.getSignalId() : Long.toString(request.getSequence());
        ErrorReason reason = e.isCompacted()
                ? ErrorReason.ERROR_REASON_SEQUENCE_COMPACTED
                : ErrorReason.ERROR_REASON_SIGNAL_NOT_FOUND;
        return new Rejection(reason, e.getMessage()).with("signal", signal);
    }

    private static byte[] id(String text) {
        try {
            return SignalId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid("signal_id", "expected 16 characters a-z and 2-7, found length=" + text.length());
        }
    }
}
