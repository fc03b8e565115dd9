package io.heliograph.server.publish;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.grpc.stub.ServerCallStreamObserver;
import io.heliograph.v1.Bar;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamBarsResponse;
import io.heliograph.v1.StreamProgress;
import io.heliograph.v1.StreamSignalsResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The transport's side of a stream: takes messages while the test says it is ready, complains when sent to otherwise. */
final class FakeSubscriber extends ServerCallStreamObserver<StreamMessage> {
    private final List<byte[]> messages = new ArrayList<>();

    private Runnable onCancel;
    private Throwable failure;
    private boolean isReady = true;
    private boolean isCompleted;
    private int room = Integer.MAX_VALUE;

    /** Whether it takes messages. */
    void ready(boolean ready) {
        isReady = ready;
    }

    /** Takes so many more messages, then no more. */
    void take(int more) {
        isReady = true;
        room = more;
    }

    void cancel() {
        onCancel.run();
    }

    @Override
    public void onNext(StreamMessage message) {
        if (!isReady() || isCompleted || failure != null) {
            throw new AssertionError("sent to one who takes nothing");
        }
        if (message.length() >= 1 << 20) {
            throw new AssertionError("a message of 1 MiB or more: " + message.length());
        }
        room--;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new StreamMessageMarshaller().stream(message).transferTo(bytes);
            messages.add(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
    }

    @Override
    public void onCompleted() {
        isCompleted = true;
    }

    /** How many messages it was sent. */
    int sent() {
        return messages.size();
    }

    List<StreamSignalsResponse> messages() {
        return parsed(StreamSignalsResponse.parser());
    }

    /** What one who follows bars makes of them. */
    List<StreamBarsResponse> barMessages() {
        return parsed(StreamBarsResponse.parser());
    }

    List<Bar> bars() {
        return barMessages().stream()
                .flatMap(message -> message.getBatch().getBarsList().stream())
                .toList();
    }

    List<SignalBatch> batches() {
        return messages().stream()
                .filter(StreamSignalsResponse::hasBatch)
                .map(StreamSignalsResponse::getBatch)
                .toList();
    }

    List<StreamProgress> progresses() {
        return messages().stream()
                .filter(StreamSignalsResponse::hasProgress)
                .map(StreamSignalsResponse::getProgress)
                .toList();
    }

    List<Signal> signals() {
        return batches().stream()
                .flatMap(batch -> batch.getSignalsList().stream())
                .toList();
    }

    List<Long> sequences() {
        return signals().stream().map(Signal::getSequence).toList();
    }

    private <T> List<T> parsed(Parser<T> parser) {
        List<T> parsed = new ArrayList<>();
        for (byte[] message : messages) {
            try {
                parsed.add(parser.parseFrom(message));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
        return parsed;
    }

    Throwable failure() {
        return failure;
    }

    boolean isCompleted() {
        return isCompleted;
    }

    @Override
    public boolean isReady() {
        return isReady && room > 0;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
        onCancel = handler;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}
}
