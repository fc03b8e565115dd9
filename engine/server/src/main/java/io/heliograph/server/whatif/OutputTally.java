package io.heliograph.server.whatif;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.digest.ContentDigest;
import org.agrona.DirectBuffer;

/** Counts outputs by kind and keeps their content digest. Owned by one thread. */
final class OutputTally implements OutputHandler {
    private static final int KINDS = FaultRecordedDecoder.TEMPLATE_ID + 1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ContentDigest digest = new ContentDigest();
    private final long[] counts = new long[KINDS];

    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        digest.onOutput(sequence, buffer, offset, length);
        counts[header.wrap(buffer, offset).templateId()]++;
    }

    long outputs() {
        return digest.outputs();
    }

    String contentDigest() {
        return digest.hex();
    }

    OutputCounts counts() {
        return new OutputCounts(
                counts[BarClosedDecoder.TEMPLATE_ID],
                counts[SignalEmittedDecoder.TEMPLATE_ID],
                counts[SignalEndedDecoder.TEMPLATE_ID],
                counts[OutcomeRecordedDecoder.TEMPLATE_ID],
                counts[FaultRecordedDecoder.TEMPLATE_ID]);
    }
}
