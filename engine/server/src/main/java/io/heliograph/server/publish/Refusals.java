package io.heliograph.server.publish;

import io.heliograph.server.query.QueryRefusal;
import io.heliograph.server.rpc.Rejection;
import java.util.function.Supplier;

/** Makes rejections of what queries refuse. */
final class Refusals {
    private Refusals() {}

    /** What {@code query} answers; what it refuses is thrown as a {@link Rejection}. */
    static <T> T of(Supplier<T> query) {
        try {
            return query.get();
        } catch (QueryRefusal refusal) {
            Rejection rejection = new Rejection(refusal.reason(), refusal.getMessage());
            refusal.metadata().forEach(rejection::with);
            refusal.fields().forEach(rejection::withField);
            throw rejection;
        }
    }
}
