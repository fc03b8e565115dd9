package io.heliograph.server.publish;

import com.google.protobuf.Empty;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Bar;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.Signal;
import io.heliograph.v1.StreamBarsRequest;
import io.heliograph.v1.StreamSignalsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * One who follows bars or signals over any number of streams, each resumed at the last place of the one before. What the
 * engine says is on its way until it is let through; what is on its way when a stream breaks is never heard.
 */
public final class Follower {
    private final boolean hearsSignals;
    private final DurabilityLevel level;
    private final LineBug bug;
    private final LongConsumer onEnded;
    private final List<FakeSubscriber> left = new ArrayList<>();

    private Guarantees heard = new Guarantees();
    private FakeSubscriber stream;
    private int arrived;
    private boolean isReady = true;

    /**
     * @param hearsSignals whether it follows signals; bars otherwise
     * @param bug what is wrong with what stands before its lines
     * @param onEnded hears of the last place that stands where a token was for what its epoch lost
     */
    public Follower(boolean hearsSignals, DurabilityLevel level, LineBug bug, LongConsumer onEnded) {
        this.hearsSignals = hearsSignals;
        this.level = level;
        this.bug = bug;
        this.onEnded = onEnded;
    }

    /** All bars there are, as one hears them who comes now. */
    public static List<Bar> allBars(OutputPublishing publishing, Runnable settle) {
        FakeSubscriber stream = new FakeSubscriber();
        publishing.follow(
                StreamBarsRequest.newBuilder()
                        .setEarliest(Empty.getDefaultInstance())
                        .build(),
                stream);
        settle.run();
        stream.cancel();
        return stream.bars();
    }

    /** All signals there are, likewise. */
    public static List<Signal> allSignals(OutputPublishing publishing, Runnable settle) {
        FakeSubscriber stream = new FakeSubscriber();
        publishing.follow(
                StreamSignalsRequest.newBuilder()
                        .setEarliest(Empty.getDefaultInstance())
                        .build(),
                stream);
        settle.run();
        stream.cancel();
        return stream.signals();
    }

    /** Opens a stream, where none is open that it believes in. */
    public void follow(OutputPublishing publishing) {
        if (stream != null && stream.failure() != null) {
            cut(Integer.MAX_VALUE);
        }
        if (stream != null) {
            return;
        }
        FakeSubscriber next = new FakeSubscriber();
        next.ready(isReady);
        try {
            if (hearsSignals) {
                publishing.follow(signalsRequest(), bug.around(next));
            } else {
                publishing.follow(barsRequest(), bug.around(next));
            }
            stream = next;
            arrived = 0;
        } catch (Rejection e) {
            if (e.reason() != ErrorReason.ERROR_REASON_EPOCH_ENDED) {
                throw e;
            }
            onEnded.accept(Long.parseLong(e.metadata().get("last_valid_sequence")));
            heard = new Guarantees();
        }
    }

    private StreamSignalsRequest signalsRequest() {
        StreamSignalsRequest.Builder request = StreamSignalsRequest.newBuilder().setMinLevel(level);
        return heard.token().isEmpty()
                ? request.setEarliest(Empty.getDefaultInstance()).build()
                : request.setResumeToken(heard.token()).build();
    }

    private StreamBarsRequest barsRequest() {
        StreamBarsRequest.Builder request = StreamBarsRequest.newBuilder().setMinLevel(level);
        return heard.token().isEmpty()
                ? request.setEarliest(Empty.getDefaultInstance()).build()
                : request.setResumeToken(heard.token()).build();
    }

    /** Takes messages from now on, or none. */
    public void ready(boolean ready) {
        isReady = ready;
        if (stream != null) {
            stream.ready(ready);
        }
    }

    /** Lets so many messages through. */
    public void hear(int most) {
        if (stream != null) {
            arrived += Math.min(unheard(), most);
        }
    }

    /** Messages on their way. */
    public int unheard() {
        return stream == null ? 0 : stream.sent() - arrived;
    }

    /** The line is cut, which the engine sees; of what was on its way so much was heard. */
    public void cut(int more) {
        if (stream != null) {
            hear(more);
            takeIn();
            stream.cancel();
            stream = null;
        }
    }

    /** The line is dead, which the engine does not see: what it sends from now on is heard by nobody. */
    public void halfOpen() {
        if (stream != null) {
            takeIn();
            left.add(stream);
            stream = null;
        }
    }

    /** The engine finds out about the streams that were left. */
    public void cutLeft() {
        left.forEach(FakeSubscriber::cancel);
        left.clear();
    }

    private void takeIn() {
        if (hearsSignals) {
            heard.take(stream.messages().subList(0, arrived));
        } else {
            heard.takeBars(stream.barMessages().subList(0, arrived));
        }
    }

    /** Checks what was heard against all there is; the line is cut for that. */
    public void check(List<Bar> bars, List<Signal> signals) {
        cut(Integer.MAX_VALUE);
        int all;
        if (hearsSignals) {
            heard.check(signals, signal -> true);
            all = signals.size();
        } else {
            heard.checkBars(bars, bar -> true);
            all = bars.size();
        }
        if (heard.delivered() != all) {
            throw new AssertionError("not all was delivered: level=" + level + " signals=" + hearsSignals + " all="
                    + all + " heard=" + heard.delivered());
        }
    }

    /** Messages heard of this stream. */
    public int messages() {
        return arrived;
    }

    /** The last place that was taken in. */
    public long position() {
        return heard.position();
    }
}
