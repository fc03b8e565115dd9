package io.heliograph.server.store;

import io.heliograph.journal.LogReader;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the output log and keeps the database equal to it, up to what is durable.
 *
 * <p>Whatever the database does, outputs are held until the cursor says that they are stored: after any failure, one in
 * the middle of a commit included, the cursor is read again and decides. An output that a table refuses is found by
 * halving and parked, and the rest goes on.
 *
 * <p>It may block in the driver, so it shares its thread with nobody.
 */
public final class StoreAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(StoreAgent.class);

    private final Database database;
    private final LogReader outputs;
    private final JournalEnd journal;
    private final LongSupplier durableEvent;
    private final LongSupplier durableOutput;
    private final RetryPause pause;
    private final StoreLimits limits;
    private final StoreProgress progress;
    private final Consumer<DatabaseAddress> reached;
    private final BatchWriter writer;

    private final OutputBatch batch = new OutputBatch();
    private final OutputRows rows = new OutputRows();

    private boolean connected;
    private boolean migrated;
    private boolean positioned;
    private int attempt = Integer.MAX_VALUE;
    private long storedCause;

    /**
     * Starts nothing yet.
     *
     * @param durableEvent last event forced; read before {@code durableOutput}, which must not be behind it
     * @param durableOutput last output that is forced with its cause: the store takes nothing beyond it
     * @param reached is told the address each time that the database was reached
     */
    StoreAgent(
            Database database,
            LogReader outputs,
            JournalEnd journal,
            LongSupplier durableEvent,
            LongSupplier durableOutput,
            RetryPause pause,
            StoreLimits limits,
            StoreProgress progress,
            Consumer<DatabaseAddress> reached,
            BatchWriter writer) {
        this.database = database;
        this.outputs = outputs;
        this.journal = journal;
        this.durableEvent = durableEvent;
        this.durableOutput = durableOutput;
        this.pause = pause;
        this.limits = limits;
        this.progress = progress;
        this.reached = reached;
        this.writer = writer;
    }

    @Override
    public String roleName() {
        return "store";
    }

    /**
     * Connects, or stores one batch; answers how many outputs were stored, or 1 for a connection.
     *
     * @throws FatalException once, if the database is not ours to write (DATABASE_DISAGREES) or its tables are newer than
     *     this release (OTHER_VERSION)
     */
    @Override
    public int doWork() {
        StoreState state = progress.state();
        if (state == StoreState.REFUSED || state == StoreState.CLOSED || !connected && !pause.isOver()) {
            return 0;
        }
        try {
            if (!connected) {
                connect();
                return 1;
            }
            return store();
        } catch (SQLException | IOException | FlywayException e) {
            goAway(e);
            return 0;
        } catch (FatalException e) {
            disconnect();
            progress.become(StoreState.REFUSED, e.getMessage());
            throw e;
        }
    }

    private void connect() throws SQLException, IOException {
        DatabaseAddress address = database.reach();
        writer.connect(address);
        if (!migrated) {
            writer.migrate(address);
            migrated = true;
        }
        reconcile(writer.cursor());
        connected = true;
        reached.accept(address);
        if (batch.size() == 0) {
            settle();
        }
    }

    /** The database does what it is asked: a connection alone is no proof while outputs wait that it did not take. */
    private void settle() {
        pause.reset();
        if (progress.state() != StoreState.RUNNING) {
            progress.become(StoreState.RUNNING, "");
            LOG.info("store running: stored_output={}", batch.position());
        }
    }

    /** Lets the cursor decide what is stored, and refuses one that is not ours. */
    private void reconcile(Cursor cursor) throws SQLException {
        if (!cursor.journalId().equals(journal.journalId())) {
            throw disagreement("the database holds the outputs of another journal: expected="
                    + journal.journalId() + " found=" + cursor.journalId()
                    + "; use another database for this journal, or the journal that belongs to it");
        }
        if (cursor.epoch() > journal.epoch()) {
            throw disagreement("the database was written by a later epoch of this journal: journal_epoch="
                    + journal.epoch() + " database_epoch=" + cursor.epoch()
                    + "; another engine writes to it, or the journal was restored from an old copy");
        }
        if (!positioned) {
            long kept = journal.keptOf(cursor);
            boolean isAhead = cursor.output() > kept || cursor.event() > journal.event();
            if (isAhead && journal.setsRowsAside()) {
                reconcile(setAside(cursor, Math.min(kept, cursor.output())));
                return;
            }
            if (isAhead) {
                throw disagreement("the database is ahead of the journal: journal_event=" + journal.event()
                        + " journal_output=" + kept + " database_event=" + cursor.event()
                        + " database_output=" + cursor.output()
                        + "; the journal was lost or restored from an old copy: restore the newest, use another"
                        + " database, or give up what it holds beyond the journal: heliograph serve --new-epoch");
            }
            seekBehind(cursor.output());
        } else {
            long ahead = cursor.output() - batch.position();
            if (ahead < 0 || ahead > batch.size()) {
                throw disagreement("somebody else moved the cursor of the database: expected="
                        + batch.position() + " to " + (batch.position() + batch.size()) + " found=" + cursor.output()
                        + "; each database is written by one engine");
            }
            batch.drop((int) ahead);
            attempt = Integer.MAX_VALUE;
        }
        storedCause = cursor.event();
        progress.stored(cursor.output(), allStoredBefore(cursor.event()));
    }

    private Cursor setAside(Cursor cursor, long kept) throws SQLException {
        int rows = writer.setAside(cursor, kept, Math.min(cursor.event(), journal.event()));
        progress.setAside(new SetAside(journal.event() + 1, cursor.event(), kept + 1, cursor.output(), rows));
        LOG.warn("rows beyond the journal were moved to the tables heliograph.*_void: {}", progress.setAside());
        return writer.cursor();
    }

    private void seekBehind(long output) {
        try {
            outputs.seek(output + 1);
        } catch (IllegalArgumentException e) {
            throw disagreement(
                    "the journal does not keep the outputs that the database lacks: needed_output=" + (output + 1)
                            + " (" + e.getMessage() + "); restore the database, or build it anew from what is kept");
        }
        batch.startAfter(output);
        positioned = true;
    }

    private static FatalException disagreement(String message) {
        return new FatalException(ExitCode.DATABASE_DISAGREES, message);
    }

    private int store() throws SQLException {
        long event = durableEvent.getAsLong();
        long bound = durableOutput.getAsLong();
        if (batch.size() == 0) {
            long waiting = bound - batch.position();
            if (waiting > 0) {
                outputs.poll(batch, (int) Math.min(waiting, limits.batch()));
            }
        }
        int stored = batch.size() == 0 ? 0 : write();
        if (batch.position() >= bound) {
            progress.stored(batch.position(), event);
        }
        return stored;
    }

    private int write() throws SQLException {
        int wanted = Math.min(attempt, batch.size());
        int count = rows.make(batch, wanted);
        if (count == 0) {
            return park(storedCause, "HG000", rows.problem());
        }
        try {
            if (!writer.write(batch, count, rows)) {
                reconcile(writer.cursor());
                return 0;
            }
        } catch (SQLException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            if (count > 1) {
                attempt = count / 2;
                return 0;
            }
            return park(rows.lastCause(), e.getSQLState(), e.getMessage());
        }
        progress.wrote(count);
        return advance(count, rows.lastCause());
    }

    private int park(long cause, String sqlState, String problem) throws SQLException {
        if (!writer.park(batch, cause, sqlState, problem)) {
            reconcile(writer.cursor());
            return 0;
        }
        LOG.warn("output parked in heliograph.dead_letters: sequence={} sql_state={}", batch.sequence(0), sqlState);
        progress.parked();
        return advance(1, cause);
    }

    private int advance(int count, long cause) {
        storedCause = cause;
        attempt = Integer.MAX_VALUE;
        batch.drop(count);
        progress.stored(batch.position(), allStoredBefore(storedCause));
        settle();
        return count;
    }

    /** The event that caused the last row may have caused more. */
    private static long allStoredBefore(long cause) {
        return Math.max(0, cause - 1);
    }

    /** Whether the row is at fault (data, constraints, sizes), not the server or the way to it. */
    private static boolean isAboutData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    private void goAway(Exception e) {
        disconnect();
        // A table that is missing may have been dropped with its database; migrating anew is harmless.
        migrated &= !(e instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("42"));
        pause.begin();
        progress.failed();
        if (progress.state() != StoreState.AWAY) {
            LOG.warn("store away, outputs wait in the journal: {}", e.getMessage());
        }
        progress.become(StoreState.AWAY, String.valueOf(e.getMessage()));
    }

    private void disconnect() {
        connected = false;
        writer.disconnect();
    }

    /** Stops an embedded database too; the second time nothing is left to do. */
    @Override
    public void onClose() {
        if (progress.state() == StoreState.CLOSED) {
            return;
        }
        connected = false;
        writer.close();
        outputs.close();
        database.close();
        progress.become(StoreState.CLOSED, "the engine stops");
    }
}
