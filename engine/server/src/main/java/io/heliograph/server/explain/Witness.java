package io.heliograph.server.explain;

import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.core.Deliberation;
import io.heliograph.core.EventHandler;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.SignalCore;
import io.heliograph.v1.CausingEvent;
import io.heliograph.v1.ExplainedEngine;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * A core that is fed a journal up to one signal, and asked about it in the moment in which the signal comes out.
 *
 * <p>One thread, used once.
 */
final class Witness implements EventHandler, OutputHandler {
    private final FoundSignal wanted;
    private final int mostBars;
    private final SignalCore core = new SignalCore(this);
    private final ExplainedEngine.Builder engine = ExplainedEngine.newBuilder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    private CausingEvent cause;
    private Deliberation deliberation;
    private boolean isReproduced;

    Witness(FoundSignal wanted, int mostBars) {
        this.wanted = wanted;
        this.mostBars = mostBars;
    }

    @Override
    public int onEvent(long sequence, DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case EngineStartedDecoder.TEMPLATE_ID -> {
                EngineStartedDecoder started = new EngineStartedDecoder().wrapAndApplyHeader(buffer, offset, header);
                engine.setEpoch(started.epoch()).setStartedSequence(sequence).setCoreLevel(started.coreLevel());
                engine.setBuild(started.build());
            }
            case CoreSettingsDecoder.TEMPLATE_ID -> {
                CoreSettingsDecoder settings = new CoreSettingsDecoder().wrapAndApplyHeader(buffer, offset, header);
                engine.setCoreLevel(settings.coreLevel())
                        .setSettingsSequence(sequence)
                        .setHistoryBars(settings.historyBars());
            }
            default -> {
                // Nothing else says what the engine is.
            }
        }
        if (sequence == wanted.cause()) {
            cause = new CauseMapper(core).map(wanted.signal(), buffer, offset);
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
        isReproduced = Arrays.equals(record, wanted.record());
        var outputHeader = new io.heliograph.codec.output.MessageHeaderDecoder().wrap(buffer, offset);
        if (outputHeader.templateId() == SignalEmittedDecoder.TEMPLATE_ID) {
            int instrument = core.instruments().numberOf(wanted.signal().getSymbol());
            deliberation = core.deliberation(instrument, wanted.signal().getStrategyId(), mostBars);
        }
    }

    /** The cause of the signal; null where it was not fed. */
    CausingEvent cause() {
        return cause;
    }

    /** What the strategy looked at; null where the signal did not come out. */
    Deliberation deliberation() {
        return deliberation;
    }

    /** Whether the same bytes came out. */
    boolean isReproduced() {
        return isReproduced;
    }

    ExplainedEngine engine() {
        return engine.build();
    }
}
