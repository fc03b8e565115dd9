package io.heliograph.client;

import io.grpc.Context;
import io.heliograph.v1.Checkpoint;
import io.heliograph.v1.GetCheckpointRequest;
import io.heliograph.v1.GetJournalInfoRequest;
import io.heliograph.v1.JournalInfo;
import io.heliograph.v1.JournalRecord;
import io.heliograph.v1.ReadJournalRequest;
import io.heliograph.v1.VerifyJournalRequest;
import io.heliograph.v1.VerifyJournalResponse;
import io.heliograph.v1.VerifyProgress;
import io.heliograph.v1.VerifyResult;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The engine's journal: what it is, how far it is sealed, its records, and whether all of it can be concluded again.
 *
 * <p>Streams are taken to their end on the calling thread; leaving early ends the call. Thread-safe.
 */
public final class JournalCalls {
    private final ClientCore core;

    JournalCalls(ClientCore core) {
        this.core = core;
    }

    /** Who the engine's journal is, its epochs, segments and ends. */
    public JournalInfo info() {
        return core.call(() -> core.audits().getJournalInfo(GetJournalInfoRequest.getDefaultInstance()))
                .getJournalInfo();
    }

    /**
     * The newest signed record of how far the journal was sealed. Who keeps its bytes elsewhere is a witness: what is cut
     * off, put back or forged up to there is found by {@code heliograph verify --witness}.
     *
     * @throws HeliographException SEALS_DISABLED where the engine has no key
     */
    public Checkpoint checkpoint() {
        return core.call(() -> core.audits().getCheckpoint(GetCheckpointRequest.getDefaultInstance()))
                .getCheckpoint();
    }

    /**
     * Has the engine conclude everything again from its journal and compare; blocks until it has, without a deadline.
     *
     * @param progress hears how far it is, on the calling thread; what it throws ends the call
     * @return what was found, a difference or damage included
     * @throws HeliographException BUSY while another verification is at work
     */
    public VerifyResult verify(Consumer<VerifyProgress> progress) {
        return verify(0, progress);
    }

    /**
     * As {@link #verify(Consumer)}, of an event and all behind it, from the nearest snapshot before it.
     *
     * @param fromEvent event sequence; 0 for everything kept
     * @throws HeliographException INVALID_ARGUMENT where the engine's journal does not hold that event
     */
    public VerifyResult verify(long fromEvent, Consumer<VerifyProgress> progress) {
        VerifyJournalRequest request =
                VerifyJournalRequest.newBuilder().setFromEvent(fromEvent).build();
        VerifyResult.Builder found = VerifyResult.newBuilder();
        take(() -> core.auditStream().verifyJournal(request), answer -> {
            if (answer.getUpdateCase() == VerifyJournalResponse.UpdateCase.RESULT) {
                found.mergeFrom(answer.getResult());
            } else {
                progress.accept(answer.getProgress());
            }
        });
        return found.build();
    }

    /**
     * Reads records of one log in order; blocks until the last was taken, without a deadline.
     *
     * @param request which log, and which sequences
     * @param records takes each record once, on the calling thread; what it throws ends the call
     * @throws HeliographException SEQUENCE_COMPACTED, SEQUENCE_IN_FUTURE, BUSY
     */
    public void read(ReadJournalRequest request, Consumer<JournalRecord> records) {
        take(
                () -> core.auditStream().readJournal(request),
                answer -> answer.getRecordsList().forEach(records));
    }

    /** What the consumer throws is its own; what the stream throws is spoken of in our words. */
    private <T> void take(Supplier<Iterator<T>> call, Consumer<T> consumer) {
        Context.CancellableContext context = Context.current().withCancellation();
        Context before = context.attach();
        try {
            Iterator<T> answers = core.call(call);
            while (core.call(answers::hasNext)) {
                consumer.accept(core.call(answers::next));
            }
        } finally {
            context.detach(before);
            context.cancel(null);
        }
    }
}
