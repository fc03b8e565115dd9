package io.heliograph.server.faults;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.heliograph.client.HeliographClient;
import io.heliograph.server.faults.Failpoint.Point;
import io.heliograph.testkit.ChildJvm;
import io.heliograph.v1.AdminServiceGrpc;
import io.heliograph.v1.CreateSnapshotRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One life of a {@link KilledEngine}'s process, from outside. Owned by one thread; {@link #kill} may come on another. */
final class KilledChild implements AutoCloseable {
    /** A small heap and the quick compiler: lives are short. */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-Xshare:auto");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PORT = "port=";

    private final ChildJvm child;
    private final int port;
    private final long startNs;
    private final HeliographClient client;

    private KilledChild(ChildJvm child, int port, long startNs) {
        this.child = child;
        this.port = port;
        this.startNs = startNs;
        this.client = HeliographClient.builder()
                .target("127.0.0.1:" + port)
                .deadline(Duration.ofSeconds(60))
                .build();
    }

    /**
     * Starts an engine and waits until it serves.
     *
     * @param armed passed in the start already; null for none
     * @param store arguments that name its database; none where it has no store
     * @return empty where a failpoint ended it before it served
     */
    static Optional<KilledChild> start(Path data, Point armed, int times, List<String> store) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(data.toString()));
        if (armed != null) {
            arguments.addAll(List.of("--arm", armed.name(), Integer.toString(times)));
        }
        arguments.addAll(store);
        long before = System.nanoTime();
        ChildJvm child = ChildJvm.start(
                Path.of("").toAbsolutePath(), OPTIONS, KilledEngine.class.getName(), arguments.toArray(String[]::new));
        try {
            String line = child.awaitLine(text -> text.startsWith(PORT), PORT, PATIENCE);
            int port = Integer.parseInt(line.substring(PORT.length()));
            return Optional.of(new KilledChild(child, port, System.nanoTime() - before));
        } catch (AssertionError e) {
            if (armed != null
                    && e.getMessage().startsWith("the child ended")
                    && child.awaitExit() == Failpoint.KILLED) {
                return Optional.empty();
            }
            child.close();
            throw e;
        }
    }

    /** From the start of the process until it served. */
    long startMillis() {
        return TimeUnit.NANOSECONDS.toMillis(startNs);
    }

    HeliographClient client() {
        return client;
    }

    void arm(Point point, int times) {
        child.send("arm " + point + " " + times);
    }

    /** Asks for a snapshot and waits until it stands. */
    void askForSnapshot() {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        try {
            AdminServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .createSnapshot(CreateSnapshotRequest.getDefaultInstance());
        } finally {
            channel.shutdownNow();
        }
    }

    /** Asks for snapshots on a thread of its own, again and again until the engine is gone. */
    Thread keepAskingForSnapshots() {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (child.isAlive()) {
                            askForSnapshot();
                        }
                    } catch (StatusRuntimeException e) {
                        // The engine was killed under the call, which is what this is for.
                    }
                },
                "asks-for-snapshots");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** As {@code kill -9}. */
    void kill() {
        child.kill();
    }

    boolean isAlive() {
        return child.isAlive();
    }

    /** Waits for its end, whoever brought it. */
    int awaitEnd() {
        return child.awaitExit();
    }

    /** Stops it cleanly; answers the exit code. */
    int stop() {
        child.send("stop");
        return child.awaitExit();
    }

    String output() {
        return String.join("\n  ", child.output());
    }

    @Override
    public void close() {
        client.close();
        child.close();
    }
}
