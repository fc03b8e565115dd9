package io.heliograph.client;

import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamInfo;
import io.heliograph.v1.StreamProgress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what it hears, a line for each call. */
final class RecordingListener implements SignalListener {
    final BlockingQueue<Optional<HeliographException>> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    String line() throws InterruptedException {
        return lines.poll(10, TimeUnit.SECONDS);
    }

    boolean isSilent() {
        return lines.isEmpty();
    }

    @Override
    public void onSignals(SignalBatch batch) {
        lines.add("signals "
                + batch.getSignalsList().stream().map(Signal::getSequence).toList());
    }

    @Override
    public void onInfo(StreamInfo info) {
        lines.add("info " + info.getJournalId());
    }

    @Override
    public void onProgress(StreamProgress progress) {
        lines.add("progress " + progress.getPosition().getSequence());
    }

    @Override
    public void onClosed(Optional<HeliographException> failure) {
        ends.add(failure);
    }
}
