package io.heliograph.server.explain;

import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.core.Deliberation;
import io.heliograph.core.EngineStart;
import io.heliograph.core.EventHandler;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.replay.RecordText;
import io.heliograph.v1.CausingEvent;
import io.heliograph.v1.ExplainedEngine;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * A core that is fed a journal up to one output, and asked about it in the moment in which it comes out.
 *
 * <p>One thread, used once.
 */
final class Witness implements EventHandler, OutputHandler {
    private static final String NOTHING = "nothing";

    private final FoundOutput wanted;
    private final int mostBars;

    private SignalCore core;
    private CausingEvent cause;
    private Deliberation deliberation;
    private String replayed = NOTHING;
    private boolean isReproduced;

    Witness(FoundOutput wanted, int mostBars) {
        this.wanted = wanted;
        this.mostBars = mostBars;
    }

    /** Takes the core to feed; whatever made it gave it this as the handler of its outputs. */
    void begin(SignalCore begun) {
        core = begun;
    }

    @Override
    public int onEvent(long sequence, DirectBuffer buffer, int offset, int length) {
        if (sequence == wanted.cause()) {
            cause = new CauseMapper(core).map(sequence, buffer, offset, length);
        }
        return core.onEvent(sequence, buffer, offset, length);
    }

    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        if (sequence != wanted.sequence()) {
            return;
        }
        byte[] record = new byte[length];
        buffer.getBytes(offset, record);
        isReproduced = Arrays.equals(record, wanted.record().getRecord().toByteArray());
        replayed = RecordText.of(LogKind.OUTPUTS, buffer, offset, length);
        var header = new io.heliograph.codec.output.MessageHeaderDecoder().wrap(buffer, offset);
        if (wanted.isSignal() && header.templateId() == SignalEmittedDecoder.TEMPLATE_ID) {
            int instrument = core.instruments().numberOf(wanted.signal().getSymbol());
            deliberation = instrument < 0
                    ? null
                    : core.deliberation(instrument, wanted.signal().getStrategyId(), mostBars);
        }
    }

    /** The cause of the output; null where it was not fed. */
    CausingEvent cause() {
        return cause;
    }

    /** What the strategy looked at; null where no such signal came out. */
    Deliberation deliberation() {
        return deliberation;
    }

    /** Whether the same bytes came out. */
    boolean isReproduced() {
        return isReproduced;
    }

    /** What came out in its place, fields by name. */
    String replayed() {
        return replayed;
    }

    /** What the engine was at the cause. */
    ExplainedEngine engine() {
        ExplainedEngine.Builder engine = ExplainedEngine.newBuilder();
        EngineStart start = core.lastStart();
        if (start != null) {
            engine.setBuild(start.build()).setEpoch(start.epoch()).setStartedSequence(start.sequence());
        }
        if (core.settings() != null) {
            engine.setCoreLevel(core.settings().coreLevel())
                    .setSettingsSequence(core.settingsSequence())
                    .setHistoryBars(core.settings().historyBars());
        }
        return engine.build();
    }
}
