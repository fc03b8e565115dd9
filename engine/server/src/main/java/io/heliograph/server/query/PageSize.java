package io.heliograph.server.query;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;

/** How many rows a page has. */
public final class PageSize {
    public static final int USUAL = 50;
    public static final int MOST = 1_000;

    private PageSize() {}

    /**
     * The rows of a page of signals.
     *
     * @param asked 0 is {@link #USUAL}, more than {@link #MOST} is {@link #MOST}
     * @throws Rejection PAGE_SIZE_INVALID where it is negative
     */
    public static int of(int asked) {
        return of(asked, MOST);
    }

    /** The rows of a page of at most {@code most}, likewise. */
    static int of(int asked, int most) {
        if (asked < 0) {
            String message = "expected 0 to " + most + ": page_size=" + asked;
            throw new Rejection(ErrorReason.ERROR_REASON_PAGE_SIZE_INVALID, message)
                    .with("expected", "0.." + most)
                    .with("found", asked)
                    .withField("page_size", message);
        }
        return asked == 0 ? USUAL : Math.min(asked, most);
    }
}
