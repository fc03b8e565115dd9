package io.heliograph.server.engine;

import io.heliograph.server.Positions;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.ingress.AcknowledgementAgent;
import io.heliograph.server.ingress.FreeSpace;
import io.heliograph.server.ingress.Publishers;
import io.heliograph.server.ingress.SymbolMap;
import io.heliograph.server.ingress.WaitingList;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.Workers;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.sequencer.SignalLatency;
import io.heliograph.server.snapshot.MarketSnapshots;
import io.heliograph.server.snapshot.SnapshotLimits;
import io.heliograph.server.task.TaskLimits;
import io.heliograph.server.task.Tasks;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * What callers and agents meet at, made before the journal is open, for the port answers while it is replayed.
 *
 * <p>Each part says which threads may use it.
 *
 * @param progress how far the replay is
 * @param gate which calls are let in
 * @param positions how far each agent has come
 * @param latency from an event's arrival to its signal in the log
 * @param desk what the sequencer can be asked
 * @param workers where calls run that ask the sequencer
 * @param readers where calls run that read the log or the store
 * @param operators where tasks are done
 * @param tasks long work that goes on behind the calls that asked for it
 * @param symbols the numbers of instruments
 * @param waiting sessions whose publishers wait to hear
 * @param ring what was published, on its way to the sequencer
 * @param publishers who publishes now
 * @param acknowledgements tells publishers what became of theirs
 * @param snapshots what instruments look like now, for those who ask and follow
 * @param space what is left beneath the journal
 */
record SharedParts(
        RecoveryProgress progress,
        Gate gate,
        Positions positions,
        SignalLatency latency,
        Desk desk,
        Workers workers,
        Workers readers,
        Workers operators,
        Tasks tasks,
        SymbolMap symbols,
        WaitingList waiting,
        RingBuffer ring,
        Publishers publishers,
        AcknowledgementAgent acknowledgements,
        MarketSnapshots snapshots,
        FreeSpace space) {
    private static final int WORKERS = 4;
    private static final int WAITING_CALLS = 256;
    private static final int MOST_INSTRUMENTS = 10_000;

    /** Makes them; nothing runs yet. {@code onFault} is told where a worker meets a mapped file that failed. */
    static SharedParts of(ServerConfig config, Surroundings surroundings, Consumer<Throwable> onFault) {
        RecoveryProgress progress = new RecoveryProgress();
        Positions positions = new Positions();
        WaitingList waiting = new WaitingList();
        Desk desk = new Desk();
        Workers workers = new Workers("worker", WORKERS, WAITING_CALLS, onFault);
        Workers operators = new Workers("operator", TaskLimits.USUAL.workers(), TaskLimits.USUAL.workers(), onFault);
        Publishers publishers = new Publishers(config.ingress().maxPublishers());
        return new SharedParts(
                progress,
                new Gate(progress),
                positions,
                new SignalLatency(),
                desk,
                workers,
                // Lists may wait half a minute for the store; whoever asks how the engine is must not wait behind them.
                new Workers("reader", WORKERS, WAITING_CALLS, onFault),
                operators,
                new Tasks(TaskLimits.USUAL, operators::execute, surroundings.clock(), surroundings.steadyClock()),
                new SymbolMap(MOST_INSTRUMENTS),
                waiting,
                new ManyToOneRingBuffer(new UnsafeBuffer(
                        ByteBuffer.allocateDirect(config.ingress().ringBytes() + RingBufferDescriptor.TRAILER_LENGTH))),
                publishers,
                new AcknowledgementAgent(waiting, publishers, positions),
                new MarketSnapshots(desk, workers, surroundings.steadyClock(), SnapshotLimits.USUAL),
                new FreeSpace(
                        () -> surroundings.usableBytes().applyAsLong(config.data()),
                        config.journal().freeFloorBytes(),
                        surroundings.steadyClock()));
    }
}
