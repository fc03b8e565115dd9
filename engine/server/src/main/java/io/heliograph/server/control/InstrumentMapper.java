package io.heliograph.server.control;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Instrument;
import io.heliograph.v1.InstrumentDeclaration;
import io.heliograph.v1.InstrumentSettings;
import java.util.List;

/** Instruments and their settings, between the core's form and the wire's. */
final class InstrumentMapper {
    private static final int LONGEST_PATTERN = 32;
    private static final int LONGEST_SOURCE = 64;

    private InstrumentMapper() {}

    /**
     * A declaration as the core takes it.
     *
     * @param given what was set; where {@code keepsRest}, what was not set there stands at its default in
     *     {@code settings}
     */
    record Declared(
            String pattern,
            io.heliograph.core.instrument.InstrumentSettings settings,
            InstrumentSettings given,
            boolean keepsRest) {
        /** The same over what holds for the pattern, taken as a symbol. */
        Declared over(io.heliograph.core.instrument.InstrumentSettings held) {
            if (!keepsRest) {
                return this;
            }
            boolean isAuto = settings.barsFrom() == BarsFrom.AUTO && given.getBarsFromValue() == 0;
            boolean hasGaps = given.getGapsValue() != 0;
            return new Declared(
                    pattern,
                    new io.heliograph.core.instrument.InstrumentSettings(
                            given.getBase().isEmpty() ? held.base() : settings.base(),
                            isAuto ? held.barsFrom() : settings.barsFrom(),
                            given.hasLateness() ? settings.latenessNs() : held.latenessNs(),
                            hasGaps ? settings.gaps() : held.gaps(),
                            given.getSourcesCount() > 0 ? settings.sources() : held.sources(),
                            given.hasDayStart() ? settings.dayStartNs() : held.dayStartNs()),
                    given,
                    true);
        }
    }

    /** Reads a declaration; what is wrong is added to the rejection. */
    static Declared read(InstrumentDeclaration declaration, String path, Rejection rejection) {
        String pattern = declaration.getPattern();
        if (pattern.isEmpty()
                || pattern.length() > LONGEST_PATTERN
                || !pattern.chars().allMatch(c -> c > ' ' && c <= '~' && ",\"'@!".indexOf(c) < 0)) {
            rejection.withField(
                    path + ".pattern",
                    "expected 1 to 32 printable ASCII characters without space, comma, quotes and ! @, found length="
                            + pattern.length());
        }
        InstrumentSettings settings = declaration.getSettings();
        return new Declared(
                pattern,
                new io.heliograph.core.instrument.InstrumentSettings(
                        base(settings.getBase(), path, rejection),
                        barsFrom(settings, path, rejection),
                        nanos(settings.getLateness(), "lateness", path, rejection),
                        gaps(settings, path, rejection),
                        sources(settings.getSourcesList(), path, rejection),
                        nanos(settings.getDayStart(), "day_start", path, rejection)),
                settings,
                declaration.getKeepRest());
    }

    static InstrumentDeclaration toProto(Declared declared) {
        return InstrumentDeclaration.newBuilder()
                .setPattern(declared.pattern())
                .setSettings(toProto(declared.settings(), declared.settings().barsFrom()))
                .build();
    }

    static Instrument toProto(io.heliograph.core.instrument.Instrument instrument) {
        Instrument.Builder builder = Instrument.newBuilder()
                .setSymbol(instrument.symbol())
                .setNumber(instrument.number())
                .setSettings(toProto(instrument.settings(), instrument.barsFrom()))
                .setSettled(instrument.isSettled())
                .setLate(instrument.late());
        BarHistory history = instrument.bars().history();
        for (int i = 0; i < history.seriesCount(); i++) {
            builder.addTimeframes(history.timeframe(i).toString());
        }
        if (instrument.lastEventTime() != io.heliograph.core.instrument.Instrument.UNKNOWN) {
            builder.setLastEventTime(Times.timestamp(instrument.lastEventTime()));
        }
        if (instrument.watermark() != io.heliograph.core.instrument.Instrument.UNKNOWN) {
            builder.setWatermarkTime(Times.timestamp(instrument.watermark()));
        }
        return builder.build();
    }

    private static InstrumentSettings toProto(
            io.heliograph.core.instrument.InstrumentSettings settings, BarsFrom barsFrom) {
        return InstrumentSettings.newBuilder()
                .setBase(settings.base().toString())
                .setBarsFrom(toProto(barsFrom))
                .setLateness(Times.duration(settings.latenessNs()))
                .setGaps(
                        settings.gaps() == GapPolicy.FILL
                                ? io.heliograph.v1.GapPolicy.GAP_POLICY_FILL
                                : io.heliograph.v1.GapPolicy.GAP_POLICY_NONE)
                .addAllSources(settings.sources())
                .setDayStart(Times.duration(settings.dayStartNs()))
                .build();
    }

    private static io.heliograph.v1.BarsFrom toProto(BarsFrom barsFrom) {
        return switch (barsFrom) {
            case AUTO, NULL_VAL -> io.heliograph.v1.BarsFrom.BARS_FROM_AUTO;
            case TRADES -> io.heliograph.v1.BarsFrom.BARS_FROM_TRADES;
            case BID -> io.heliograph.v1.BarsFrom.BARS_FROM_BID;
            case ASK -> io.heliograph.v1.BarsFrom.BARS_FROM_ASK;
            case MID -> io.heliograph.v1.BarsFrom.BARS_FROM_MID;
            case BARS -> io.heliograph.v1.BarsFrom.BARS_FROM_BARS;
        };
    }

    private static Timeframe base(String text, String path, Rejection rejection) {
        if (text.isEmpty()) {
            return Timeframe.ONE_MINUTE;
        }
        try {
            return Timeframe.parse(text);
        } catch (IllegalArgumentException e) {
            rejection.withField(path + ".settings.base", e.getMessage());
            return Timeframe.ONE_MINUTE;
        }
    }

    private static BarsFrom barsFrom(InstrumentSettings settings, String path, Rejection rejection) {
        return switch (settings.getBarsFrom()) {
            case BARS_FROM_UNSPECIFIED, BARS_FROM_AUTO -> BarsFrom.AUTO;
            case BARS_FROM_TRADES -> BarsFrom.TRADES;
            case BARS_FROM_BID -> BarsFrom.BID;
            case BARS_FROM_ASK -> BarsFrom.ASK;
            case BARS_FROM_MID -> BarsFrom.MID;
            case BARS_FROM_BARS -> BarsFrom.BARS;
            case UNRECOGNIZED -> {
                rejection.withField(path + ".settings.bars_from", "expected a known value, found another");
                yield BarsFrom.AUTO;
            }
        };
    }

    private static GapPolicy gaps(InstrumentSettings settings, String path, Rejection rejection) {
        return switch (settings.getGaps()) {
            case GAP_POLICY_UNSPECIFIED, GAP_POLICY_NONE -> GapPolicy.LEAVE;
            case GAP_POLICY_FILL -> GapPolicy.FILL;
            case UNRECOGNIZED -> {
                rejection.withField(path + ".settings.gaps", "expected a known value, found another");
                yield GapPolicy.LEAVE;
            }
        };
    }

    private static List<String> sources(List<String> sources, String path, Rejection rejection) {
        for (String source : sources) {
            if (source.isEmpty()
                    || source.length() > LONGEST_SOURCE
                    || !source.chars().allMatch(c -> c > ' ' && c <= '~' && c != ',')) {
                rejection.withField(
                        path + ".settings.sources",
                        "expected names of 1 to 64 printable ASCII characters without space and comma, found length="
                                + source.length());
                return List.of();
            }
        }
        return sources;
    }

    private static long nanos(com.google.protobuf.Duration duration, String field, String path, Rejection rejection) {
        long nanos = Times.nanos(duration);
        if (nanos < 0) {
            rejection.withField(
                    path + ".settings." + field,
                    "expected 0 s or more, found seconds=" + duration.getSeconds() + " nanos=" + duration.getNanos());
            return 0;
        }
        return nanos;
    }
}
