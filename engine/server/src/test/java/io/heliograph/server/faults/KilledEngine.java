package io.heliograph.server.faults;

import io.heliograph.journal.JournalOptions;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.engine.Engine;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.engine.Surroundings;
import io.heliograph.server.faults.Failpoint.Point;
import io.heliograph.server.store.DatabaseAddress;
import io.heliograph.server.store.FaultProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The process to be killed: a full engine with failpoints around its logs, its forces and its way to the database.
 *
 * <p>Arguments: data directory; then {@code --arm POINT TIMES} to pass it in the start already, and {@code --store URL USER
 * PASSWORD_FILE}. It says {@code port=N} when it serves, and takes {@code arm POINT TIMES} and {@code stop} by line.
 */
final class KilledEngine {
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final int BLOCK_BYTES = 4 << 20;

    private final Failpoint failpoint = new Failpoint();

    private KilledEngine() {}

    /** How its journal lies on the disk: in small segments, so that they roll often. */
    static JournalOptions options() {
        return JournalOptions.defaults()
                .withSegments(BLOCK_BYTES, SEGMENT_BYTES, JournalOptions.DEFAULT_SEGMENT_AGE_NS);
    }

    public static void main(String[] args) throws IOException {
        new KilledEngine().run(args);
    }

    private void run(String[] args) throws IOException {
        Object store = "none";
        for (int i = 1; i < args.length; i += args[i].equals("--arm") ? 3 : 4) {
            if (args[i].equals("--arm")) {
                arm(args[i + 1], args[i + 2]);
            } else {
                store = store(args[i + 1], args[i + 2], args[i + 3]);
            }
        }
        ServerConfig config = RunningEngine.config(Path.of(args[0]), Map.of("store", store));
        Surroundings surroundings = Surroundings.live(config.agents(), KilledEngine::fail, "test")
                .withJournal(options()
                        .withForcer(new FailingForcer(failpoint))
                        .withAround(log -> new FailingLog(log, failpoint)));
        try (Engine engine = Engine.start(config, surroundings)) {
            System.out.println("port=" + engine.grpcPort());
            obey();
        }
        System.out.println("stopped");
        System.exit(0);
    }

    private void obey() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
            String[] words = line.split(" ");
            arm(words[1], words[2]);
        }
    }

    private void arm(String point, String times) {
        failpoint.arm(Point.valueOf(point), Integer.parseInt(times));
    }

    /** The engine's way to its database leads through a proxy of this process, which sees what the database answers. */
    private Map<String, String> store(String url, String user, String passwordFile) throws IOException {
        String password = Files.readString(Path.of(passwordFile)).strip();
        FaultProxy proxy = new FaultProxy(new DatabaseAddress(url, user, password));
        proxy.watchAnswers(answer -> {
            if (answer.contains("UPDATE 1\0")) {
                failpoint.pass(Point.CURSOR_MOVED);
            }
            if (answer.contains("COPY ")) {
                failpoint.pass(Point.ROWS_SENT);
            }
            if (answer.contains("COMMIT\0")) {
                failpoint.pass(Point.COMMITTED);
            }
        });
        return Map.of("url", proxy.address().url(), "user", user, "password_file", passwordFile);
    }

    private static void fail(Enum<?> code, Throwable failure) {
        System.out.println("failed: code=" + code + " cause=" + failure);
        failure.printStackTrace(System.out);
        Runtime.getRuntime().halt(1);
    }
}
