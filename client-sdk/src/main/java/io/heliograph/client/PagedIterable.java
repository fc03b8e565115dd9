package io.heliograph.client;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Everything of a list, page after page, each asked for when the one before is used up.
 *
 * <p>Each iterator begins anew and belongs to one thread; it throws {@link HeliographException} where a page cannot be had.
 */
final class PagedIterable<T> implements Iterable<T> {
    /** How many items are fetched at once where nobody says. */
    static final int PAGE_SIZE = 1_000;

    /** One page: what it holds, and the token of the next or an empty text. */
    record Page<T>(List<T> items, String nextPageToken) {}

    private final Function<String, Page<T>> pages;

    PagedIterable(Function<String, Page<T>> pages) {
        this.pages = pages;
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private Page<T> page = pages.apply("");
            private int next;

            @Override
            public boolean hasNext() {
                while (next == page.items().size() && !page.nextPageToken().isEmpty()) {
                    page = pages.apply(page.nextPageToken());
                    next = 0;
                }
                return next < page.items().size();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the last page is used up");
                }
                return page.items().get(next++);
            }
        };
    }
}
