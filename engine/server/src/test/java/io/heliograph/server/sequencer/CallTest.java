package io.heliograph.server.sequencer;

import static io.heliograph.server.sequencer.Harness.batch;
import static io.heliograph.server.sequencer.Market.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.server.ingress.FakeCaller;
import io.heliograph.server.rpc.Gate;
import io.heliograph.v1.BatchPublishMarketDataResponse;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.Numbering;
import org.junit.jupiter.api.Test;

final class CallTest {
    private static final String ID = "6f1c5a0e-7f0f-4f0a-8f1e-0d5a3c2b1a00";

    private final Harness harness = new Harness();

    @Test
    void shouldAnswerWhenTheBatchIsJournaled() {
        FakeCaller<BatchPublishMarketDataResponse> caller = harness.call(
                batch(trade(0, "SPY", -60, 165.1), trade(0, "SPY", -60, -1)).build());
        harness.turn();

        assertThat(caller.isCompleted()).isTrue();
        assertThat(caller.last().getAck().getAnswered()).isEqualTo(2);
        assertThat(caller.last().getAck().getRefused(0).getIndex()).isEqualTo(1);
        assertThat(caller.last().getJournalId()).isEqualTo("journal");
        assertThat(harness.publishers().count()).isZero();
    }

    @Test
    void shouldWaitForTheLevelAskedFor() {
        FakeCaller<BatchPublishMarketDataResponse> caller = harness.call(batch(trade(0, "SPY", -60, 165.1))
                .setWaitFor(DurabilityLevel.DURABILITY_LEVEL_STORED)
                .build());
        harness.turn();
        assertThat(caller.messages()).isEmpty();

        long head = harness.events().head();
        harness.positions().durable(head, 0);
        harness.positions().storedOutput(0);
        harness.turn();

        assertThat(harness.positions().storedEvent()).isEqualTo(head);
        assertThat(caller.last().getAck().getStoredSequence()).isEqualTo(head);
        assertThat(caller.last().getAck().getDurableSequence()).isEqualTo(head);
    }

    @Test
    void shouldNotLetACallWaitForALevelThatNobodyReachesAnyMore() {
        FakeCaller<BatchPublishMarketDataResponse> durable = harness.call(batch(trade(0, "SPY", -60, 165.1))
                .setWaitFor(DurabilityLevel.DURABILITY_LEVEL_DURABLE)
                .build());
        FakeCaller<BatchPublishMarketDataResponse> journaled =
                harness.call(batch(trade(0, "SPY", -60, 165.2)).build());
        // What stops the engine is told before the events are journaled.
        harness.acknowledgements().stop(Gate.failed());
        harness.acknowledgements().doWork();
        harness.turn();

        assertThat(Harness.reasonOf(durable.error())).isEqualTo("ENGINE_FAILED");
        assertThat(durable.messages()).isEmpty();
        assertThat(journaled.isCompleted()).isTrue();
        assertThat(harness.publishers().count()).isZero();
    }

    @Test
    void shouldPublishNothingTwiceForOneRequestId() {
        MarketEvent trade = trade(0, "SPY", -60, 165.1);
        FakeCaller<BatchPublishMarketDataResponse> first =
                harness.call(batch(trade).setRequestId(ID).build());
        FakeCaller<BatchPublishMarketDataResponse> during =
                harness.call(batch(trade).setRequestId(ID).build());
        harness.turn();
        FakeCaller<BatchPublishMarketDataResponse> after =
                harness.call(batch(trade).setRequestId(ID).build());
        harness.turn();

        assertThat(during.last()).isEqualTo(first.last());
        assertThat(after.last()).isEqualTo(first.last());
        assertThat(harness.core().counters().events(TradeEventDecoder.TEMPLATE_ID))
                .isEqualTo(1);
        assertThatThrownBy(() -> harness.call(
                        batch(trade(0, "SPY", -60, 1)).setRequestId(ID).build()))
                .hasMessageContaining("request_id=" + ID);
        assertThatThrownBy(() -> harness.call(batch(trade).setRequestId("7").build()))
                .hasMessageContaining("expected a UUID");
    }

    @Test
    void shouldFailACallThatLeavesOutANumberAndLetItBeTriedAgain() {
        FakeCaller<BatchPublishMarketDataResponse> gap = harness.call(batch(trade(2, "SPY", -60, 165.1))
                .setSourceId("feed")
                .setRequestId(ID)
                .build());
        harness.turn();
        FakeCaller<BatchPublishMarketDataResponse> whole = harness.call(batch(trade(1, "SPY", -60, 165.1))
                .setSourceId("feed")
                .setNumbering(Numbering.NUMBERING_DENSE)
                .setRequestId(ID)
                .build());
        harness.turn();

        assertThat(Harness.reasonOf(gap.error())).isEqualTo("SEQUENCE_GAP");
        assertThat(whole.last().getAck().getJournaledThrough()).isEqualTo(1);
        assertThat(harness.publishers().count()).isZero();
    }

    @Test
    void shouldTakeASourceOverFromAStreamAndGiveItBack() {
        Harness.Stream stream = harness.open("feed", 0, Numbering.NUMBERING_DENSE);
        stream.send(trade(1, "SPY", -60, 165.1));
        harness.turn();
        harness.call(batch(trade(2, "SPY", -60, 165.1)).setSourceId("feed").build());
        harness.turn();
        Harness.Stream again = harness.open("feed", 0, Numbering.NUMBERING_DENSE);
        harness.turn();

        assertThat(stream.endReason()).isEqualTo("SOURCE_TAKEN_OVER");
        assertThat(again.caller().last().getOpened().getJournaledThrough()).isEqualTo(2);
        assertThat(again.endReason()).isEmpty();
    }
}
