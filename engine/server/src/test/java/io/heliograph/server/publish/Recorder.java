package io.heliograph.server.publish;

import io.heliograph.client.HeliographException;
import io.heliograph.client.SignalListener;
import io.heliograph.client.Subscription;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamInfo;
import io.heliograph.v1.StreamProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client's history: everything one subscription heard, in order. Written by the client's thread, read by any. */
final class Recorder implements SignalListener {
    private final List<SignalBatch> batches = new CopyOnWriteArrayList<>();
    private final List<StreamProgress> progresses = new CopyOnWriteArrayList<>();

    private volatile Subscription subscription;
    private volatile StreamInfo info;
    private volatile boolean isClosed;
    private volatile HeliographException failure;

    void of(Subscription of) {
        subscription = of;
    }

    @Override
    public void onInfo(StreamInfo first) {
        info = first;
    }

    @Override
    public void onSignals(SignalBatch batch) {
        batches.add(batch);
    }

    @Override
    public void onProgress(StreamProgress progress) {
        progresses.add(progress);
    }

    @Override
    public void onClosed(Optional<HeliographException> why) {
        failure = why.orElse(null);
        isClosed = true;
    }

    Subscription subscription() {
        return subscription;
    }

    StreamInfo info() {
        return info;
    }

    List<SignalBatch> batches() {
        return batches;
    }

    List<StreamProgress> progresses() {
        return progresses;
    }

    boolean isClosed() {
        return isClosed;
    }

    HeliographException failure() {
        return failure;
    }

    List<Signal> signals() {
        List<Signal> signals = new ArrayList<>();
        batches.forEach(batch -> signals.addAll(batch.getSignalsList()));
        return signals;
    }

    List<Long> sequences() {
        return signals().stream().map(Signal::getSequence).toList();
    }

    boolean isCaughtUp() {
        return progresses.stream().anyMatch(StreamProgress::getCaughtUp);
    }
}
