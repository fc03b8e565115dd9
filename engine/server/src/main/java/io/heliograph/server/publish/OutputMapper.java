package io.heliograph.server.publish;

import io.heliograph.codec.output.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Makes outputs on their way out of records; one thread. */
final class OutputMapper {
    private final SignalMapper signals = new SignalMapper();
    private final BarMapper bars = new BarMapper();
    private final EventTimes times;

    OutputMapper(EventTimes times) {
        this.times = times;
    }

    /**
     * Maps a record.
     *
     * @param kind of the record
     * @param header wrapped around the record's
     * @param offset where the record begins
     */
    PublishedOutput map(
            OutputKind kind, long sequence, long epoch, MessageHeaderDecoder header, DirectBuffer buffer, int offset) {
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        return switch (kind) {
            case SIGNAL ->
                new PublishedSignal(signals.map(sequence, epoch, buffer, body, header.blockLength(), header.version()));
            case BAR ->
                new PublishedBar(bars.map(sequence, buffer, body, header.blockLength(), header.version()), times);
        };
    }
}
