package io.heliograph.journal.replay;

import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.EventVoidedDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalVersionException;
import org.agrona.DirectBuffer;

/** Tells events that this build can replay from those of another release; allocates only to refuse. */
final class EventVersions {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CoreSettingsDecoder settings = new CoreSettingsDecoder();
    private final EngineStartedDecoder started = new EngineStartedDecoder();

    private String build = "unknown";

    /**
     * Lets an event pass or refuses it, by its header.
     *
     * @throws JournalVersionException if another release wrote it
     * @throws JournalCorruptException if it is no event at all
     */
    void check(long sequence, DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            throw new JournalCorruptException(
                    "an event is too short: sequence=" + sequence + " length=" + length + "; restore it from a copy");
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new JournalCorruptException("a record of the event log is none: sequence=" + sequence + " expected="
                    + MessageHeaderDecoder.SCHEMA_ID + " found=" + header.schemaId() + "; restore it from a copy");
        }
        if (header.version() > MessageHeaderDecoder.SCHEMA_VERSION
                || header.templateId() < 1
                || header.templateId() > EventVoidedDecoder.TEMPLATE_ID) {
            throw new JournalVersionException("an event was written by a newer release: sequence=" + sequence
                    + " schemaVersion=" + header.version() + " templateId=" + header.templateId() + " supported="
                    + MessageHeaderDecoder.SCHEMA_VERSION + writtenBy());
        }
    }

    /**
     * Looks into an event that passed and is going to be applied.
     *
     * @throws JournalVersionException if it raises the core level beyond this build's
     * @throws RuntimeException if it cannot be read, as when it is applied
     */
    void checkContent(long sequence, DirectBuffer buffer, int offset) {
        if (header.templateId() == EngineStartedDecoder.TEMPLATE_ID) {
            build = started.wrapAndApplyHeader(buffer, offset, header).build();
        }
        if (header.templateId() == CoreSettingsDecoder.TEMPLATE_ID) {
            int level = settings.wrapAndApplyHeader(buffer, offset, header).coreLevel();
            if (level < 1) {
                throw new JournalCorruptException("a core level is none: sequence=" + sequence + " coreLevel=" + level
                        + "; restore the journal from a copy");
            }
            if (level > SignalCore.CORE_LEVEL) {
                throw new JournalVersionException("the journal was written at a newer core level: sequence=" + sequence
                        + " coreLevel=" + level + " supported=1-" + SignalCore.CORE_LEVEL + writtenBy());
            }
        }
    }

    private String writtenBy() {
        return " writtenBy=" + build + "; use that release or a newer one";
    }
}
