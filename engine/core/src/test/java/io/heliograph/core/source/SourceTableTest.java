package io.heliograph.core.source;

import static io.heliograph.core.CoreHarness.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.Numbering;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.EventEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SourceTableTest {
    private final CoreHarness harness = CoreHarness.started();
    private final SourceTable sources = harness.core().sources();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final EventEncoder encoder = new EventEncoder();

    @Test
    void shouldHaveTheNamelessSourceFromTheStart() {
        assertThat(sources.count()).isEqualTo(1);
        assertThat(sources.numberOf("")).isZero();
        assertThat(sources.numbering(0)).isEqualTo(Numbering.NONE);
        assertThat(sources.numberOf("other")).isEqualTo(SourceTable.MISSING);
    }

    @Test
    void shouldKeepTheLastNumberAndTheLastAcceptedEvent() {
        int source = harness.source("desk");
        int instrument = harness.instrument("A");

        harness.apply(buffer, encoder.trade(buffer, 0, MONDAY, 41, MONDAY, 10.5, 3, instrument, source));
        harness.refused(source, 42, Refusal.PRICE_INVALID);

        assertThat(sources.lastSequence(source)).isEqualTo(42);
        assertThat(sources.at(source).accepted()).isEqualTo(1);
        assertThat(sources.at(source).refused(Refusal.PRICE_INVALID)).isEqualTo(1);
        assertThat(harness.core().counters().refused(Refusal.PRICE_INVALID)).isEqualTo(1);
        TradeEventDecoder last = new TradeEventDecoder()
                .wrapAndApplyHeader(sources.at(source).lastEvent(), 0, new MessageHeaderDecoder());
        assertThat(last.sourceSequence()).isEqualTo(41);
        assertThat(last.price()).isEqualTo(10.5);
    }

    @Test
    void shouldBeginNumbersAgainInAnotherEpochAndNeverGoBack() {
        int source = harness.source("desk");
        harness.refused(source, 42, Refusal.PRICE_INVALID);

        harness.openSource(source, "desk", 3);

        assertThat(sources.epoch(source)).isEqualTo(3);
        assertThat(sources.lastSequence(source)).isZero();
        assertThatThrownBy(() -> harness.openSource(source, "desk", 2)).hasMessageContaining("epoch=2 inForce=3");
    }

    @Test
    void shouldStopWhenANumberIsNotTheSources() {
        harness.source("desk");

        assertThatThrownBy(() -> harness.openSource(2, "desk", 1)).hasMessageContaining("number=2 known=1");
    }
}
