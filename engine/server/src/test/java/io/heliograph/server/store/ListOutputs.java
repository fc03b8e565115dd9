package io.heliograph.server.store;

import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** An output log in a list, for tests; the first output has sequence 1. */
final class ListOutputs implements LogReader {
    static final long EPOCH = 3;

    private final List<Output> outputs = new ArrayList<>();

    private int next;

    ListOutputs() {}

    ListOutputs(List<Output> outputs) {
        this.outputs.addAll(outputs);
    }

    void add(List<Output> more) {
        outputs.addAll(more);
    }

    long head() {
        return outputs.size();
    }

    Output at(long sequence) {
        return outputs.get((int) sequence - 1);
    }

    @Override
    public void seek(long sequence) {
        next = (int) sequence - 1;
    }

    @Override
    public int poll(RecordHandler handler, int limit) {
        int handed = 0;
        while (handed < limit && next < outputs.size()) {
            byte[] record = outputs.get(next++).record();
            handler.onRecord(next, EPOCH, new UnsafeBuffer(record), 0, record.length, true);
            handed++;
        }
        return handed;
    }

    @Override
    public long position() {
        return next;
    }

    @Override
    public void close() {
        // A list needs no closing.
    }
}
