package io.heliograph.server.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of the engine's own, with all its files under one folder of the engine's data directory.
 *
 * <p>It listens on the loopback alone, at a port that is free when it starts, and lets in one role, by password. It is
 * made durable: what it has committed outlives a power cut. A server that a killed engine left behind is stopped before
 * ours starts. It is started detached, so that the terminal's interrupt reaches the engine alone, which stops it last.
 *
 * <p>Assumes that the engine holds the lock of its data directory. Owned by the store's thread.
 */
public final class EmbeddedDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String ROLE = "heliograph";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int START_ATTEMPTS = 3;
    private static final int START_SECONDS = 60;
    private static final int FAST_STOP_SECONDS = 5;
    private static final int IMMEDIATE_STOP_SECONDS = 2;
    private static final long KILL_POLL_NS = 10_000_000;
    private static final int COMMAND_SECONDS = 120;
    private static final int PASSWORD_BYTES = 24;

    private final Path folder;
    private final Path data;
    private final Path passwordFile;
    private final Path programs;

    private PostgresBinaries binaries;
    private Unprivileged as;
    private String password;
    private int port;

    /** Keeps everything, the unpacked programs included, under the folder; starts nothing yet. */
    public EmbeddedDatabase(Path folder) {
        this(folder, folder.resolve("programs"));
    }

    /** Shares unpacked programs with others. */
    EmbeddedDatabase(Path folder, Path programs) {
        this(folder, programs, null);
    }

    /** Runs the server in a given way; null chooses. */
    EmbeddedDatabase(Path folder, Path programs, Unprivileged as) {
        this.as = as;
        this.folder = folder.toAbsolutePath().normalize();
        this.data = this.folder.resolve("data");
        this.passwordFile = this.folder.resolve("password");
        this.programs = programs.toAbsolutePath().normalize();
    }

    /**
     * Kills the server that runs on the folder, if one does, and deletes what it stored; the unpacked programs stay.
     *
     * <p>For data that are wanted no more. The caller holds the lock of the data directory.
     */
    public static void discard(Path folder) throws IOException {
        EmbeddedDatabase database = new EmbeddedDatabase(folder);
        Optional<ProcessHandle> server = Postmaster.find(database.data);
        if (server.isPresent()) {
            database.kill(server.get());
        }
        PostgresBinaries.delete(database.data);
        Files.deleteIfExists(database.passwordFile);
    }

    @Override
    public DatabaseAddress reach() throws IOException {
        if (binaries == null) {
            prepare();
        }
        if (port == 0 || Postmaster.find(data).isEmpty()) {
            start();
        }
        return address();
    }

    /** Process number of the server, if it runs. */
    Optional<ProcessHandle> server() throws IOException {
        return Postmaster.find(data);
    }

    private DatabaseAddress address() {
        return new DatabaseAddress("jdbc:postgresql://" + LOOPBACK + ":" + port + "/postgres", ROLE, password);
    }

    private void prepare() throws IOException {
        Files.createDirectories(folder);
        as = as == null ? Unprivileged.choose() : as;
        PostgresBinaries unpacked = PostgresBinaries.unpack(programs);
        password = password();
        if (!Files.isDirectory(data)) {
            create(unpacked);
        }
        refuseOtherVersion(unpacked);
        binaries = unpacked;
        stopServer();
    }

    /** Reads the password, or makes one; it is written before the server that asks for it exists. */
    private String password() throws IOException {
        if (Files.exists(passwordFile)) {
            return Files.readString(passwordFile).trim();
        }
        if (Files.isDirectory(data)) {
            throw new IOException("the database is there, its password is not: expected file=" + passwordFile
                    + "; put it back, or delete " + folder + " to have everything stored again from the journal");
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path half = passwordFile.resolveSibling("password.new");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, made, StandardOpenOption.WRITE);
        Files.move(half, passwordFile, StandardCopyOption.ATOMIC_MOVE);
        return made;
    }

    /** Makes the data folder beside its place and renames it when complete. */
    private void create(PostgresBinaries unpacked) throws IOException {
        Path half = folder.resolve("data.new");
        PostgresBinaries.delete(half);
        as.giveAway(folder);
        run(
                COMMAND_SECONDS,
                unpacked.program("initdb"),
                "--pgdata=" + half,
                "--username=" + ROLE,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--no-locale");
        Files.write(
                half.resolve("pg_hba.conf"),
                List.of(
                        "# Nobody but the engine, and it by password.",
                        "host all " + ROLE + " 127.0.0.1/32 scram-sha-256"));
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void refuseOtherVersion(PostgresBinaries unpacked) throws IOException {
        String found = Files.readString(data.resolve("PG_VERSION")).trim();
        String printed = run(COMMAND_SECONDS, unpacked.program("postgres"), "--version");
        String expected = printed.replaceAll("(?s)^\\D*(\\d+).*$", "$1");
        if (!found.equals(expected)) {
            throw new IOException("the database was made by another version of PostgreSQL: expected=" + expected
                    + " found=" + found + "; delete " + data + " to have everything stored again from the journal");
        }
    }

    private void start() throws IOException {
        Postmaster.forget(data);
        Path diagnostics = folder.resolve("postgres.log");
        if (Files.exists(diagnostics)) {
            Files.move(diagnostics, folder.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        as.giveAway(folder);
        for (int attempt = 1; ; attempt++) {
            int chosen = port != 0 && attempt == 1 ? port : freePort();
            try {
                run(
                        START_SECONDS + FAST_STOP_SECONDS,
                        binaries.program("pg_ctl"),
                        "--pgdata=" + data,
                        "--log=" + diagnostics,
                        "--wait",
                        "--timeout=" + START_SECONDS,
                        "--silent",
                        "--options=" + options(chosen),
                        "start");
                port = chosen;
                LOG.info("database started: port={} data={}", port, data);
                return;
            } catch (IOException e) {
                // Somebody may have taken the port between our look and the server's.
                if (attempt == START_ATTEMPTS) {
                    throw new IOException(e.getMessage() + "; see " + diagnostics, e);
                }
            }
        }
    }

    private static String options(int port) {
        List<String> settings = List.of(
                "listen_addresses=" + LOOPBACK,
                "port=" + port,
                "unix_socket_directories=",
                "dynamic_shared_memory_type=mmap",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "wal_level=minimal",
                "max_wal_senders=0",
                "max_wal_size=512MB",
                "max_connections=20",
                "shared_buffers=32MB",
                "io_method=sync",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_checkpoints=off");
        List<String> words = new ArrayList<>();
        for (String setting : settings) {
            words.add("-c");
            words.add(setting);
        }
        return String.join(" ", words);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    /** Stops the server of the data folder, whoever started it; a frozen one is killed. */
    private void stopServer() throws IOException {
        Optional<ProcessHandle> server = Postmaster.find(data);
        if (server.isEmpty()) {
            return;
        }
        if (stopsWithin("fast", FAST_STOP_SECONDS) || stopsWithin("immediate", IMMEDIATE_STOP_SECONDS)) {
            return;
        }
        kill(server.get());
    }

    private boolean stopsWithin(String mode, int seconds) {
        try {
            run(
                    COMMAND_SECONDS,
                    binaries.program("pg_ctl"),
                    "--pgdata=" + data,
                    "--mode=" + mode,
                    "--wait",
                    "--timeout=" + seconds,
                    "--silent",
                    "stop");
            return true;
        } catch (IOException e) {
            LOG.warn("database did not stop: mode={} within={} s", mode, seconds);
            return false;
        }
    }

    private void kill(ProcessHandle server) throws IOException {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(FAST_STOP_SECONDS);
        while (Postmaster.serves(server, data)) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IOException("a database cannot be stopped: pid=" + server.pid() + "; stop it by hand");
            }
            LockSupport.parkNanos(KILL_POLL_NS);
        }
    }

    @Override
    public void close() {
        if (binaries == null) {
            return;
        }
        // An agent is often closed by an interrupt; stopping takes waiting.
        boolean interrupted = Thread.interrupted();
        try {
            stopServer();
            port = 0;
        } catch (IOException e) {
            LOG.warn("database left running; the next start stops it: {}", e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs a program to its end and answers what it printed. */
    private String run(int seconds, String... command) throws IOException {
        Path printed = Files.createTempFile(folder, "command-", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(as.command(List.of(command)))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile());
            // The user's own settings for PostgreSQL's clients are not meant for our server.
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no end within " + seconds + " s: command=" + command[0]);
            }
            String text = new String(Files.readAllBytes(printed), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(
                        "command=" + command[0] + " exit=" + process.exitValue() + " output=" + text.strip());
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: command=" + command[0], e);
        } finally {
            Files.deleteIfExists(printed);
        }
    }
}
