package io.heliograph.server.sequencer;

import static io.heliograph.server.sequencer.Market.trade;
import static io.heliograph.v1.Numbering.NUMBERING_DENSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.server.ingress.FakeCaller;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.BatchPublishMarketDataResponse;
import io.heliograph.v1.ErrorReason;
import org.junit.jupiter.api.Test;

final class StorageLowTest {
    private static final BatchPublishMarketDataRequest BATCH = Harness.batch(trade(0, "SPY", -60, 165.1))
            .setRequestId("0b5fd1b4-9d0f-4c1c-a4c5-2b4f1ad5d3aa")
            .build();

    private final Harness harness = new Harness();

    @Test
    void shouldEndAStreamThatPublishesAndTellWhatWasJournaledBefore() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        stream.send(trade(1, "SPY", -60, 165.1));
        harness.free(Harness.FREE_FLOOR - 1);
        stream.send(trade(2, "SPY", -59, 165.2));
        harness.turn();

        assertThat(stream.endReason()).isEqualTo("STORAGE_LOW");
        assertThat(stream.caller().error()).hasMessageContaining("free=" + (Harness.FREE_FLOOR - 1));
        assertThat(stream.ack().getJournaledThrough()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhereTooLittleIsSetAsideAndTakeAgainOnceThereIsMore() {
        harness.reserved(99, 100);
        Rejection call = catchThrowableOfType(Rejection.class, () -> harness.call(BATCH));
        harness.reserved(100, 100);
        FakeCaller<BatchPublishMarketDataResponse> again = harness.call(BATCH);
        harness.turn();

        assertThat(call.reason()).isEqualTo(ErrorReason.ERROR_REASON_STORAGE_LOW);
        assertThat(call.metadata()).containsEntry("reserved", "99").containsEntry("reserved_floor", "100");
        assertThat(call.retryAfter()).isPresent();
        assertThat(again.last().getAck().getAnswered()).isEqualTo(1);
    }

    @Test
    void shouldRefuseNewStreamsAndCallsAndTakeThemAgainOnceThereIsRoom() {
        harness.free(Harness.FREE_FLOOR - 1);
        Rejection stream = catchThrowableOfType(Rejection.class, () -> harness.open("feed", 0, NUMBERING_DENSE));
        Rejection call = catchThrowableOfType(Rejection.class, () -> harness.call(BATCH));
        int taken = harness.publishers().count();
        harness.free(Harness.FREE_FLOOR);
        FakeCaller<BatchPublishMarketDataResponse> again = harness.call(BATCH);
        harness.turn();

        assertThat(stream.reason()).isEqualTo(ErrorReason.ERROR_REASON_STORAGE_LOW);
        assertThat(call.reason()).isEqualTo(ErrorReason.ERROR_REASON_STORAGE_LOW);
        assertThat(call.retryAfter()).isPresent();
        assertThat(taken).isZero();
        assertThat(again.last().getAck().getAnswered()).isEqualTo(1);
    }
}
