package io.heliograph.server.ingress;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Ack;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.ErrorReason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The calls of late by their request id, so that the same id again publishes nothing.
 *
 * <p>Kept in memory alone: a restart forgets them. Any thread may ask.
 */
final class RecentRequests {
    private final int most;
    private final int mostRefusals;
    private final Map<UUID, Request> requests = new LinkedHashMap<>();

    private int refusals;

    /**
     * @param most calls kept
     * @param mostRefusals refused events kept with them, all together: a single call may have thousands
     */
    RecentRequests(int most, int mostRefusals) {
        this.most = most;
        this.mostRefusals = mostRefusals;
    }

    /** One call: what it asked, and what became of it. */
    static final class Request {
        private final UUID id;
        private final byte[] digest;

        private volatile Ack ack;
        private volatile Rejection failure;

        private Request(UUID id, byte[] digest) {
            this.id = id;
            this.digest = digest;
        }

        /** What was journaled; null until it was. */
        Ack ack() {
            return ack;
        }

        /** Why it failed; null if it did not. */
        Rejection failure() {
            return failure;
        }
    }

    /** What was found under an id. */
    record Found(Request request, boolean isNew) {}

    /**
     * Finds the call with the id of this one, or notes this one.
     *
     * @throws Rejection REQUEST_ID_REUSED where another request had the id, REQUEST_INVALID where it is no UUID
     */
    synchronized Found find(BatchPublishMarketDataRequest request) {
        UUID id = uuid(request.getRequestId());
        byte[] digest = digest(request);
        Request known = requests.get(id);
        if (known == null) {
            Request added = new Request(id, digest);
            requests.put(id, added);
            forgetOldest();
            return new Found(added, true);
        }
        if (!Arrays.equals(known.digest, digest)) {
            throw new Rejection(
                    ErrorReason.ERROR_REASON_REQUEST_ID_REUSED,
                    "expected the request that came with this id before, found another: request_id=" + id);
        }
        return new Found(known, false);
    }

    /** Notes what was journaled of a call. */
    synchronized void succeed(Request request, Ack ack) {
        request.ack = ack;
        if (requests.get(request.id) == request) {
            refusals += ack.getRefusedCount();
            forgetOldest();
        }
    }

    /** How many calls are kept. */
    synchronized int size() {
        return requests.size();
    }

    /** Forgets a call that failed, so that it may be tried again. */
    synchronized void fail(Request request, Rejection why) {
        request.failure = why;
        requests.remove(request.id, request);
    }

    private void forgetOldest() {
        Iterator<Request> oldest = requests.values().iterator();
        while (requests.size() > most || refusals > mostRefusals) {
            Ack ack = oldest.next().ack;
            refusals -= ack == null ? 0 : ack.getRefusedCount();
            oldest.remove();
        }
    }

    private static UUID uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw notAUuid(text);
        }
        throw notAUuid(text);
    }

    private static Rejection notAUuid(String text) {
        return Rejection.invalid("request_id", "expected a UUID or nothing, found length=" + text.length());
    }

    /** Over all but the level waited for, which may differ from one try to the next. */
    private static byte[] digest(BatchPublishMarketDataRequest request) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(request.toBuilder().clearWaitFor().build().toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
