package io.heliograph.server.publish;

import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.signal.SignalId;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/**
 * The projection of the output log that answers queries from memory: the latest signal of each strategy, instrument and
 * timeframe, the newest signals, and where each signal stands.
 *
 * <p>Written by the publisher's thread, read by any.
 */
final class LatestProjection implements Tail.Projection {
    private static final int NEWEST_KEPT = 4_096;
    private static final Comparator<PublishedSignal> ORDER = Comparator.comparing(
                    (PublishedSignal signal) -> signal.key().strategy())
            .thenComparing(signal -> signal.key().timeframe());

    private final ConcurrentMap<String, PublishedSignal[]> bySymbol = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, PublishedSignal> newest = new ConcurrentSkipListMap<>();
    private final SignalIndex index = new SignalIndex();
    private final SignalEndedDecoder ended = new SignalEndedDecoder();
    private final byte[] id = new byte[SignalId.LENGTH];

    private volatile long asOf;
    private int kept;

    @Override
    public void onSignal(PublishedSignal signal) {
        Signal fields = signal.signal();
        index.put(SignalId.parse(fields.getSignalId()), signal.sequence(), fields.getStatus());
        newest.put(signal.sequence(), signal);
        if (kept < NEWEST_KEPT) {
            kept++;
        } else {
            newest.pollFirstEntry();
        }
        bySymbol.merge(signal.key().symbol(), new PublishedSignal[] {signal}, (before, one) -> with(before, signal));
    }

    @Override
    public void onOther(MessageHeaderDecoder header, DirectBuffer record, int offset) {
        if (header.templateId() == SignalEndedDecoder.TEMPLATE_ID) {
            ended.wrap(record, offset, header.blockLength(), header.version());
            ended.getSignalId(id, 0, id.length);
            index.put(id, ended.signalSequence(), status(ended.reason()));
        }
    }

    @Override
    public void onPosition(long sequence) {
        asOf = sequence;
    }

    /** Output sequence up to which the answers hold at least; to be asked before them. */
    long asOf() {
        return asOf;
    }

    /** Whether the symbol ever had a signal. */
    boolean knows(String symbol) {
        return bySymbol.containsKey(symbol);
    }

    /** The latest signals of a symbol by strategy and timeframe, with what has become of them. */
    List<Signal> of(String symbol) {
        PublishedSignal[] latest = bySymbol.get(symbol);
        if (latest == null) {
            return List.of();
        }
        List<Signal> signals = new ArrayList<>(latest.length);
        for (PublishedSignal signal : latest) {
            signals.add(asItStands(signal.signal()));
        }
        return signals;
    }

    /** The latest signals of all that pass, in ascending sequence, with what has become of them. */
    List<PublishedSignal> snapshot(Predicate<PublishedOutput> filter) {
        List<PublishedSignal> signals = new ArrayList<>();
        for (PublishedSignal[] latest : bySymbol.values()) {
            for (PublishedSignal signal : latest) {
                Signal now = asItStands(signal.signal());
                PublishedSignal shown = now == signal.signal() ? signal : new PublishedSignal(now);
                if (filter.test(shown)) {
                    signals.add(shown);
                }
            }
        }
        signals.sort(Comparator.comparingLong(PublishedSignal::sequence));
        return signals;
    }

    /** A signal that was made lately, as it was made; null for others. */
    Signal recent(long sequence) {
        PublishedSignal signal = newest.get(sequence);
        return signal == null ? null : signal.signal();
    }

    /** Sequence of the signal that may have this id; 0 if there is none. */
    long sequenceOf(byte[] signalId) {
        return index.sequenceOf(signalId);
    }

    /** The signal with what has become of it. */
    Signal asItStands(Signal signal) {
        SignalStatus status = index.statusOf(SignalId.parse(signal.getSignalId()));
        return status == signal.getStatus()
                ? signal
                : signal.toBuilder().setStatus(status).build();
    }

    private static PublishedSignal[] with(PublishedSignal[] before, PublishedSignal signal) {
        int place = Arrays.binarySearch(before, signal, ORDER);
        if (place >= 0) {
            PublishedSignal[] after = before.clone();
            after[place] = signal;
            return after;
        }
        PublishedSignal[] after = Arrays.copyOf(before, before.length + 1);
        System.arraycopy(before, -place - 1, after, -place, before.length + place + 1);
        after[-place - 1] = signal;
        return after;
    }

    private static SignalStatus status(Reason reason) {
        return switch (reason) {
            case STOP -> SignalStatus.SIGNAL_STATUS_STOP;
            case TARGET -> SignalStatus.SIGNAL_STATUS_TARGET;
            case EXIT -> SignalStatus.SIGNAL_STATUS_EXIT;
            case EXPIRED -> SignalStatus.SIGNAL_STATUS_EXPIRED;
            case OPPOSITE -> SignalStatus.SIGNAL_STATUS_OPPOSITE;
            case CONFLICT -> SignalStatus.SIGNAL_STATUS_CONFLICT;
            case RELEASED -> SignalStatus.SIGNAL_STATUS_RELEASED;
            case REMOVED -> SignalStatus.SIGNAL_STATUS_REMOVED;
            case BUY, SELL, UNCHANGED, NULL_VAL ->
                throw new IllegalStateException("nothing ends for this reason: reason=" + reason);
        };
    }
}
