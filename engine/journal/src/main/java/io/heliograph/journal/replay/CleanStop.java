package io.heliograph.journal.replay;

import io.heliograph.codec.event.EngineStoppedDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;

/** Whether a journal ends as an engine leaves it that was stopped, and not killed. */
public final class CleanStop {
    private CleanStop() {}

    /** Whether the last event is a forced ENGINE_STOP, with nothing unreadable behind it. */
    public static boolean ends(JournalView journal) {
        Log events = journal.events();
        long head = events.head();
        if (head < events.first()
                || events.durable() < head
                || !journal.tailFindings().isEmpty()) {
            return false;
        }
        boolean[] isStop = {false};
        try (LogReader reader = events.openReader(head - 1, () -> head)) {
            while (reader.position() < head) {
                int polled = reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) ->
                                isStop[0] = length >= MessageHeaderDecoder.ENCODED_LENGTH
                                        && new MessageHeaderDecoder()
                                                        .wrap(buffer, offset)
                                                        .templateId()
                                                == EngineStoppedDecoder.TEMPLATE_ID,
                        1);
                if (polled == 0) {
                    Thread.onSpinWait();
                }
            }
        }
        return isStop[0];
    }
}
