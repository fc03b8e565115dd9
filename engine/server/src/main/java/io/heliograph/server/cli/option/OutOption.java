package io.heliograph.server.cli.option;

import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.file.RowException;
import io.heliograph.server.text.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where rows go: standard output, or a file that appears when it is whole. */
public final class OutOption {
    private static final int BUFFER = 1 << 16;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to FILE instead of standard output.")
    private Path out;

    /** What writes the rows. */
    public interface Work<T> {
        T writeTo(Writer writer) throws IOException, RowException, BacktestException;
    }

    /** Whether standard output stays free. */
    public boolean isFile() {
        return out != null;
    }

    /**
     * Has rows written: the file appears when the work has ended well, standard output takes what came before a failure.
     *
     * @throws io.heliograph.server.cli.console.CommandException as {@link FileWork#run}
     */
    public <T> T write(Console console, Work<T> work) {
        return FileWork.run(() -> out == null ? toStandardOutput(console, work) : toFile(work));
    }

    private <T> T toFile(Work<T> work) throws IOException, RowException, BacktestException {
        try (WholeFile file = WholeFile.begin(out)) {
            T result = work.writeTo(file.writer());
            file.complete();
            return result;
        }
    }

    private static <T> T toStandardOutput(Console console, Work<T> work)
            throws IOException, RowException, BacktestException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8), BUFFER);
        try {
            return work.writeTo(writer);
        } finally {
            writer.flush();
        }
    }
}
