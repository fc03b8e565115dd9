package io.heliograph.client;

import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.SourceOpen;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Says how a {@link Publisher} shall be, then opens it.
 *
 * <p>Not thread-safe.
 */
public final class PublisherBuilder {
    private final ClientCore core;
    private final String sourceId;

    private long sourceEpoch;
    private Numbering numbering;
    private DurabilityLevel ackLevel = DurabilityLevel.DURABILITY_LEVEL_JOURNALED;
    private int maxWaiting = 16_384;
    private int maxBatch = 512;
    private PublisherListener listener = PublisherListener.NONE;
    private Duration closeTimeout = Duration.ofSeconds(30);
    private Duration watermarkEvery;
    private Duration watermarkLag;
    private InstantSource clock = InstantSource.system();

    PublisherBuilder(ClientCore core, String sourceId) {
        this.core = core;
        this.sourceId = sourceId;
        this.numbering = sourceId.isEmpty() ? Numbering.NUMBERING_NONE : Numbering.NUMBERING_DENSE;
    }

    /** Generation of the source's numbers; 0 (default) goes on with the highest the engine knows. */
    public PublisherBuilder sourceEpoch(long epoch) {
        this.sourceEpoch = requireAtLeast("sourceEpoch", epoch, 0);
        return this;
    }

    /** How the events are numbered: DENSE by default, NONE for a nameless source, which can have nothing else. */
    public PublisherBuilder numbering(Numbering value) {
        if (sourceId.isEmpty() && value != Numbering.NUMBERING_NONE) {
            throw new IllegalArgumentException("a nameless source has no numbers: numbering=" + value);
        }
        this.numbering = value;
        return this;
    }

    /** The level that can be waited for: JOURNALED (default), DURABLE or STORED. */
    public PublisherBuilder ackLevel(DurabilityLevel level) {
        this.ackLevel = level;
        return this;
    }

    /** How many events may wait on this side before {@link Publisher#publish} blocks; at least 1, default 16,384. */
    public PublisherBuilder maxWaiting(int events) {
        this.maxWaiting = (int) requireAtLeast("maxWaiting", events, 1);
        return this;
    }

    /** The most events in one message; at least 1, default 512. The engine may allow fewer. */
    public PublisherBuilder maxBatch(int events) {
        this.maxBatch = (int) requireAtLeast("maxBatch", events, 1);
        return this;
    }

    /** Who hears acknowledgements and refusals. */
    public PublisherBuilder listener(PublisherListener value) {
        this.listener = value;
        return this;
    }

    /** How long {@link Publisher#close()} waits for the last acknowledgement; default 30 s. */
    public PublisherBuilder closeTimeout(Duration timeout) {
        this.closeTimeout = timeout;
        return this;
    }

    /**
     * For a live source whose events carry the time of this machine: every second a watermark of now minus {@code lag} is sent
     * by itself, so that the bars of quiet instruments close. The lag is how late an event may still be published.
     */
    public PublisherBuilder liveWatermarks(Duration lag) {
        return liveWatermarks(Duration.ofSeconds(1), lag, InstantSource.system());
    }

    PublisherBuilder liveWatermarks(Duration every, Duration lag, InstantSource time) {
        if (lag.isNegative()) {
            throw new IllegalArgumentException("lag must not be negative: lag=" + lag);
        }
        this.watermarkEvery = every;
        this.watermarkLag = lag;
        this.clock = time;
        return this;
    }

    /**
     * Opens the stream and waits until the engine has answered, at most the client's deadline.
     *
     * @throws HeliographException if the engine cannot be reached or refuses, such as STALE_SOURCE_EPOCH
     */
    public Publisher open() {
        SourceOpen open = SourceOpen.newBuilder()
                .setSourceId(sourceId)
                .setSourceEpoch(sourceEpoch)
                .setNumbering(numbering)
                .setAckLevel(ackLevel)
                .build();
        Publisher publisher = new Publisher(core, open, new EventBacklog(maxWaiting, maxBatch), listener, closeTimeout);
        publisher.open();
        if (watermarkEvery != null) {
            publisher.sendWatermarks(watermarkEvery, watermarkLag, clock);
        }
        return publisher;
    }

    private static long requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ": " + name + "=" + value);
        }
        return value;
    }
}
