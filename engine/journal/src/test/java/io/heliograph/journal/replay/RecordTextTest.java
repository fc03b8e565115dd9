package io.heliograph.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.BarClosedEncoder;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderEncoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RecordTextTest {
    @Test
    void shouldFindTheCauseFirstInEveryKindOfOutput() {
        assertThat(BarClosedDecoder.causeEncodingOffset()).isZero();
        assertThat(SignalEmittedDecoder.causeEncodingOffset()).isZero();
        assertThat(SignalEndedDecoder.causeEncodingOffset()).isZero();
        assertThat(OutcomeRecordedDecoder.causeEncodingOffset()).isZero();
        assertThat(FaultRecordedDecoder.causeEncodingOffset()).isZero();
    }

    @Test
    void shouldNameFieldsAndReadTheCause() {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        BarClosedEncoder bar = new BarClosedEncoder()
                .wrapAndApplyHeader(buffer, 3, new MessageHeaderEncoder())
                .cause(17);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + bar.encodedLength();

        assertThat(RecordText.ofOutput(buffer, 3, length)).contains("BarClosed").contains("cause=17");
        assertThat(RecordText.causeOf(buffer, 3)).isEqualTo(17);
    }

    @Test
    void shouldShowTheBytesOfWhatItDoesNotKnow() {
        byte[] unknown = new byte[300];
        unknown[2] = 99;

        assertThat(RecordText.ofOutput(new UnsafeBuffer(unknown), 0, 300))
                .startsWith("000063")
                .endsWith("...");
        assertThat(RecordText.ofOutput(new UnsafeBuffer(unknown), 0, 3)).isEqualTo("000063");
    }
}
