package io.heliograph.server.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.v1.Ack;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.RefusedEvent;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RecentRequestsTest {
    private static final int MOST = 4;
    private static final int MOST_REFUSALS = 10;

    private final RecentRequests recent = new RecentRequests(MOST, MOST_REFUSALS);

    @Test
    void shouldForgetTheOldestCallBeyondTheLimit() {
        for (int i = 0; i <= MOST; i++) {
            recent.find(request(i));
        }

        assertThat(recent.size()).isEqualTo(MOST);
        assertThat(recent.find(request(MOST)).isNew()).isFalse();
        assertThat(recent.find(request(0)).isNew()).isTrue();
    }

    @Test
    void shouldForgetTheOldestCallsWhoseRefusalsTakeTooMuchRoom() {
        for (int i = 0; i < 3; i++) {
            recent.succeed(recent.find(request(i)).request(), refusing(4));
        }

        assertThat(recent.size()).isEqualTo(2);
        assertThat(recent.find(request(0)).isNew()).isTrue();
        assertThat(recent.find(request(2)).request().ack()).isEqualTo(refusing(4));
    }

    @Test
    void shouldForgetACallWhoseRefusalsAloneTakeTooMuchRoom() {
        recent.succeed(recent.find(request(0)).request(), refusing(MOST_REFUSALS + 1));
        recent.succeed(recent.find(request(1)).request(), refusing(MOST_REFUSALS));

        assertThat(recent.size()).isEqualTo(1);
        assertThat(recent.find(request(1)).isNew()).isFalse();
    }

    private static BatchPublishMarketDataRequest request(int number) {
        return BatchPublishMarketDataRequest.newBuilder()
                .setRequestId(new UUID(0, number).toString())
                .build();
    }

    private static Ack refusing(int events) {
        Ack.Builder ack = Ack.newBuilder();
        for (int i = 0; i < events; i++) {
            ack.addRefused(RefusedEvent.getDefaultInstance());
        }
        return ack.build();
    }
}
