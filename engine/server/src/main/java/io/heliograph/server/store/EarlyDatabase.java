package io.heliograph.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A database that is being reached while its journal is still recovered, so that the two can be compared before anything is
 * served. After that it is the database itself.
 *
 * <p>Owned by one thread at a time: who starts the engine, then the store's.
 */
public final class EarlyDatabase implements Database {
    private final Database database;
    private final CompletableFuture<DatabaseAddress> first;

    private boolean isTaken;

    /** Begins to reach it. */
    public EarlyDatabase(Database database) {
        this.database = database;
        this.first = CompletableFuture.supplyAsync(() -> {
            try {
                return database.reach();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Waits a while for the first answer; whether there was one, good or bad. */
    public boolean isKnownWithin(long patience, TimeUnit unit) {
        try {
            first.get(patience, unit);
            return true;
        } catch (ExecutionException e) {
            return true; // reach says what it was
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public DatabaseAddress reach() throws IOException {
        if (isTaken) {
            return database.reach();
        }
        isTaken = true;
        try {
            return first.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        first.handle((address, failure) -> null).join();
        database.close();
    }
}
