package io.heliograph.server.engine;

import io.heliograph.journal.JournalException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.MappedFault;
import io.heliograph.server.ingress.AcknowledgementAgent;
import io.heliograph.server.publish.OutputPublishing;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.snapshot.MarketSnapshots;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when something threw where nothing may: publishers and subscribers are let go, and the process is told to
 * end, for wrong signals are worse than none.
 *
 * <p>Runs on the thread that failed; any thread may ask whether it did.
 */
final class Failing implements Consumer<Throwable> {
    // In the engine's name, by which those who read the diagnostics look for it.
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Gate gate;
    private final AcknowledgementAgent acknowledgements;
    private final MarketSnapshots snapshots;
    private final Supplier<OutputPublishing> publishing;
    private final BiConsumer<ExitCode, Throwable> onFatal;

    private volatile boolean hasFailed;

    /**
     * @param publishing asked for when something failed, for it is not there before recovery
     */
    Failing(
            Gate gate,
            AcknowledgementAgent acknowledgements,
            MarketSnapshots snapshots,
            Supplier<OutputPublishing> publishing,
            BiConsumer<ExitCode, Throwable> onFatal) {
        this.gate = gate;
        this.acknowledgements = acknowledgements;
        this.snapshots = snapshots;
        this.publishing = publishing;
        this.onFatal = onFatal;
    }

    @Override
    public void accept(Throwable failure) {
        hasFailed = true;
        gate.become(Gate.State.FAILED);
        acknowledgements.stop(Gate.failed());
        snapshots.stop(Gate.failed());
        publishing.get().stop(Gate.failed());
        ExitCode code = exitCode(failure);
        if (failure instanceof FatalException || failure instanceof JournalException) {
            // Foreseen: the message says it all.
            LOG.error("the engine stops: exit={} {}", code.value(), failure.getMessage());
        } else {
            LOG.error("the engine failed and stops: exit={}", code.value(), failure);
        }
        onFatal.accept(code, failure);
    }

    boolean hasFailed() {
        return hasFailed;
    }

    private static ExitCode exitCode(Throwable failure) {
        if (MappedFault.isIn(failure)) {
            return ExitCode.STORAGE_FAILED;
        } else if (failure instanceof FatalException fatal) {
            return fatal.exitCode();
        } else if (failure instanceof JournalException journal) {
            return ExitCode.of(journal.exitCode());
        }
        return ExitCode.FINDING;
    }
}
