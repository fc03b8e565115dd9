package io.heliograph.server.explain;

import io.heliograph.client.HeliographClient;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.AdminServiceGrpc;
import io.heliograph.v1.CreateSnapshotRequest;
import io.heliograph.v1.ExplainSignalRequest;
import io.heliograph.v1.ExplainedSlot;
import io.heliograph.v1.Explanation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small journal with a snapshot in its middle, all its signals explained, some of them by the engine that wrote it. */
final class ExplainedJournal {
    private static final int SECONDS = 5_400;

    private static ExplainedJournal shared;

    private final Path data;
    private final JournalView journal;
    private final Map<Long, Explanation> asked = new HashMap<>();
    private final List<Explanation> explanations = new ArrayList<>();

    private long snapshot;
    private Shell.Answer page;
    private Shell.Answer unknown;

    private ExplainedJournal(Path data) {
        this.data = data;
        try (RunningEngine engine = RunningEngine.start(data)) {
            ExplainedMarket.publish(engine, SECONDS);
            snapshot = AdminServiceGrpc.newBlockingStub(engine.channel())
                    .createSnapshot(CreateSnapshotRequest.getDefaultInstance())
                    .getCoreSnapshot()
                    .getEventSequence();
            ExplainedMarket.goOn(engine, SECONDS);
            ask(engine);
        }
        journal = JournalView.open(data);
        Explainer explainer = explainer();
        for (long sequence : ExplainedMarket.signals(journal)) {
            explanations.add(explainer.explain(sequence, 3, (done, total) -> {}));
        }
    }

    /** The one of this JVM, made for whoever asks first; nobody changes it for longer than a test. */
    static synchronized ExplainedJournal shared() {
        if (shared == null) {
            try {
                Path folder = Files.createTempDirectory("explained-");
                shared = new ExplainedJournal(folder.resolve("data"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    private static void delete(Path folder) {
        try {
            shared.journal.close();
            Directories.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the engine while it runs. */
    private void ask(RunningEngine engine) {
        String target = "127.0.0.1:" + engine.engine().grpcPort();
        try (JournalView running = JournalView.open(data);
                HeliographClient client =
                        HeliographClient.builder().target(target).build()) {
            List<Long> sequences = ExplainedMarket.signals(running);
            for (int i = 0; i < sequences.size(); i += 40) {
                ExplainSignalRequest request = ExplainSignalRequest.newBuilder()
                        .setSequence(sequences.get(i))
                        .setMaxBars(3)
                        .build();
                asked.put(sequences.get(i), client.signals().explain(request));
            }
            page = Shell.run("explain", sequences.get(0).toString(), "--target", target);
            unknown = Shell.run("explain", "aaaaaaaaaaaaaaaa", "--target", target);
        }
    }

    Explainer explainer() {
        return explainer(Explainer.UNKNOWN);
    }

    /** One that knows which output is stored. */
    Explainer explainer(long stored) {
        return new Explainer(
                journal.id(),
                journal.events(),
                journal.outputs(),
                SnapshotStore.of(journal),
                () -> stored,
                (event, output) -> Optional.empty(),
                "test",
                System::nanoTime);
    }

    static ExplainedSlot named(Explanation each, String name) {
        return each.getSlotsList().stream()
                .filter(slot -> slot.getNamesList().contains(name))
                .findFirst()
                .orElseThrow();
    }

    Path data() {
        return data;
    }

    JournalView journal() {
        return journal;
    }

    /** Event after which there is a snapshot. */
    long snapshot() {
        return snapshot;
    }

    /** Of every signal, in order. */
    List<Explanation> explanations() {
        return explanations;
    }

    /** Of some signals by their sequence, as the engine answered. */
    Map<Long, Explanation> asked() {
        return asked;
    }

    /** What the command printed of the first signal, asking the engine. */
    Shell.Answer page() {
        return page;
    }

    /** What it said of a signal that nobody knows. */
    Shell.Answer unknown() {
        return unknown;
    }
}
