package io.heliograph.server.publish;

import com.google.protobuf.Empty;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Bar;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.StreamBarsRequest;
import java.util.List;
import java.util.function.LongConsumer;

/** One who follows bars over any number of streams, each resumed at the last place of the one before. */
public final class Follower {
    private final DurabilityLevel level;
    private final LongConsumer onEnded;

    private Guarantees heard = new Guarantees();
    private FakeSubscriber stream;
    private boolean isReady = true;

    /**
     * @param onEnded hears of the last place that stands where a token was for what its epoch lost
     */
    public Follower(DurabilityLevel level, LongConsumer onEnded) {
        this.level = level;
        this.onEnded = onEnded;
    }

    /** All bars there are, as one hears them who comes now. */
    public static List<Bar> all(OutputPublishing publishing, Runnable settle) {
        FakeSubscriber stream = new FakeSubscriber();
        publishing.follow(
                StreamBarsRequest.newBuilder()
                        .setEarliest(Empty.getDefaultInstance())
                        .build(),
                stream);
        settle.run();
        List<Bar> bars = stream.bars();
        stream.cancel();
        return bars;
    }

    /** Opens a stream, where none is open. */
    public void follow(OutputPublishing publishing) {
        if (stream != null) {
            return;
        }
        StreamBarsRequest.Builder request = StreamBarsRequest.newBuilder().setMinLevel(level);
        if (heard.token().isEmpty()) {
            request.setEarliest(Empty.getDefaultInstance());
        } else {
            request.setResumeToken(heard.token());
        }
        FakeSubscriber next = new FakeSubscriber();
        next.ready(isReady);
        try {
            publishing.follow(request.build(), next);
            stream = next;
        } catch (Rejection e) {
            if (e.reason() != ErrorReason.ERROR_REASON_EPOCH_ENDED) {
                throw e;
            }
            onEnded.accept(Long.parseLong(e.metadata().get("last_valid_sequence")));
            heard = new Guarantees();
        }
    }

    /** Takes messages from now on, or none. */
    public void ready(boolean ready) {
        isReady = ready;
        if (stream != null) {
            stream.ready(ready);
        }
    }

    /** The line is cut: what was heard stays. */
    public void cut() {
        if (stream != null) {
            heard.takeBars(stream.barMessages());
            stream.cancel();
            stream = null;
        }
    }

    /** Messages heard of this stream. */
    public int messages() {
        return stream == null ? 0 : stream.barMessages().size();
    }

    /** Checks what was heard against all there is; the line is cut for that. */
    public void check(List<Bar> all) {
        cut();
        heard.checkBars(all, bar -> true);
    }

    /** The last place heard of. */
    public long position() {
        return heard.position();
    }

    /** Bars heard in whole events. */
    public int delivered() {
        return heard.delivered();
    }
}
