package io.heliograph.server.cli.option;

import io.heliograph.server.ExitCode;
import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.file.RowException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Work over files that people name: what cannot be read, run or written becomes the refusal that ends the command. */
public final class FileWork {
    private FileWork() {}

    /** The work, and all that files can do to it. */
    public interface Work<T> {
        T run() throws IOException, RowException, BacktestException;
    }

    /**
     * Does it.
     *
     * @throws CommandException where it cannot be done, which is a matter of what was typed
     */
    public static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (NoSuchFileException e) {
            throw new CommandException(ExitCode.USAGE, "expected a file that is there: file=" + e.getMessage());
        } catch (RowException | BacktestException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "cannot read or write: " + e.getMessage());
        }
    }
}
