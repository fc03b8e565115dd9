package io.heliograph.client.example;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.Publisher;
import io.heliograph.client.Subscription;
import io.heliograph.client.SubscriptionRequest;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.Signal;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Publishes a trade a minute and prints the signals that come of it, until the first one. */
public final class PublishAndFollow {
    private PublishAndFollow() {}

    /** Runs against the engine on this machine. */
    public static void main(String[] args) throws InterruptedException {
        run("127.0.0.1:50051", System.out);
    }

    // tag::readme[]
    static void run(String target, PrintStream out) throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        try (HeliographClient client = HeliographClient.builder().target(target).build();
                Publisher publisher = client.publisher("example").open()) {
            Subscription signals = client.subscribe(SubscriptionRequest.fromLatest(), batch -> {
                for (Signal signal : batch.getSignalsList()) {
                    out.println(signal.getSymbol() + " " + signal.getSide() + " " + signal.getReferencePrice());
                }
                seen.countDown();
            });
            Instant open = Instant.parse("2024-01-02T14:30:00Z");
            for (int minute = 0; minute < 100; minute++) {
                Instant time = open.plus(Duration.ofMinutes(minute));
                publisher.trade("SPY", time, 470 + Math.sin(minute / 5.0), 100);
            }
            publisher.watermark(open.plus(Duration.ofMinutes(100))); // Closes the last bar.
            publisher.awaitAcknowledged(DurabilityLevel.DURABILITY_LEVEL_JOURNALED, Duration.ofSeconds(10));
            seen.await(10, TimeUnit.SECONDS);
            signals.close();
            signals.awaitEnd(Duration.ofSeconds(10));
            out.println("resume with " + signals.resumeToken());
        }
    }
    // end::readme[]
}
