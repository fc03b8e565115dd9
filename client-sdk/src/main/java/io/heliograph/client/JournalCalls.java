package io.heliograph.client;

import io.grpc.Context;
import io.heliograph.v1.JournalRecord;
import io.heliograph.v1.ReadJournalRequest;
import io.heliograph.v1.VerifyJournalRequest;
import io.heliograph.v1.VerifyJournalResponse;
import io.heliograph.v1.VerifyProgress;
import io.heliograph.v1.VerifyResult;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Streams of the audit service, taken to their end on the calling thread; leaving early ends the call. */
final class JournalCalls {
    private final ClientCore core;

    JournalCalls(ClientCore core) {
        this.core = core;
    }

    VerifyResult verify(long fromEvent, Consumer<VerifyProgress> progress) {
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

    void read(ReadJournalRequest request, Consumer<JournalRecord> records) {
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
