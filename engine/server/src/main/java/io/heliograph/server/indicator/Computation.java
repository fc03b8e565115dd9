package io.heliograph.server.indicator;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.Timeframe;
import io.heliograph.core.language.CompiledFormulas;
import io.heliograph.server.ingress.EventCheck;
import io.heliograph.server.query.BarListing;
import io.heliograph.server.query.BarPage;
import io.heliograph.server.query.BarSource;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Bar;
import io.heliograph.v1.ComputeIndicatorsRequest;
import io.heliograph.v1.ComputeIndicatorsResponse;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.GivenBars;
import io.heliograph.v1.StoredBars;
import java.util.List;
import java.util.Optional;

/** Answers ComputeIndicators. Any thread; may block where bars are stored ones. */
final class Computation {
    /** Bars of a request, or of an answer. */
    static final int MOST_BARS = 10_000;

    /** Values of an answer, so that it stays below a mebibyte. */
    static final int MOST_VALUES = 50_000;

    private static final int USUAL_BARS = 1_000;
    private static final int LONGEST_SYMBOL = 32;

    /** Far beyond any data, and the end of the longest bar from there is still a time. */
    private static final long LATEST_NS = Long.MAX_VALUE - 800 * Timeframe.DAY;

    private final BarSource stored;

    Computation(BarSource stored) {
        this.stored = stored;
    }

    /**
     * Answers one request.
     *
     * @param deadlineNs of {@link System#nanoTime}: how long {@code min_sequence} may be waited for
     * @throws Rejection where the request or the store does not allow an answer
     */
    ComputeIndicatorsResponse answer(ComputeIndicatorsRequest request, long deadlineNs) {
        return switch (request.getBarsCase()) {
            case GIVEN -> overGiven(request, request.getGiven());
            case STORED -> overStored(request, request.getStored(), deadlineNs);
            case BARS_NOT_SET -> throw Rejection.invalid("bars", "expected given or stored bars, found neither");
        };
    }

    private ComputeIndicatorsResponse overGiven(ComputeIndicatorsRequest request, GivenBars given) {
        if (given.getBarsCount() > MOST_BARS) {
            throw tooLarge("bars", MOST_BARS, given.getBarsCount());
        }
        ComputeRequest check = new ComputeRequest();
        if (given.getBarsCount() == 0) {
            check.invalid("given.bars", "expected 1 to " + MOST_BARS + " bars: bars=0");
        }
        CompiledFormulas formulas = check.compile(request, "given.timeframe", given.getTimeframe());
        if (formulas != null) {
            checkBars(check, given, formulas.timeframe());
        }
        check.refuseIfInvalid();
        long values = (long) given.getBarsCount() * formulas.columns().size();
        if (values > MOST_VALUES) {
            throw tooLarge("values", MOST_VALUES, values);
        }
        ComputedBars computed = new ComputedBars(formulas, check.dayStart(request));
        for (int i = 0; i < given.getBarsCount(); i++) {
            if (computed.add(given.getBars(i)) != FormulaFeed.Outcome.TAKEN) {
                check.invalid(
                        "given.bars[" + i + "].start_time", "expected a start after that of the bar before, each once");
            }
        }
        check.refuseIfInvalid();
        return computed.response().build();
    }

    private static void checkBars(ComputeRequest check, GivenBars given, Timeframe timeframe) {
        EventCheck door = new EventCheck();
        // The door knows bars of time alone; what it asks of prices holds for all bars.
        String text = timeframe.isTime() ? timeframe.toString() : "1s";
        for (int i = 0; i < given.getBarsCount(); i++) {
            Bar bar = given.getBars(i);
            String field = "given.bars[" + i + "]";
            long start = check.nanos(field + ".start_time", bar.getStartTime());
            Refusal refusal = door.checkBar(
                    "GIVEN",
                    text,
                    start,
                    bar.getOpen(),
                    bar.getHigh(),
                    bar.getLow(),
                    bar.getClose(),
                    bar.getVolume(),
                    LATEST_NS);
            if (refusal != Refusal.ACCEPTED) {
                check.invalid(field, refusal + " " + door.message());
            }
        }
    }

    private ComputeIndicatorsResponse overStored(ComputeIndicatorsRequest request, StoredBars asked, long deadlineNs) {
        ComputeRequest check = new ComputeRequest();
        CompiledFormulas formulas = check.compile(request, "stored.timeframe", asked.getTimeframe());
        long from = asked.hasFromTime() ? check.nanos("stored.from_time", asked.getFromTime()) : Long.MIN_VALUE;
        long to = asked.hasToTime() ? check.nanos("stored.to_time", asked.getToTime()) : Long.MAX_VALUE;
        checkRange(check, asked);
        check.refuseIfInvalid();
        stored.awaitAsked(asked.getMinSequence(), deadlineNs);

        ComputedBars computed = new ComputedBars(formulas, check.dayStart(request));
        int warmUp = warmUp(asked, formulas);
        if (warmUp > 0) {
            List<Bar> before =
                    page(asked, formulas, Long.MIN_VALUE, from, true, warmUp).bars();
            for (int i = before.size() - 1; i >= 0; i--) {
                computed.warmUp(before.get(i));
            }
        }
        int most = asked.getMaxBars() == 0 ? USUAL_BARS : Math.min(asked.getMaxBars(), MOST_BARS);
        int fitting =
                Math.min(most, Math.max(1, MOST_VALUES / formulas.columns().size()));
        BarPage range = page(asked, formulas, from, to, false, fitting + 1);
        range.bars().stream().limit(fitting).forEach(computed::add);
        if (range.bars().size() > fitting) {
            computed.response().setNextTime(range.bars().get(fitting).getStartTime());
        }
        return computed.response().setAsOf(range.asOf()).build();
    }

    private static void checkRange(ComputeRequest check, StoredBars asked) {
        String symbol = asked.getSymbol();
        if (symbol.isEmpty()
                || symbol.length() > LONGEST_SYMBOL
                || !symbol.chars().allMatch(c -> c > ' ' && c <= '~')) {
            check.invalid(
                    "stored.symbol",
                    "expected 1 to 32 printable ASCII characters without space: length=" + symbol.length());
        }
        if (asked.getMaxBars() < 0) {
            check.invalid("stored.max_bars", "expected 0 to " + MOST_BARS + ": max_bars=" + asked.getMaxBars());
        }
        if (asked.getWarmUpBars() < 0 || asked.getWarmUpBars() > MOST_BARS) {
            check.invalid(
                    "stored.warm_up_bars", "expected 0 to " + MOST_BARS + ": warm_up_bars=" + asked.getWarmUpBars());
        }
    }

    private BarPage page(
            StoredBars asked, CompiledFormulas formulas, long from, long to, boolean descending, int size) {
        return stored.page(new BarListing(
                asked.getSymbol(), formulas.timeframe().toString(), from, to, descending, size, Optional.empty()));
    }

    private static int warmUp(StoredBars asked, CompiledFormulas formulas) {
        if (!asked.hasFromTime() || asked.hasWarmUpBars()) {
            return asked.hasFromTime() ? asked.getWarmUpBars() : 0;
        }
        int most = 0;
        for (CompiledFormulas.Column column : formulas.columns()) {
            most = Math.max(most, Math.max(column.readyBar(), column.convergedBar()));
        }
        return Math.min(most, MOST_BARS);
    }

    private static Rejection tooLarge(String what, long limit, long found) {
        return new Rejection(
                        ErrorReason.ERROR_REASON_BATCH_TOO_LARGE,
                        "expected at most " + limit + " " + what + ", found " + what + "=" + found)
                .with("limit", limit)
                .with("found", found);
    }
}
