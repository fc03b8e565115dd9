package io.heliograph.server.query;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.ListSignalsResponse;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalView;
import java.util.Optional;

/** Answers ListSignals: checks what is asked, waits where asked to, reads one page. Any thread; may block. */
public final class SignalLister {
    private final SignalSource source;
    private final PageTokens tokens;

    public SignalLister(SignalSource source, PageTokens tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /**
     * Answers one page.
     *
     * @param deadlineNs of {@link System#nanoTime}: how long {@code min_sequence} may be waited for
     * @throws Rejection where the request or the store does not allow an answer
     */
    public ListSignalsResponse list(ListSignalsRequest request, long deadlineNs) {
        int size = PageSize.of(request.getPageSize());
        Filter filter = Filter.parse(request.getFilter());
        SignalOrder order = SignalOrder.parse(request.getOrderBy());
        ReadMask mask = ReadMask.of(request.getView(), request.getReadMask(), SignalView.SIGNAL_VIEW_BASIC);
        String view = Integer.toString(request.getViewValue());
        Optional<PagePosition> after = request.getPageToken().isEmpty()
                ? Optional.empty()
                : Optional.of(tokens.read(request.getPageToken(), request.getFilter(), request.getOrderBy(), view));
        source.awaitAsked(request.getMinSequence(), deadlineNs);
        SignalPage page = source.page(new SignalListing(filter, order, size, after, mask.isBasic()));
        ListSignalsResponse.Builder response = ListSignalsResponse.newBuilder().setAsOf(page.asOf());
        for (Signal signal : page.signals()) {
            response.addSignals(mask.apply(signal));
        }
        page.next()
                .ifPresent(next ->
                        response.setNextPageToken(tokens.write(next, request.getFilter(), request.getOrderBy(), view)));
        return response.build();
    }
}
