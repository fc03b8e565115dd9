package io.heliograph.server.store;

import java.io.IOException;
import java.nio.file.Path;

/** A database server of a test's own, which the test may stop, kill and freeze. One thread. */
public final class TestCluster implements AutoCloseable {
    private final EmbeddedDatabase database;

    private DatabaseAddress address;

    /** Starts it, with everything under a folder. */
    public TestCluster(Path folder) throws IOException {
        this.database = new EmbeddedDatabase(folder, TestDatabase.PROGRAMS);
        this.address = database.reach();
    }

    /** Where it listens now. */
    public DatabaseAddress address() {
        return address;
    }

    /** Stops it at once, without a checkpoint or a word to its clients, as PostgreSQL's immediate mode does. */
    public void stopImmediately() throws IOException, InterruptedException {
        ProcessHandle server = database.server().orElseThrow();
        Signals.send("QUIT", server.pid());
        server.onExit().join();
    }

    /** Starts it again where it has ended; it may listen at another port. */
    public void startAgain() throws IOException {
        address = database.reach();
    }

    /** Kills all that serve somebody; the server takes all others down too, recovers, and goes on. */
    public void killBackends() throws IOException, InterruptedException {
        ProcessHandle server = database.server().orElseThrow();
        Signals.send("KILL", server.descendants().mapToLong(ProcessHandle::pid).toArray());
    }

    /** Lets it stand still, its connections open. */
    public void freeze() throws IOException, InterruptedException {
        Signals.send("STOP", Signals.family(database.server().orElseThrow()));
    }

    /** Lets it go on. */
    public void thaw() throws IOException, InterruptedException {
        Signals.send("CONT", Signals.family(database.server().orElseThrow()));
    }

    /** Makes it refuse writes, as one does that is no longer the primary, or take them again. */
    public void readOnly(boolean yes) {
        TestDatabase.execute(
                address,
                "SET default_transaction_read_only = off",
                "ALTER SYSTEM SET default_transaction_read_only = " + (yes ? "on" : "off"),
                "SELECT pg_reload_conf()");
    }

    @Override
    public void close() {
        database.close();
    }
}
