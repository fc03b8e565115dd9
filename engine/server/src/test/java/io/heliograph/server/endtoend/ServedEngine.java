package io.heliograph.server.endtoend;

import io.heliograph.client.HeliographClient;
import io.heliograph.server.cli.Main;
import io.heliograph.testkit.ChildJvm;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.EventCount;
import io.heliograph.v1.EventKind;
import io.heliograph.v1.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** {@code heliograph serve} in a process of its own, on a port of its own; closing stops it cleanly. */
final class ServedEngine implements AutoCloseable {
    /** How long an engine may take to recover, or its store to catch up; a guard against hanging, not a promise. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String READY = "serving on 127.0.0.1:";
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ChildJvm child;
    private final int port;
    private final HeliographClient client;

    private ServedEngine(ChildJvm child, int port) {
        this.child = child;
        this.port = port;
        this.client = HeliographClient.builder().target("127.0.0.1:" + port).build();
    }

    /** Starts it on a data directory and answers when it serves. */
    static ServedEngine start(Path data, String... more) throws IOException {
        ChildJvm child = launch(data, more);
        try {
            String line = child.awaitLine(text -> text.startsWith(READY), "\"" + READY + "\"", PATIENCE);
            return new ServedEngine(child, Integer.parseInt(line.substring(READY.length())));
        } catch (AssertionError e) {
            child.close();
            throw e;
        }
    }

    /** Starts the process without waiting for anything. */
    static ChildJvm launch(Path data, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--data", data.toString()));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--port")) {
            arguments.addAll(List.of("--port", "0"));
        }
        return run(arguments.toArray(String[]::new));
    }

    /** Starts the program with a command line, in a process of its own. */
    static ChildJvm run(String... arguments) throws IOException {
        Path here = Files.createDirectories(Path.of("target", "end-to-end")).toAbsolutePath();
        return ChildJvm.start(here, List.of(), Main.class.getName(), arguments);
    }

    int port() {
        return port;
    }

    /** What {@code --target} wants. */
    String target() {
        return "127.0.0.1:" + port;
    }

    HeliographClient client() {
        return client;
    }

    EngineStatus status() {
        return client.engineStatus();
    }

    /** Waits until the database is up. */
    EngineStatus awaitStore() {
        return await(status -> status.getStore().getState() == StoreState.STORE_STATE_UP, "a store that is up");
    }

    /** Waits until the database holds every output. */
    EngineStatus awaitStored() {
        return await(
                status -> status.getStore().getState() == StoreState.STORE_STATE_UP
                        && status.getStore().getStoredOutputSequence() >= status.getOutputSequence(),
                "a store that holds every output");
    }

    /** Waits until everything is forced, so that an idle engine has nothing more to write. */
    EngineStatus awaitDurable() {
        return await(
                status -> status.getDurableSequence() == status.getEventSequence(), "a log that is forced to its end");
    }

    private EngineStatus await(Predicate<EngineStatus> wanted, String described) {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            EngineStatus status = status();
            if (wanted.test(status)) {
                return status;
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("expected " + described + " within " + PATIENCE + ", found " + status
                        + "\noutput:\n  " + String.join("\n  ", child.output()));
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    static long count(EngineStatus status, EventKind kind) {
        return status.getEventsList().stream()
                .filter(count -> count.getKind() == kind)
                .mapToLong(EventCount::getCount)
                .sum();
    }

    /** Ends it as {@code kill -9} does; a database it started lives on. */
    void kill() {
        child.kill();
        client.close();
    }

    /** Asks it to end and answers its exit code. */
    int stop() {
        client.close();
        child.terminate();
        return child.awaitExit();
    }

    @Override
    public void close() {
        if (child.isAlive()) {
            stop();
        }
    }
}
