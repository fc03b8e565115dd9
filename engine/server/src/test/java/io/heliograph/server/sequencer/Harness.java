package io.heliograph.server.sequencer;

import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.Journal;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.MemoryLog;
import io.heliograph.server.Positions;
import io.heliograph.server.ingress.AcknowledgementAgent;
import io.heliograph.server.ingress.Door;
import io.heliograph.server.ingress.Doors;
import io.heliograph.server.ingress.FakeCaller;
import io.heliograph.server.ingress.FreeSpace;
import io.heliograph.server.ingress.Levels;
import io.heliograph.server.ingress.PublishDesk;
import io.heliograph.server.ingress.Publishers;
import io.heliograph.server.ingress.SymbolMap;
import io.heliograph.server.ingress.WaitingList;
import io.heliograph.testkit.ManualClock;
import io.heliograph.v1.Ack;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.BatchPublishMarketDataResponse;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.MarketEventBatch;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.SourceOpen;
import java.nio.ByteBuffer;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Door, ring, sequencer and acknowledgements over logs in memory, without a thread: the test turns the crank. */
public final class Harness {
    public static final long NOON = 1_381_147_200L * 1_000_000_000L;

    public static final long FREE_FLOOR = 1_000_000;

    private final ManualClock clock = new ManualClock(NOON);
    private final MemoryLog events = new MemoryLog(LogKind.EVENTS, 1);
    private final MemoryLog outputs = new MemoryLog(LogKind.OUTPUTS, 1);
    private final LogAppender eventAppender;
    private final LogAppender outputAppender;
    private final SignalCore core;
    private final Positions positions = new Positions();
    private final SignalLatency latency = new SignalLatency();
    private final Desk desk = new Desk();
    private final Publishers publishers;
    private final SymbolMap symbols = new SymbolMap(10_000);
    private final WaitingList waiting = new WaitingList();
    private final FreeSpace space;
    private final AcknowledgementAgent acknowledgements;
    private final PublishDesk publishDesk;
    private final SequencerAgent sequencer;

    private long freeBytes = FREE_FLOOR;
    private int forces;

    public Harness() {
        this(CoreSettings.defaults(), 4 * 1024 * 1024, 20_000);
    }

    public Harness(CoreSettings settings, int ringBytes, int maxInFlight) {
        this(settings, ringBytes, maxInFlight, null);
    }

    /** Over real logs. */
    Harness(Journal journal) {
        this(CoreSettings.defaults(), 4 * 1024 * 1024, 20_000, journal);
    }

    private Harness(CoreSettings settings, int ringBytes, int maxInFlight, Journal journal) {
        eventAppender = journal == null ? events.appender() : journal.events().appender();
        outputAppender =
                journal == null ? outputs.appender() : journal.outputs().appender();
        core = new SignalCore((sequence, buffer, offset, length) -> outputAppender.add(buffer, offset, length));
        ManyToOneRingBuffer ring = new ManyToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(ringBytes + RingBufferDescriptor.TRAILER_LENGTH)));
        publishers = new Publishers(16);
        space = new FreeSpace(() -> freeBytes, FREE_FLOOR, clock::nowNs);
        Door door =
                new Door(ring, symbols, publishers, clock, clock::nowNs, 5_000_000_000L, maxInFlight, waiting, space);
        acknowledgements = new AcknowledgementAgent(waiting, publishers, positions);
        publishDesk =
                new PublishDesk(door, new Levels(positions, () -> forces++, true), acknowledgements, () -> "journal");
        begin(settings);
        sequencer = new Sequencing(ring, desk, publishers, symbols, positions, latency, clock, clock::nowNs)
                .start(core, eventAppender, outputAppender, settings.maxSources());
    }

    private void begin(CoreSettings settings) {
        LogWriter logs = new LogWriter(core, eventAppender, outputAppender, positions, latency, clock::nowNs);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
        io.heliograph.core.EventEncoder encoder = new io.heliograph.core.EventEncoder();
        logs.write(
                buffer, encoder.engineStarted(buffer, 0, NOON, 1, 0, 0, SignalCore.CORE_LEVEL, new byte[16], "test"));
        logs.write(buffer, encoder.coreSettings(buffer, 0, NOON, settings));
    }

    /** Sequencer, then acknowledgements, until neither has work; at its end the ring reads as empty once. */
    public void turn() {
        int idle = 0;
        while (idle < 3) {
            idle = sequencer.doWork() + acknowledgements.doWork() > 0 ? 0 : idle + 1;
        }
    }

    /** Says what is free beneath the journal, and has that noticed. */
    public void free(long bytes) {
        freeBytes = bytes;
        clock.advance(1_000_000_000L);
        space.doWork();
    }

    /** Says what is set aside ahead of the journal, and the least that has to be. */
    public void reserved(long bytes, long least) {
        space.mind(() -> bytes, least);
    }

    public SequencerAgent sequencer() {
        return sequencer;
    }

    public AcknowledgementAgent acknowledgements() {
        return acknowledgements;
    }

    public Desk desk() {
        return desk;
    }

    public SignalCore core() {
        return core;
    }

    public MemoryLog events() {
        return events;
    }

    public Positions positions() {
        return positions;
    }

    public ManualClock clock() {
        return clock;
    }

    public Publishers publishers() {
        return publishers;
    }

    public PublishDesk publishDesk() {
        return publishDesk;
    }

    /** Forces asked for. */
    public int forces() {
        return forces;
    }

    /** A stream that has introduced itself; {@link #turn} answers it. */
    public Stream open(String source, long epoch, Numbering numbering) {
        Stream stream = new Stream();
        stream.send(SourceOpen.newBuilder()
                .setSourceId(source)
                .setSourceEpoch(epoch)
                .setNumbering(numbering)
                .build());
        return stream;
    }

    /** Publishes in one call; {@link #turn} answers it. */
    public FakeCaller<BatchPublishMarketDataResponse> call(BatchPublishMarketDataRequest request) {
        FakeCaller<BatchPublishMarketDataResponse> caller = new FakeCaller<>();
        publishDesk.call(request, caller);
        return caller;
    }

    /** One publisher's stream, both ends. */
    public final class Stream {
        private final FakeCaller<PublishMarketDataResponse> caller = new FakeCaller<>();
        private final StreamObserver<PublishMarketDataRequest> engine = publishDesk.stream(caller);

        public void send(SourceOpen open) {
            engine.onNext(PublishMarketDataRequest.newBuilder().setOpen(open).build());
        }

        public void send(MarketEvent... batch) {
            send(List.of(batch));
        }

        public void send(List<MarketEvent> batch) {
            engine.onNext(PublishMarketDataRequest.newBuilder()
                    .setBatch(MarketEventBatch.newBuilder().addAllEvents(batch))
                    .build());
        }

        public void send(PublishMarketDataRequest request) {
            engine.onNext(request);
        }

        public void halfClose() {
            engine.onCompleted();
        }

        public FakeCaller<PublishMarketDataResponse> caller() {
            return caller;
        }

        public Ack ack() {
            return caller.last().getAck();
        }

        public List<RefusalReason> refusals() {
            return caller.messages().stream()
                    .flatMap(message -> message.getAck().getRefusedList().stream())
                    .map(io.heliograph.v1.RefusedEvent::getReason)
                    .toList();
        }

        /** Refusals the door still remembers. */
        public int keptAtDoor() {
            return Doors.kept(engine);
        }

        /** The reason in the status that ended the stream; empty while it lasts. */
        public String endReason() {
            return reasonOf(caller.error());
        }
    }

    /** The reason of a status; empty where there is none. */
    public static String reasonOf(Throwable failure) {
        com.google.rpc.Status status = failure == null ? null : StatusProto.fromThrowable(failure);
        if (status == null) {
            return "";
        }
        try {
            return status.getDetails(0).unpack(com.google.rpc.ErrorInfo.class).getReason();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    public static BatchPublishMarketDataRequest.Builder batch(MarketEvent... events) {
        return BatchPublishMarketDataRequest.newBuilder()
                .addAllEvents(List.of(events))
                .setWaitFor(DurabilityLevel.DURABILITY_LEVEL_JOURNALED);
    }
}
