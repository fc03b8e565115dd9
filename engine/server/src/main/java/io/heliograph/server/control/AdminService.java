package io.heliograph.server.control;

import io.grpc.stub.StreamObserver;
import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.EngineStoppedDecoder;
import io.heliograph.codec.event.EventVoidedDecoder;
import io.heliograph.codec.event.EventsLostDecoder;
import io.heliograph.codec.event.InstrumentAddedDecoder;
import io.heliograph.codec.event.InstrumentsDeclaredDecoder;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.RefusedEventDecoder;
import io.heliograph.codec.event.SourceOpenedDecoder;
import io.heliograph.codec.event.StrategyAppliedDecoder;
import io.heliograph.codec.event.StrategyRemovedDecoder;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.codec.event.WatermarkEventDecoder;
import io.heliograph.core.CoreCounters;
import io.heliograph.core.SignalCore;
import io.heliograph.server.Positions;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.server.sequencer.Asking;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.v1.AdminServiceGrpc;
import io.heliograph.v1.CoreSnapshot;
import io.heliograph.v1.CreateSnapshotRequest;
import io.heliograph.v1.CreateSnapshotResponse;
import io.heliograph.v1.EngineState;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.EventKind;
import io.heliograph.v1.GetEngineStatusRequest;
import io.heliograph.v1.GetEngineStatusResponse;
import io.heliograph.v1.RefusalReason;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/** Tells how the engine is, also while it recovers; keeps its state when asked. */
public final class AdminService extends AdminServiceGrpc.AdminServiceImplBase {
    private static final long PATIENCE_SECONDS = 60;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int[] CONTROL = {
        SourceOpenedDecoder.TEMPLATE_ID,
        InstrumentsDeclaredDecoder.TEMPLATE_ID,
        StrategyAppliedDecoder.TEMPLATE_ID,
        StrategyRemovedDecoder.TEMPLATE_ID,
        CoreSettingsDecoder.TEMPLATE_ID,
        EngineStartedDecoder.TEMPLATE_ID,
        EngineStoppedDecoder.TEMPLATE_ID,
        EventsLostDecoder.TEMPLATE_ID,
        EventVoidedDecoder.TEMPLATE_ID
    };

    private final Desk desk;
    private final Workers workers;
    private final EngineFacts facts;
    private final NanoClock steadyClock;
    private final long startTime;
    private final long startNs;

    public AdminService(Desk desk, Workers workers, EngineFacts facts, EpochNanoClock clock, NanoClock steadyClock) {
        this.desk = desk;
        this.workers = workers;
        this.facts = facts;
        this.steadyClock = steadyClock;
        this.startTime = clock.nanoTime();
        this.startNs = steadyClock.nanoTime();
    }

    @Override
    public void getEngineStatus(GetEngineStatusRequest request, StreamObserver<GetEngineStatusResponse> caller) {
        workers.answer(
                caller,
                () -> GetEngineStatusResponse.newBuilder()
                        .setEngineStatus(status())
                        .build());
    }

    @Override
    public void createSnapshot(CreateSnapshotRequest request, StreamObserver<CreateSnapshotResponse> caller) {
        workers.answer(
                caller,
                () -> CreateSnapshotResponse.newBuilder()
                        .setCoreSnapshot(snapshot(keep()))
                        .build());
    }

    private KeptState keep() {
        try {
            return facts.keep().get().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Rejection rejection) {
                throw rejection;
            }
            throw busy("expected the state to be kept, found " + e.getCause());
        } catch (TimeoutException e) {
            throw busy("expected the state to be kept within " + PATIENCE_SECONDS + " s; it may still be");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Gate.stopping();
        }
    }

    private static Rejection busy(String what) {
        return new Rejection(ErrorReason.ERROR_REASON_BUSY, what).withRetryAfter(RETRY);
    }

    private static CoreSnapshot snapshot(KeptState kept) {
        return CoreSnapshot.newBuilder()
                .setEventSequence(kept.eventSequence())
                .setOutputSequence(kept.outputSequence())
                .setTakeTime(Times.timestamp(kept.takenNs()))
                .setSizeBytes(kept.bytes())
                .setCopyDuration(Times.duration(kept.copyNs()))
                .setWriteDuration(Times.duration(kept.writeNs()))
                .build();
    }

    private EngineStatus status() {
        EngineStatus.Builder status = EngineStatus.newBuilder()
                .setAuth("off")
                .setEngineVersion(facts.build())
                .setJavaVersion(Runtime.version().toString())
                .setCoreLevel(SignalCore.CORE_LEVEL)
                .setStartTime(Times.timestamp(startTime))
                .setUptime(Times.duration(steadyClock.nanoTime() - startNs))
                .setPublishers(facts.publishers().getAsInt())
                .setSubscribers(facts.subscribers().getAsInt())
                .setStore(facts.store().get());
        facts.kept().get().ifPresent(kept -> status.setCoreSnapshot(snapshot(kept)));
        Gate gate = facts.gate();
        switch (gate.state()) {
            case RECOVERING -> recovering(status, gate.progress());
            case SERVING -> serving(status);
            // The sequencer answers no more; the positions do.
            case STOPPING, FAILED -> positions(status.setState(EngineState.ENGINE_STATE_STOPPING));
        }
        return status.build();
    }

    private static void recovering(EngineStatus.Builder status, Gate.Progress progress) {
        status.setState(EngineState.ENGINE_STATE_RECOVERING);
        status.getRecoveryBuilder().setEventsDone(progress.eventsDone()).setEventsTotal(progress.eventsTotal());
    }

    private void serving(EngineStatus.Builder status) {
        positions(status.setState(EngineState.ENGINE_STATE_SERVING));
        Asking.ask(desk, bench -> {
            core(status, bench.core());
            return status;
        });
        facts.digest().apply(status.getOutputSequence()).ifPresent(status::setContentDigest);
    }

    private void positions(EngineStatus.Builder status) {
        Positions positions = facts.positions();
        status.setJournalId(facts.journalId().get())
                .setStoredSequence(positions.storedEvent())
                .setDurableSequence(positions.durableEvent())
                .setEventSequence(positions.appliedEvent())
                .setOutputSequence(positions.outputHead());
    }

    private static void core(EngineStatus.Builder status, SignalCore core) {
        CoreCounters counters = core.counters();
        status.setEpoch(core.epoch())
                .setEventSequence(core.eventSequence())
                .setOutputSequence(core.outputSequence())
                .setLate(counters.late())
                .setBars(counters.bars())
                .setSignals(counters.signals())
                .setFaults(counters.faults())
                .setInstruments(core.instruments().count());
        events(status, EventKind.EVENT_KIND_TRADE, counters.events(TradeEventDecoder.TEMPLATE_ID));
        events(status, EventKind.EVENT_KIND_QUOTE, counters.events(QuoteEventDecoder.TEMPLATE_ID));
        events(status, EventKind.EVENT_KIND_BAR, counters.events(BarEventDecoder.TEMPLATE_ID));
        events(status, EventKind.EVENT_KIND_WATERMARK, counters.events(WatermarkEventDecoder.TEMPLATE_ID));
        events(status, EventKind.EVENT_KIND_REFUSED, counters.events(RefusedEventDecoder.TEMPLATE_ID));
        events(status, EventKind.EVENT_KIND_INSTRUMENT, counters.events(InstrumentAddedDecoder.TEMPLATE_ID));
        long control = 0;
        for (int templateId : CONTROL) {
            control += counters.events(templateId);
        }
        events(status, EventKind.EVENT_KIND_CONTROL, control);
        for (Refusal refusal : Refusal.values()) {
            refused(status, refusal, counters);
        }
        TreeSet<String> strategies = new TreeSet<>();
        for (int i = 0; i < core.strategies().count(); i++) {
            strategies.add(core.strategies().at(i).id());
        }
        status.addAllStrategies(strategies);
    }

    private static void events(EngineStatus.Builder status, EventKind kind, long count) {
        if (count > 0) {
            status.addEventsBuilder().setKind(kind).setCount(count);
        }
    }

    private static void refused(EngineStatus.Builder status, Refusal refusal, CoreCounters counters) {
        if (refusal == Refusal.ACCEPTED || refusal == Refusal.NULL_VAL) {
            return;
        }
        // Refusals of control events have no reason on the wire: their caller was told.
        RefusalReason reason = RefusalReason.forNumber(refusal.value());
        if (reason != null && counters.refused(refusal) > 0) {
            status.addRefusedBuilder().setReason(reason).setCount(counters.refused(refusal));
        }
    }
}
