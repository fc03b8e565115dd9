package io.heliograph.server.faults;

import io.heliograph.core.EventEncoder;
import io.heliograph.core.SignalCore;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.MemoryLog;
import io.heliograph.journal.frame.FrameLayout;
import io.heliograph.journal.frame.FrameReader;
import io.heliograph.journal.frame.FrameWriter;
import io.heliograph.journal.replay.Replay;
import io.heliograph.server.config.ConfigException;
import io.heliograph.server.config.ConfigLoader;
import io.heliograph.server.publish.ResumeTokens;
import io.heliograph.server.query.Filter;
import io.heliograph.server.query.PagePosition;
import io.heliograph.server.query.PageTokens;
import io.heliograph.server.query.TokenSealer;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.testkit.FaultSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes or text come in from outside, they are taken or refused; nothing else is thrown. */
class FuzzTest {
    private static final int SMALL = 2_000;
    private static final int FULL = 10_000_000;
    private static final String ALPHABET = "abSPY019 \t\n\"'{}[]()=:,.+-*/%<>!&|?@#$_\\\u00e9\u2028\0;~^";

    @TempDir
    Path folder;

    /** One way in: gives itself a valid input, and takes any. */
    private interface Target {
        byte[] valid(Random random) throws IOException;

        /** Returns, or throws what it refuses with. */
        void take(byte[] input) throws IOException;
    }

    /**
     * A way in, and how many inputs it is given in the full size: tens of millions where one takes microseconds, fewer where
     * each is a file that is read or a program that is compiled.
     */
    private record Way(String name, Target target, int full) {}

    @Test
    void shouldThrowNothingButRefusals() throws IOException {
        FaultSuite suite = FaultSuite.of("fuzz", 8, 800);
        try (FuzzedSnapshot snapshot = FuzzedSnapshot.in(folder.resolve("journal"))) {
            List<Way> ways = List.of(
                    new Way("frames", frames(), FULL),
                    new Way("events", events(), FULL),
                    new Way("filters", filters(), FULL),
                    new Way("page_tokens", pageTokens(), FULL),
                    new Way("resume_tokens", resumeTokens(), FULL),
                    new Way("configs", configs(), FULL / 100),
                    new Way("strategies", strategies(), FULL / 50),
                    new Way("snapshots", snapshots(snapshot), FULL / 50));

            suite.run(i -> {
                Way way = ways.get(i % ways.size());
                fuzz(i, way, suite.isFull() ? way.full() / (suite.cases() / ways.size()) : SMALL);
            });

            suite.passed(ways.stream()
                    .map(way -> way.name() + "=" + (suite.isFull() ? way.full() : SMALL))
                    .collect(Collectors.joining(" ")));
        }
    }

    private static void fuzz(int seed, Way way, int inputs) {
        Random random = new Random(seed);
        for (int n = 0; n < inputs; n++) {
            byte[] input = new byte[0];
            try {
                input = mutate(way.target().valid(random), random);
                way.target().take(input);
            } catch (Rejection | JournalException | ConfigException e) {
                if (e.getMessage() == null || e.getMessage().isBlank()) {
                    throw new AssertionError("refused without a word: way=" + way.name() + " n=" + n, e);
                }
            } catch (IOException | RuntimeException | Error e) {
                throw new AssertionError(
                        "way=" + way.name() + " n=" + n + " input=" + new String(input, StandardCharsets.ISO_8859_1),
                        e);
            }
        }
    }

    /** A few bytes changed, put in, left out or said twice; now and then nothing but garbage. */
    private static byte[] mutate(byte[] valid, Random random) {
        StringBuilder text = new StringBuilder(new String(valid, StandardCharsets.ISO_8859_1));
        int changes = random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
                case 3 -> text.replace(at, Math.min(text.length(), at + 1), "" + (char) random.nextInt(256));
                default -> text.setLength(at);
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Target frames() {
        FrameReader reader = new FrameReader(FrameLayout.DATA, 1);
        FrameWriter writer = new FrameWriter(1);
        return new Target() {
            @Override
            public byte[] valid(Random random) {
                writer.begin();
                for (int i = 0; i <= random.nextInt(4); i++) {
                    writer.add(new UnsafeBuffer(new byte[1 + random.nextInt(30)]), 0, 1);
                }
                byte[] frame = new byte[writer.finish(FrameLayout.DATA, 1, 1, 0)];
                writer.bytes().duplicate().clear().get(frame);
                return frame;
            }

            @Override
            public void take(byte[] input) {
                reader.bytes().clear().put(input);
                if (reader.check(input.length) == null) {
                    while (reader.next()) {
                        if (reader.recordOffset() + reader.recordLength() > input.length) {
                            throw new AssertionError("a record reaches beyond its frame");
                        }
                    }
                }
            }
        };
    }

    /** Events as replay reads them; what no core can take is a journal that cannot be replayed. */
    private static Target events() {
        EventEncoder encoder = new EventEncoder();
        return new Target() {
            @Override
            public byte[] valid(Random random) {
                UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
                int length = random.nextBoolean()
                        ? encoder.instrumentAdded(buffer, 0, 1, 0, "SPY")
                        : encoder.trade(buffer, 0, 1, 1, 1, 100.5, 2, 0, 0);
                byte[] event = new byte[length];
                buffer.getBytes(0, event);
                return event;
            }

            @Override
            public void take(byte[] input) {
                if (input.length == 0) {
                    return;
                }
                MemoryLog log = new MemoryLog(LogKind.EVENTS, 1);
                log.appender().beginGroup();
                log.appender().add(new UnsafeBuffer(input), 0, input.length);
                log.appender().commit(LogAppender.LAST_OF_CAUSE);
                SignalCore core = new SignalCore((sequence, buffer, offset, length) -> {});
                try (Replay replay = new Replay(log, 0, 1, core::onEvent)) {
                    replay.poll(1);
                }
            }
        };
    }

    /** Text, from samples. */
    private static Target text(List<String> samples, Consumer<String> taker) {
        return new Target() {
            @Override
            public byte[] valid(Random random) {
                return samples.get(random.nextInt(samples.size())).getBytes(StandardCharsets.ISO_8859_1);
            }

            @Override
            public void take(byte[] input) {
                taker.accept(new String(input, StandardCharsets.ISO_8859_1));
            }
        };
    }

    private static Target filters() {
        return text(
                List.of(
                        "symbol = 'SPY' AND side = BUY AND confidence >= 0.5",
                        "NOT (side = SELL OR side = BUY)",
                        "bar_end_time > \"2024-01-02T15:30:00+01:00\" AND sequence <= 42"),
                Filter::parse);
    }

    private Target pageTokens() throws IOException {
        PageTokens tokens = new PageTokens(TokenSealer.at(folder.resolve("key")));
        return text(List.of(tokens.write(new PagePosition(1, 2, 3), "a")), token -> tokens.read(token, "a"));
    }

    private static Target resumeTokens() {
        return text(List.of(ResumeTokens.valid()), ResumeTokens::read);
    }

    private Target configs() {
        Path file = folder.resolve("fuzz.conf");
        return new Target() {
            @Override
            public byte[] valid(Random random) {
                return "data = d\nstore = none\ngrpc { port = 7447 }\ncore { timeframes = [1m, 1h] }\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
            }

            @Override
            public void take(byte[] input) throws IOException {
                Files.write(file, input);
                new ConfigLoader(Optional.of(file), Map.of(), Map.of()).load();
            }
        };
    }

    private static Target strategies() {
        return text(
                HouseStrategies.names().stream().map(HouseStrategies::text).toList(),
                text -> StrategyCompiler.compile(text, Map.of(), Optional.empty()));
    }

    /** Snapshots as a start reads them: each input as it is, and again as one who can make the digest right would leave it. */
    private static Target snapshots(FuzzedSnapshot snapshot) {
        return new Target() {
            @Override
            public byte[] valid(Random random) {
                return snapshot.original();
            }

            @Override
            public void take(byte[] input) throws IOException {
                snapshot.take(input);
                snapshot.take(FuzzedSnapshot.forged(input));
            }
        };
    }
}
