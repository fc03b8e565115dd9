package io.heliograph.server.ingress;

import io.heliograph.codec.event.Refusal;
import io.heliograph.server.Positions;
import io.heliograph.v1.Ack;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.RefusedEvent;
import java.time.Instant;
import java.util.Queue;

/**
 * Writes the acknowledgements of one publisher; nothing in them ever falls.
 *
 * <p>Belongs to the acknowledgement agent's thread.
 */
final class AckWriter {
    private final Publisher publisher;
    private final Queue<Intake.Refused> refusedAtDoor;
    private final SymbolMap symbols;
    private final Positions positions;
    private final int maxRefusals;

    private long answered;
    private long journaledThrough;
    private long journaledSequence;
    private long repeats;
    private long durable;
    private long stored;

    /**
     * @param maxRefusals refusals in one acknowledgement; more wait for the next
     */
    AckWriter(
            Publisher publisher,
            Queue<Intake.Refused> refusedAtDoor,
            SymbolMap symbols,
            Positions positions,
            int maxRefusals) {
        this.publisher = publisher;
        this.refusedAtDoor = refusedAtDoor;
        this.symbols = symbols;
        this.positions = positions;
        this.maxRefusals = maxRefusals;
    }

    /** Whether events were answered that no acknowledgement has told yet. */
    boolean hasNews() {
        return publisher.answered() > answered;
    }

    /** Whether a level up to this one has moved since the last acknowledgement, and what was told is not yet there. */
    boolean hasLevelNews(DurabilityLevel level) {
        return switch (level) {
            case DURABILITY_LEVEL_UNSPECIFIED, DURABILITY_LEVEL_JOURNALED, UNRECOGNIZED -> false;
            case DURABILITY_LEVEL_DURABLE -> isDurableNews();
            case DURABILITY_LEVEL_STORED ->
                isDurableNews() || stored < journaledSequence && positions.storedEvent() > stored;
        };
    }

    /** Whether everything was told: each event answered, and that all of them have this level. */
    boolean hasToldAll(DurabilityLevel level) {
        long reached = switch (level) {
            case DURABILITY_LEVEL_UNSPECIFIED, DURABILITY_LEVEL_JOURNALED, UNRECOGNIZED -> journaledSequence;
            case DURABILITY_LEVEL_DURABLE -> durable;
            case DURABILITY_LEVEL_STORED -> stored;
        };
        return !hasNews() && reached >= journaledSequence;
    }

    private boolean isDurableNews() {
        return durable < journaledSequence && positions.durableEvent() > durable;
    }

    /** The event sequence at or before which everything told so far lies. */
    long journaledSequence() {
        return journaledSequence;
    }

    /** What an open finds: the position of its source and the levels, no events answered. */
    Ack atOpen(Publisher.Opened opened) {
        journaledThrough = opened.journaledThrough();
        journaledSequence = positions.appliedEvent();
        return levels(Ack.newBuilder(), opened.epoch()).build();
    }

    /** The one acknowledgement of a call: everything at once. */
    Ack atClose(Publisher.Opened opened) {
        atOpen(opened);
        return next(opened.epoch());
    }

    /** The next acknowledgement. */
    Ack next(long epoch) {
        // The order matters: what is answered was applied before it was published.
        long nowAnswered = publisher.answered();
        long nowRepeats = publisher.repeats();
        long nowThrough = publisher.journaledThrough();
        Ack.Builder ack = Ack.newBuilder();
        boolean isWhole = addRefusals(ack, nowAnswered);
        if (!isWhole) {
            nowAnswered = publisher.refusals().index();
            nowThrough = Math.max(journaledThrough, publisher.refusals().sourceSequence() - 1);
            nowRepeats = repeats;
        }
        forgetBefore(nowAnswered);
        if (nowAnswered > answered) {
            journaledSequence = positions.appliedEvent();
        }
        answered = nowAnswered;
        journaledThrough = nowThrough;
        repeats = nowRepeats;
        return levels(ack, epoch).build();
    }

    private Ack.Builder levels(Ack.Builder ack, long epoch) {
        durable = positions.durableEvent();
        stored = positions.storedEvent();
        return ack.setSourceEpoch(epoch)
                .setJournaledThrough(journaledThrough)
                .setJournaledSequence(journaledSequence)
                .setDurableSequence(durable)
                .setStoredSequence(stored)
                .setAnswered(answered)
                .setRepeats(repeats);
    }

    /** Adds those before {@code limit}; answers whether all fitted. */
    private boolean addRefusals(Ack.Builder ack, long limit) {
        Refusals refusals = publisher.refusals();
        while (refusals.hasBefore(limit)) {
            if (ack.getRefusedCount() == maxRefusals) {
                return false;
            }
            ack.addRefused(refused(refusals));
            refusals.take();
        }
        return true;
    }

    private RefusedEvent refused(Refusals refusals) {
        RefusedEvent.Builder event = RefusedEvent.newBuilder()
                .setSourceSequence(refusals.sourceSequence())
                .setReason(RefusalReason.forNumber(refusals.reason()))
                .setIndex(refusals.sourceSequence() == 0 ? refusals.index() : 0);
        Intake.Refused atDoor = atDoor(refusals.index());
        if (atDoor != null) {
            return event.setSymbol(atDoor.symbol()).setMessage(atDoor.message()).build();
        }
        String symbol = symbols.symbol(refusals.instrument());
        return event.setSymbol(symbol)
                .setMessage(message(Refusal.get((short) refusals.reason()), symbol, refusals.time()))
                .build();
    }

    /** What the door said about the event at {@code index}; null if it let it through. */
    private Intake.Refused atDoor(long index) {
        forgetBefore(index);
        Intake.Refused first = refusedAtDoor.peek();
        return first != null && first.index() == index ? refusedAtDoor.remove() : null;
    }

    /** Events that the sequencer took for repeats were refused long ago; what the door says of them again nobody hears. */
    private void forgetBefore(long index) {
        while (refusedAtDoor.peek() != null && refusedAtDoor.peek().index() < index) {
            refusedAtDoor.remove();
        }
    }

    private static String message(Refusal reason, String symbol, long time) {
        String what = switch (reason) {
            case LATE ->
                "expected a time in an open bar, or the start of a bar after the newest, found one that is closed";
            case TIMEFRAME_INVALID ->
                "expected the base timeframe that is declared (by default 1m) or one made of it, 16 at most, found another";
            case BARS_FROM_CONFLICT -> "expected what the bars are built from, found a trade beside it";
            case BAR_CONFLICT -> "expected bars of one origin, found one from elsewhere";
            case BAR_REVISED -> "expected the values accepted before for this start, found others";
            case SOURCE_NOT_ALLOWED -> "expected a source that the instrument declares, found another";
            case TOO_MANY_INSTRUMENTS -> "expected a symbol already known, found one beyond core.max_instruments";
            case NOT_SUPPORTED -> "expected an event that this version has use for, found one it has not";
            default -> "refused";
        };
        return what + ": symbol=" + symbol + " time="
                + Instant.ofEpochSecond(time / 1_000_000_000L, time % 1_000_000_000L);
    }
}
