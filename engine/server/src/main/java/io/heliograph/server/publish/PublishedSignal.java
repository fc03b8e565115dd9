package io.heliograph.server.publish;

import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalView;

/** A signal on its way out; it has two views. */
final class PublishedSignal implements PublishedOutput {
    private static final long SECOND = 1_000_000_000L;

    private final Signal signal;
    private final SignalKey key;

    private byte[] full;
    private byte[] basic;

    PublishedSignal(Signal signal) {
        this.signal = signal;
        this.key = SignalKey.of(signal);
    }

    Signal signal() {
        return signal;
    }

    @Override
    public SignalKey key() {
        return key;
    }

    @Override
    public OutputKind kind() {
        return OutputKind.SIGNAL;
    }

    @Override
    public long sequence() {
        return signal.getSequence();
    }

    @Override
    public long cause() {
        return signal.getCause();
    }

    @Override
    public long receiveTimeNs() {
        return signal.getReceiveTime().getSeconds() * SECOND
                + signal.getReceiveTime().getNanos();
    }

    @Override
    public byte[] entry(SignalView view) {
        if (view == SignalView.SIGNAL_VIEW_BASIC) {
            if (basic == null) {
                basic = PublishedOutput.encode(SignalMapper.view(signal, view));
            }
            return basic;
        }
        if (full == null) {
            full = PublishedOutput.encode(signal);
        }
        return full;
    }
}
