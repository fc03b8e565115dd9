package io.heliograph.server.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.MarketEvents;
import io.heliograph.core.Timeframe;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.text.TimeText;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.MarketEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The journal of an engine that is stopped and killed on its way through a random market of trades, quotes and published
 * bars, while strategies come and go, each with one document only.
 */
final class RandomJournal {
    private static final int PARTS = 4;
    private static final int EVENTS = 1_500;
    private static final int PAGE = 1 << 16;

    private final Path folder;
    private final SplittableRandom random;
    private final Map<String, String> documents = new LinkedHashMap<>();
    private final Map<String, Double> prices = new LinkedHashMap<>();

    private Path data;
    private long timeNs = TimeText.parse("2024-01-02T14:30:00Z");
    private int copies;

    private RandomJournal(Path folder, long seed) {
        this.folder = folder;
        this.random = new SplittableRandom(seed);
        this.data = folder.resolve("data-0");
        HouseStrategies.names().forEach(name -> documents.put(name, HouseStrategies.text(name)));
        documents.put("crossing", crossing("crossing", "1m"));
        documents.put("slow", crossing("slow", "3m"));
        documents.put("counted", crossing("counted", "20t"));
    }

    /** What the run left: its directory, and every document that was ever applied. */
    record Made(Path data, List<String> documents) {}

    static Made make(Path folder, long seed) throws IOException {
        return new RandomJournal(folder, seed).run();
    }

    private Made run() throws IOException {
        Map<String, String> applied = new LinkedHashMap<>();
        // Those of the configuration are in force at every start.
        HouseStrategies.names().forEach(name -> applied.put(name, documents.get(name)));
        for (int part = 0; part < PARTS; part++) {
            try (RunningEngine engine = RunningEngine.start(data);
                    HeliographClient client = HeliographClient.builder()
                            .target("127.0.0.1:" + engine.engine().grpcPort())
                            .build()) {
                applyOrRemove(client, applied);
                publish(client);
                if (random.nextBoolean()) {
                    data = killed(data);
                }
            }
        }
        return new Made(data, List.copyOf(applied.values()));
    }

    /** What a directory would be had its engine been killed now. */
    private Path killed(Path running) throws IOException {
        copies++;
        Path copy = folder.resolve("data-" + copies);
        try (Stream<Path> all = Files.walk(running)) {
            for (Path file : all.toList()) {
                Path target = copy.resolve(running.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    copyWithoutHoles(file, target);
                }
            }
        }
        return copy;
    }

    /** Segments are long and mostly empty; what is zero need not be written. */
    private static void copyWithoutHoles(Path from, Path to) throws IOException {
        byte[] zeros = new byte[PAGE];
        try (RandomAccessFile source = new RandomAccessFile(from.toFile(), "r");
                RandomAccessFile copy = new RandomAccessFile(to.toFile(), "rw")) {
            copy.setLength(source.length());
            byte[] page = new byte[PAGE];
            for (int read = source.read(page); read > 0; read = source.read(page)) {
                if (!Arrays.equals(page, 0, read, zeros, 0, read)) {
                    copy.seek(source.getFilePointer() - read);
                    copy.write(page, 0, read);
                }
            }
        }
    }

    private void applyOrRemove(HeliographClient client, Map<String, String> applied) {
        List<String> inForce = new ArrayList<>();
        client.strategies().all().forEach(strategy -> inForce.add(strategy.getStrategyId()));
        for (Map.Entry<String, String> each : documents.entrySet()) {
            if (inForce.contains(each.getKey()) && random.nextInt(4) == 0) {
                client.strategies().remove(each.getKey());
            } else if (!inForce.contains(each.getKey()) && random.nextInt(2) == 0) {
                client.strategies().apply(each.getValue(), Map.of());
                applied.put(each.getKey(), each.getValue());
            }
        }
    }

    private void publish(HeliographClient client) {
        List<MarketEvent> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            timeNs += random.nextLong(4_000_000_000L);
            events.add(event());
        }
        timeNs = (timeNs / Timeframe.MINUTE + 1) * Timeframe.MINUTE;
        for (String symbol : List.of("TRD", "QUO", "BAR")) {
            events.add(MarketEvents.watermark(symbol, timeNs));
        }
        var answer = client.publishBatch(
                BatchPublishMarketDataRequest.newBuilder().addAllEvents(events).build());
        assertThat(answer.getAck().getJournaledSequence()).isPositive();
    }

    private MarketEvent event() {
        return switch (random.nextInt(8)) {
            case 0 -> {
                double mid = price("QUO");
                yield MarketEvents.quote("QUO", timeNs, mid - 0.01, 100, mid + 0.01, 100);
            }
            case 1 -> {
                double open = price("BAR");
                double close = price("BAR");
                yield MarketEvents.bar(
                        "BAR",
                        "1m",
                        timeNs / Timeframe.MINUTE * Timeframe.MINUTE,
                        open,
                        Math.max(open, close) + 0.01,
                        Math.min(open, close) - 0.01,
                        close,
                        random.nextInt(1_000));
            }
            // Now and then one that is late and will be refused.
            case 2 -> MarketEvents.trade("TRD", timeNs - random.nextLong(300_000_000_000L), price("TRD"), 1);
            default -> MarketEvents.trade("TRD", timeNs, price("TRD"), 1 + random.nextInt(100));
        };
    }

    private double price(String symbol) {
        return prices.merge(
                symbol,
                100.0,
                (price, start) -> Math.max(1, Math.round(100 * (price + random.nextDouble(-0.3, 0.3))) / 100.0));
    }

    private static String crossing(String id, String timeframe) {
        return """
                id = %s
                timeframe = %s
                symbols = ["*"]
                buy = "cross_above(close, sma(4))"
                sell = "cross_below(close, sma(4))"
                confidence = "0.5"
                expires = 10 bars
                """.formatted(id, timeframe);
    }
}
