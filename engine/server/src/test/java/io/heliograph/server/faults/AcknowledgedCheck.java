package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.heliograph.client.Acknowledgement;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogReader;
import io.heliograph.v1.Trade;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Checks that a journal holds what its publisher was told it holds: every acknowledged trade, each once, in order, as published.
 *
 * <p>Acknowledgements may come on any thread; checked on one.
 */
public final class AcknowledgedCheck {
    private final List<Trade> published;

    private volatile long through;
    private volatile long sequence;
    private volatile long durable;

    /** For a dense source that is the journal's only one; its sequence 1 comes first. */
    public AcknowledgedCheck(List<Trade> published) {
        this.published = published;
    }

    /** Takes down what the engine promised. */
    public void acknowledged(Acknowledgement acknowledgement) {
        through = Math.max(through, acknowledgement.journaledThrough());
        sequence = Math.max(sequence, acknowledgement.journaledSequence());
        durable = Math.max(durable, acknowledgement.durableSequence());
    }

    /** The last source sequence that was acknowledged. */
    public long acknowledgedThrough() {
        return through;
    }

    /** The last event that was acknowledged to be forced. */
    public long durableSequence() {
        return durable;
    }

    /**
     * Reads the events of a journal, beside its engine or without one, that outlived the process alone.
     *
     * @return how many of the source's trades are there
     */
    public long check(Path data, JournalOptions options) {
        return check(data, options, through, sequence);
    }

    /** The same where not all that was acknowledged is owed, as after a power cut. */
    public long check(Path data, JournalOptions options, long owedTrades, long owedEvents) {
        Found found = new Found();
        try (JournalView journal = JournalView.open(data, options)) {
            long head = journal.events().head();
            assertThat(head).as("events acknowledged and lost").isGreaterThanOrEqualTo(owedEvents);
            try (LogReader reader = journal.events().openReader(0, () -> head)) {
                while (reader.position() < head) {
                    reader.poll(
                            (number, epoch, buffer, offset, length, endOfCause) ->
                                    found.onEvent(number, buffer, offset),
                            256);
                }
            }
        }
        assertThat(found.count)
                .as("trades acknowledged and lost: acknowledged=%d", owedTrades)
                .isGreaterThanOrEqualTo(owedTrades);
        return found.count;
    }

    /** Walks along the log beside what was published. */
    private final class Found {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final TradeEventDecoder trade = new TradeEventDecoder();

        private long count;

        void onEvent(long number, DirectBuffer buffer, int offset) {
            if (header.wrap(buffer, offset).templateId() != TradeEventDecoder.TEMPLATE_ID) {
                return;
            }
            trade.wrapAndApplyHeader(buffer, offset, header);
            count++;
            assertThat(trade.sourceSequence())
                    .as("the next of the source, once: event=%d", number)
                    .isEqualTo(count);
            Trade wanted = published.get((int) count - 1);
            assertThat(trade.time()).as("time of event=%d", number).isEqualTo(Timestamps.toNanos(wanted.getTime()));
            assertThat(trade.price()).as("price of event=%d", number).isEqualTo(wanted.getPrice());
            assertThat(trade.size()).as("size of event=%d", number).isEqualTo(wanted.getSize());
        }
    }
}
