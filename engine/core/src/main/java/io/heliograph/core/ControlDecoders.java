package io.heliograph.core;

import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.EventsLostDecoder;
import io.heliograph.codec.event.InstrumentAddedDecoder;
import io.heliograph.codec.event.InstrumentsDeclaredDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.RefusedEventDecoder;
import io.heliograph.codec.event.SourceOpenedDecoder;
import io.heliograph.codec.event.StrategyAppliedDecoder;
import io.heliograph.codec.event.StrategyRemovedDecoder;
import io.heliograph.core.instrument.InstrumentSettings;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Reads the events that are not of the market: rare, so they may allocate. */
final class ControlDecoders {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RefusedEventDecoder refused = new RefusedEventDecoder();
    private final SourceOpenedDecoder sourceOpened = new SourceOpenedDecoder();
    private final InstrumentAddedDecoder instrumentAdded = new InstrumentAddedDecoder();
    private final InstrumentsDeclaredDecoder instrumentsDeclared = new InstrumentsDeclaredDecoder();
    private final StrategyAppliedDecoder strategyApplied = new StrategyAppliedDecoder();
    private final StrategyRemovedDecoder strategyRemoved = new StrategyRemovedDecoder();
    private final CoreSettingsDecoder coreSettings = new CoreSettingsDecoder();
    private final EngineStartedDecoder engineStarted = new EngineStartedDecoder();
    private final EventsLostDecoder eventsLost = new EventsLostDecoder();

    RefusedEventDecoder refused(DirectBuffer buffer, int offset) {
        return refused.wrapAndApplyHeader(buffer, offset, header);
    }

    SourceOpenedDecoder sourceOpened(DirectBuffer buffer, int offset) {
        return sourceOpened.wrapAndApplyHeader(buffer, offset, header);
    }

    InstrumentAddedDecoder instrumentAdded(DirectBuffer buffer, int offset) {
        return instrumentAdded.wrapAndApplyHeader(buffer, offset, header);
    }

    InstrumentsDeclaredDecoder instrumentsDeclared(DirectBuffer buffer, int offset) {
        return instrumentsDeclared.wrapAndApplyHeader(buffer, offset, header);
    }

    StrategyAppliedDecoder strategyApplied(DirectBuffer buffer, int offset) {
        return strategyApplied.wrapAndApplyHeader(buffer, offset, header);
    }

    StrategyRemovedDecoder strategyRemoved(DirectBuffer buffer, int offset) {
        return strategyRemoved.wrapAndApplyHeader(buffer, offset, header);
    }

    EngineStartedDecoder engineStarted(DirectBuffer buffer, int offset) {
        return engineStarted.wrapAndApplyHeader(buffer, offset, header);
    }

    EventsLostDecoder eventsLost(DirectBuffer buffer, int offset) {
        return eventsLost.wrapAndApplyHeader(buffer, offset, header);
    }

    CoreSettings coreSettings(DirectBuffer buffer, int offset) {
        coreSettings.wrapAndApplyHeader(buffer, offset, header);
        List<Timeframe> timeframes = new ArrayList<>();
        for (CoreSettingsDecoder.TimeframesDecoder each : coreSettings.timeframes()) {
            timeframes.add(Timeframe.ofNanos(each.length()));
        }
        return new CoreSettings(
                coreSettings.coreLevel(),
                timeframes,
                Timeframe.ofNanos(coreSettings.baseTimeframe()),
                coreSettings.lateness(),
                coreSettings.barsFrom(),
                coreSettings.gaps(),
                coreSettings.historyBars(),
                coreSettings.maxInstruments(),
                coreSettings.maxSources(),
                coreSettings.maxStrategies(),
                coreSettings.maxState());
    }

    /** The settings of a declaration whose pattern was read; its sources are read next. */
    static InstrumentSettings settings(InstrumentsDeclaredDecoder event) {
        String sources = event.sources();
        return new InstrumentSettings(
                Timeframe.ofNanos(event.baseTimeframe()),
                event.barsFrom(),
                event.lateness(),
                event.gaps(),
                sources.isEmpty() ? List.of() : List.of(sources.split(",")),
                event.dayStart());
    }
}
