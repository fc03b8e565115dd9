package io.heliograph.server.publish;

import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.v1.Signal;

/** Reads single signals from the output log. Any thread; blocks while it reads. */
final class SignalReader {
    private final Log outputs;

    SignalReader(Log outputs) {
        this.outputs = outputs;
    }

    /** The signal with a sequence up to the head, as it was made; null where another output stands there, or none is kept. */
    Signal read(long sequence) {
        if (sequence < outputs.first()) {
            return null;
        }
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        Signal[] found = new Signal[1];
        try (LogReader reader = outputs.openReader(sequence - 1, () -> sequence)) {
            while (reader.poll(
                            (number, epoch, buffer, offset, length, endOfCause) -> {
                                header.wrap(buffer, offset);
                                if (header.templateId() == SignalEmittedDecoder.TEMPLATE_ID) {
                                    found[0] = new SignalMapper()
                                            .map(
                                                    number,
                                                    epoch,
                                                    buffer,
                                                    offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                                    header.blockLength(),
                                                    header.version());
                                }
                            },
                            1)
                    == 0) {
                Thread.onSpinWait();
            }
        } catch (JournalException | IllegalArgumentException e) {
            if (sequence >= outputs.first()) {
                throw e;
            }
            // Retention deleted it while it was read.
        }
        return found[0];
    }
}
