package io.heliograph.journal;

/** A reader that passes everything on to another: for tests that change one thing about it. */
public class ForwardingReader implements LogReader {
    protected final LogReader reader;

    public ForwardingReader(LogReader reader) {
        this.reader = reader;
    }

    @Override
    public int poll(RecordHandler handler, int limit) {
        return reader.poll(handler, limit);
    }

    @Override
    public void seek(long sequence) {
        reader.seek(sequence);
    }

    @Override
    public long position() {
        return reader.position();
    }

    @Override
    public void close() {
        reader.close();
    }
}
