package io.heliograph.server.ingress;

import io.heliograph.codec.event.Numbering;
import io.heliograph.server.config.IngressConfig;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.MarketEvent;
import java.util.List;

/** What a publisher must keep to besides the rules for single events. */
final class SourceRules {
    private static final int LONGEST_ID = 64;

    private SourceRules() {}

    /** Checks how a publisher introduces itself; answers its numbering. */
    static Numbering checkOpen(String id, long epoch, io.heliograph.v1.Numbering asked, DurabilityLevel level) {
        Rejection rejection = new Rejection(
                ErrorReason.ERROR_REASON_REQUEST_INVALID, "expected a source that introduces itself properly");
        if (id.length() > LONGEST_ID || !id.chars().allMatch(c -> c > ' ' && c <= '~')) {
            rejection.withField(
                    "source_id",
                    "expected 0 to 64 bytes of printable ASCII without space, found length=" + id.length());
        }
        if (epoch < 0) {
            rejection.withField("source_epoch", "expected 0 or more, found source_epoch=" + epoch);
        }
        if (id.isEmpty() && epoch > 0) {
            rejection.withField("source_epoch", "expected 0 without source_id, found source_epoch=" + epoch);
        }
        if (level == DurabilityLevel.UNRECOGNIZED) {
            rejection.withField("ack_level", "expected a known level, found another");
        }
        Numbering numbering = numbering(id, asked);
        if (numbering == null) {
            rejection.withField(
                    "numbering",
                    "expected DENSE, SPARSE or NONE, and NONE without source_id, found numbering=" + asked.name());
        }
        if (!rejection.violations().isEmpty()) {
            throw rejection;
        }
        return numbering;
    }

    /** What was asked for; null if it cannot be. */
    private static Numbering numbering(String id, io.heliograph.v1.Numbering asked) {
        Numbering numbering = switch (asked) {
            case NUMBERING_UNSPECIFIED -> id.isEmpty() ? Numbering.NONE : Numbering.DENSE;
            case NUMBERING_DENSE -> Numbering.DENSE;
            case NUMBERING_SPARSE -> Numbering.SPARSE;
            case NUMBERING_NONE -> Numbering.NONE;
            case UNRECOGNIZED -> null;
        };
        return id.isEmpty() && numbering != Numbering.NONE ? null : numbering;
    }

    /** Checks the size of a batch and that its events have numbers where they must. */
    static void checkBatch(List<MarketEvent> events, Numbering numbering) {
        if (events.isEmpty()) {
            throw Rejection.invalid(
                    "events", "expected 1 to " + IngressConfig.MAX_BATCH_EVENTS + " events, found none");
        }
        if (events.size() > IngressConfig.MAX_BATCH_EVENTS) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_BATCH_TOO_LARGE,
                            "expected at most " + IngressConfig.MAX_BATCH_EVENTS + " events, found events="
                                    + events.size())
                    .with("limit", IngressConfig.MAX_BATCH_EVENTS)
                    .with("found", events.size());
        }
        for (int i = 0; i < events.size(); i++) {
            MarketEvent event = events.get(i);
            boolean isNumbered = numbering != Numbering.NONE && !event.hasWatermark();
            long sequence = event.getSourceSequence();
            if (isNumbered ? sequence < 1 : sequence != 0) {
                String expected = isNumbered
                        ? "expected 1 or more from a source with numbering " + numbering
                        : event.hasWatermark()
                                ? "expected 0 on a watermark"
                                : "expected 0 from a source with numbering NONE";
                String field = "events[" + i + "].source_sequence";
                throw new Rejection(
                                ErrorReason.ERROR_REASON_SOURCE_SEQUENCE_INVALID,
                                field + ": " + expected + ", found source_sequence=" + sequence)
                        .with("source_sequence", sequence)
                        .withField(field, expected);
            }
        }
    }

    /** Checks that a level can be reached at all. */
    static void checkLevel(DurabilityLevel level, boolean hasStore) {
        if (level == DurabilityLevel.DURABILITY_LEVEL_STORED && !hasStore) {
            throw new Rejection(
                    ErrorReason.ERROR_REASON_STORE_DISABLED,
                    "expected a level that can be reached, found STORED in an engine without a store");
        }
    }
}
