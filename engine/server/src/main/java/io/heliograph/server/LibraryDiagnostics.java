package io.heliograph.server;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Hands what gRPC and its transport say over to our diagnostics, which decide what of it is worth a line. */
public final class LibraryDiagnostics extends Handler {
    /** Kept, or the library forgets its handler with its logger. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private final Formatter formatter = new SimpleFormatter();

    private LibraryDiagnostics() {}

    /** Once in the life of a process, before the first channel or server. */
    public static void takeOver() {
        GRPC.setUseParentHandlers(false);
        GRPC.addHandler(new LibraryDiagnostics());
    }

    @Override
    public void publish(LogRecord said) {
        String name = said.getLoggerName() == null ? GRPC.getName() : said.getLoggerName();
        String message = formatter.formatMessage(said);
        org.slf4j.Logger diagnostics = LoggerFactory.getLogger(name);
        int level = said.getLevel().intValue();
        if (level >= Level.SEVERE.intValue()) {
            diagnostics.error(message, said.getThrown());
        } else if (level >= Level.WARNING.intValue()) {
            diagnostics.warn(message, said.getThrown());
        } else if (level >= Level.INFO.intValue()) {
            diagnostics.info(message, said.getThrown());
        } else {
            diagnostics.debug(message, said.getThrown());
        }
    }

    @Override
    public void flush() {
        // Ours write at once.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
