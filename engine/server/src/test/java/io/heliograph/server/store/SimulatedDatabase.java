package io.heliograph.server.store;

import io.heliograph.testkit.ManualClock;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * A database on a machine of its own: rows and a cursor, which change together in a transaction or not at all, and faults in
 * the order in which somebody asks for them. What happens to the engine's machine does not touch it.
 *
 * <p>A sequence is the key of a row, as in the tables. Of one output in {@value #REFUSED_ONE_IN} the row is refused for its data,
 * always of the same.
 */
public final class SimulatedDatabase {
    private static final int REFUSED_ONE_IN = 41;
    private static final long ANSWER_NS = 1_000_000_000L;

    private static final String CONNECTION_LOST = "08006";
    private static final String READ_ONLY = "25006";
    private static final String UNIQUE = "23505";
    private static final String BAD_TEXT = "22021";

    private final Random random;
    private final ManualClock steady;
    private final int refused;
    private final TreeMap<Long, byte[]> rows = new TreeMap<>();
    private final TreeMap<Long, byte[]> parked = new TreeMap<>();

    private Cursor cursor;
    private Fault fault;
    private int faultsLeft;
    private long answers;

    /** What may go wrong with one answer, or several. */
    public enum Fault {
        /** The commit is done, and its answer is lost. */
        ANSWER_LOST,
        /** The connection breaks within the commit, which is not done. */
        COMMIT_LOST,
        /** The connection breaks before anything is done. */
        CUT,
        /** Nothing is answered, until the driver gives up. */
        FROZEN,
        /** Whoever answers takes no writes. */
        READ_ONLY,
        /** Answers, and late. */
        SLOW
    }

    /** What one transaction does; nothing of it stays where it throws or answers no. */
    interface Work {
        boolean in(Transaction transaction) throws SQLException;
    }

    public SimulatedDatabase(Random random, ManualClock steady) {
        this.random = random;
        this.steady = steady;
        this.refused = random.nextInt(REFUSED_ONE_IN);
    }

    /** Lets so many answers from now on go wrong. */
    public void fail(Fault how, int times) {
        fault = how;
        faultsLeft = times;
    }

    /** Nothing goes wrong any more; data that is refused stays so. */
    public void heal() {
        faultsLeft = 0;
    }

    /** Outputs that are there, in order: those with a row, and those that were parked. */
    public List<Long> sequences() {
        List<Long> all = new ArrayList<>(rows.keySet());
        all.addAll(parked.keySet());
        all.sort(null);
        return all;
    }

    /** The record of an output, wherever it is; null where it is not. */
    public byte[] record(long sequence) {
        return rows.getOrDefault(sequence, parked.get(sequence));
    }

    /** How many outputs are there. */
    public int count() {
        return rows.size() + parked.size();
    }

    public int parked() {
        return parked.size();
    }

    /** The output that the cursor stands at; 0 before the first. */
    public long cursorOutput() {
        return cursor == null ? 0 : cursor.output();
    }

    /** The event that the cursor stands at; 0 before the first. */
    public long cursorEvent() {
        return cursor == null ? 0 : cursor.event();
    }

    /** How often it was asked anything. */
    public long answers() {
        return answers;
    }

    void ping() throws SQLException {
        meet(Fault.READ_ONLY);
    }

    Cursor readOrCreate(JournalEnd journal) throws SQLException {
        if (cursor == null) {
            transaction(transaction -> {
                transaction.next = new Cursor(journal.journalId(), journal.epoch(), 0, 0);
                return true;
            });
        } else {
            meet(null);
        }
        return cursor;
    }

    boolean transaction(Work work) throws SQLException {
        meet(Fault.READ_ONLY);
        Transaction transaction = new Transaction();
        if (!work.in(transaction)) {
            return false;
        }
        if (comes(Fault.COMMIT_LOST)) {
            throw new SQLException("the connection broke in the commit", CONNECTION_LOST);
        }
        transaction.commit();
        if (comes(Fault.ANSWER_LOST)) {
            throw new SQLException("the connection broke behind the commit", CONNECTION_LOST);
        }
        return true;
    }

    /** What may go wrong with anything it is asked, and beside that one fault more. */
    private void meet(Fault also) throws SQLException {
        answers++;
        if (comes(Fault.SLOW)) {
            steady.advance(random.nextInt((int) ANSWER_NS));
        }
        if (comes(Fault.CUT)) {
            throw new SQLException("the connection broke", CONNECTION_LOST);
        }
        if (comes(Fault.FROZEN)) {
            steady.advance(ANSWER_NS);
            throw new SQLException("no answer came", CONNECTION_LOST, new SocketTimeoutException("Read timed out"));
        }
        if (also == Fault.READ_ONLY && comes(also)) {
            throw new SQLException("cannot execute UPDATE in a read-only transaction", READ_ONLY);
        }
    }

    private boolean comes(Fault asked) {
        if (fault != asked || faultsLeft == 0) {
            return false;
        }
        faultsLeft--;
        return true;
    }

    /** Changes that are seen by nobody yet. */
    final class Transaction {
        private final TreeMap<Long, byte[]> inserted = new TreeMap<>();
        private final TreeMap<Long, byte[]> letters = new TreeMap<>();

        private Cursor next = cursor;

        /** Answers whether the cursor stood where it was expected. */
        boolean move(JournalEnd journal, long from, long toOutput, long toEvent) {
            if (next == null
                    || next.output() != from
                    || next.epoch() > journal.epoch()
                    || !next.journalId().equals(journal.journalId())) {
                return false;
            }
            next = new Cursor(journal.journalId(), journal.epoch(), toEvent, toOutput);
            return true;
        }

        void insert(long sequence, DirectBuffer record) throws SQLException {
            if (sequence % REFUSED_ONE_IN == refused) {
                throw new SQLException("invalid byte sequence for encoding: sequence=" + sequence, BAD_TEXT);
            }
            put(inserted, sequence, record);
        }

        void park(long sequence, DirectBuffer record) throws SQLException {
            put(letters, sequence, record);
        }

        private void put(TreeMap<Long, byte[]> table, long sequence, DirectBuffer record) throws SQLException {
            if (rows.containsKey(sequence) || parked.containsKey(sequence)) {
                throw new SQLException("duplicate key value: sequence=" + sequence, UNIQUE);
            }
            byte[] bytes = new byte[record.capacity()];
            record.getBytes(0, bytes);
            table.put(sequence, bytes);
        }

        private void commit() {
            rows.putAll(inserted);
            parked.putAll(letters);
            cursor = next;
        }
    }
}
