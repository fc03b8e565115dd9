package io.heliograph.server.query;

import com.google.protobuf.Timestamp;
import io.heliograph.core.Timeframe;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Bar;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.ListBarsRequest;
import io.heliograph.v1.ListBarsResponse;
import java.util.Optional;

/** Answers ListBars: checks what is asked, waits where asked to, reads one page. Any thread; may block. */
public final class BarLister {
    /** Most bars of a page. */
    public static final int MOST = 10_000;

    private static final long SECOND = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / SECOND - 1;
    private static final int LONGEST_SYMBOL = 32;

    private final BarSource source;
    private final PageTokens tokens;

    public BarLister(BarSource source, PageTokens tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /**
     * Answers one page.
     *
     * @param deadlineNs of {@link System#nanoTime}: how long {@code min_sequence} may be waited for
     * @throws Rejection where the request or the store does not allow an answer
     */
    public ListBarsResponse list(ListBarsRequest request, long deadlineNs) {
        int size = PageSize.of(request.getPageSize(), MOST);
        boolean descending = isDescending(request.getOrderBy());
        ChosenFields fields =
                ChosenFields.of(Bar.getDescriptor(), request.getReadMask(), "close or start_time.seconds");
        BarListing whole = listing(request, descending, size);
        String[] binding = {
            "bars",
            whole.symbol(),
            whole.timeframe(),
            Long.toString(whole.fromNs()),
            Long.toString(whole.toNs()),
            Boolean.toString(descending)
        };
        Optional<PagePosition> after = request.getPageToken().isEmpty()
                ? Optional.empty()
                : Optional.of(tokens.read(request.getPageToken(), binding));
        source.awaitAsked(request.getMinSequence(), deadlineNs);
        BarPage page = source.page(new BarListing(
                whole.symbol(), whole.timeframe(), whole.fromNs(), whole.toNs(), descending, size, after));
        ListBarsResponse.Builder response = ListBarsResponse.newBuilder().setAsOf(page.asOf());
        if (fields.isEverything()) {
            response.addAllBars(page.bars());
        } else {
            page.bars().forEach(bar -> fields.copy(bar, response.addBarsBuilder()));
        }
        page.next().ifPresent(next -> response.setNextPageToken(tokens.write(next, binding)));
        return response.build();
    }

    private static BarListing listing(ListBarsRequest request, boolean descending, int size) {
        Rejection rejection = new Rejection(
                ErrorReason.ERROR_REASON_REQUEST_INVALID,
                "expected a symbol, a timeframe and times from 1970 to 2262: symbol=" + cut(request.getSymbol())
                        + " timeframe=" + cut(request.getTimeframe()) + " from_time.seconds="
                        + request.getFromTime().getSeconds() + " to_time.seconds="
                        + request.getToTime().getSeconds());
        String symbol = request.getSymbol();
        if (symbol.isEmpty()
                || symbol.length() > LONGEST_SYMBOL
                || !symbol.chars().allMatch(c -> c > ' ' && c <= '~')) {
            rejection.withField(
                    "symbol",
                    "expected 1 to 32 printable ASCII characters without space, found length=" + symbol.length());
        }
        String timeframe = "";
        try {
            timeframe = Timeframe.parse(request.getTimeframe()).toString();
        } catch (IllegalArgumentException e) {
            rejection.withField("timeframe", e.getMessage());
        }
        long fromNs = request.hasFromTime() ? ns(request.getFromTime(), "from_time", rejection) : Long.MIN_VALUE;
        long toNs = request.hasToTime() ? ns(request.getToTime(), "to_time", rejection) : Long.MAX_VALUE;
        if (!rejection.violations().isEmpty()) {
            throw rejection;
        }
        return new BarListing(symbol, timeframe, fromNs, toNs, descending, size, Optional.empty());
    }

    private static long ns(Timestamp time, String field, Rejection rejection) {
        if (time.getSeconds() < 0
                || time.getSeconds() > LAST_SECOND
                || time.getNanos() < 0
                || time.getNanos() >= SECOND) {
            rejection.withField(
                    field,
                    "expected a time from 1970 to 2262, found seconds=" + time.getSeconds() + " nanos="
                            + time.getNanos());
            return 0;
        }
        return time.getSeconds() * SECOND + time.getNanos();
    }

    private static boolean isDescending(String text) {
        String[] words = text.strip().split("\\s+", 3);
        boolean descending = words.length == 2 && words[1].equals("desc");
        boolean ascending = words.length == 1 || words.length == 2 && words[1].equals("asc");
        if (!words[0].isEmpty() && !words[0].equals("start_time") || !ascending && !descending) {
            String message = "expected start_time, with desc or not: order_by=" + cut(text);
            throw new Rejection(ErrorReason.ERROR_REASON_ORDER_BY_INVALID, message)
                    .with("found", cut(text))
                    .withField("order_by", message);
        }
        return descending;
    }

    private static String cut(String text) {
        return text.length() > 64 ? text.substring(0, 64) + ".." : text;
    }
}
