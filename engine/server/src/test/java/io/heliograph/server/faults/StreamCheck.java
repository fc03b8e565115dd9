package io.heliograph.server.faults;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.SignalListener;
import io.heliograph.client.Subscription;
import io.heliograph.client.SubscriptionRequest;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.server.publish.Guarantees;
import io.heliograph.server.publish.SignalMapper;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamInfo;
import io.heliograph.v1.StreamProgress;
import io.heliograph.v1.StreamSignalsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A subscriber who takes down what it hears over streams that break, resumes each with the token of the one before, and is
 * checked against the log at the end: every signal once, in order.
 *
 * <p>Streams are begun and ended on one thread; what they say comes on the client's.
 */
public final class StreamCheck {
    private final Guarantees guarantees = new Guarantees();
    private final SubscriptionRequest first;

    private Heard heard;
    private Subscription subscription;

    /** A subscriber that begins with the first signal. */
    public StreamCheck() {
        this(SubscriptionRequest.fromEarliest());
    }

    /** A subscriber that begins elsewhere. */
    public StreamCheck(SubscriptionRequest first) {
        this.first = first;
    }

    /** Follows: from where it was, or from where it begins. */
    public Subscription follow(
            HeliographClient client, UnaryOperator<SubscriptionRequest> refined, SignalListener also) {
        heard = new Heard(also);
        SubscriptionRequest request =
                guarantees.token().isEmpty() ? first : SubscriptionRequest.resume(guarantees.token());
        subscription = client.subscribe(refined.apply(request), heard);
        return subscription;
    }

    /** The last place of the stream that is followed now; 0 before the first. */
    public long position() {
        return subscription == null ? 0 : subscription.position().getSequence();
    }

    /** How the stream that is followed now goes, for whoever waits for it in vain. */
    public String state() {
        return subscription == null
                ? "no stream"
                : "position=" + position() + " messages=" + heard.messages().size() + " token=" + guarantees.position()
                        + " info=" + subscription.info() + " ended=" + subscription.ended();
    }

    /** Ends the stream, if the engine has not, and takes in what it said. */
    public void leave() {
        subscription.close();
        guarantees.take(heard.messages());
    }

    /** Checks all that was heard against the signals of a log behind the place where the subscriber began. */
    public void check(List<Signal> log) {
        guarantees.check(log, signal -> true);
    }

    /** The place that was reached by all streams together. */
    public long reached() {
        return guarantees.position();
    }

    /** The signals of an output log behind a sequence, up to another. */
    public static List<Signal> signals(Log outputs, long after, long through) {
        List<Signal> signals = new ArrayList<>();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        SignalMapper mapper = new SignalMapper();
        try (LogReader reader = outputs.openReader(after, () -> through)) {
            while (reader.position() < through) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> {
                            if (header.wrap(buffer, offset).templateId() == SignalEmittedDecoder.TEMPLATE_ID) {
                                signals.add(mapper.map(
                                        sequence,
                                        epoch,
                                        buffer,
                                        offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                        header.blockLength(),
                                        header.version()));
                            }
                        },
                        256);
            }
        }
        return signals;
    }

    /** One stream's messages as they came. */
    private static final class Heard implements SignalListener {
        private final SignalListener also;
        private final List<StreamSignalsResponse> messages = new ArrayList<>();

        Heard(SignalListener also) {
            this.also = also;
        }

        private synchronized void add(StreamSignalsResponse.Builder message) {
            messages.add(message.build());
        }

        synchronized List<StreamSignalsResponse> messages() {
            return List.copyOf(messages);
        }

        @Override
        public void onInfo(StreamInfo info) {
            add(StreamSignalsResponse.newBuilder().setInfo(info));
            also.onInfo(info);
        }

        @Override
        public void onSignals(SignalBatch batch) {
            add(StreamSignalsResponse.newBuilder().setBatch(batch));
            also.onSignals(batch);
        }

        @Override
        public void onProgress(StreamProgress progress) {
            add(StreamSignalsResponse.newBuilder().setProgress(progress));
            also.onProgress(progress);
        }
    }
}
