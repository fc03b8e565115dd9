package io.heliograph.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks at the machine, the runtime, the data directory and the ports; changes nothing that stays. */
public final class Doctor {
    /** One package that has to be open to unnamed code, and to whom it matters. */
    private record Door(String packageName, boolean mustBeOpen) {}

    private static final List<Door> DOORS = List.of(
            new Door("java.lang.reflect", true),
            new Door("sun.nio.ch", true),
            new Door("java.nio.channels.spi", true),
            new Door("jdk.internal.misc", false),
            new Door("jdk.internal.ref", false));
    private static final Set<String> NETWORK_FILE_SYSTEMS =
            Set.of("nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph");
    private static final long GIB = 1L << 30;
    private static final Instant TOO_EARLY = Instant.parse("2024-01-01T00:00:00Z");

    private final Path data;
    private final String grpcHost;
    private final int grpcPort;

    public Doctor(Path data, String grpcHost, int grpcPort) {
        this.data = data;
        this.grpcHost = grpcHost;
        this.grpcPort = grpcPort;
    }

    /** Looks at everything and answers in the order in which a person would. */
    public List<Check> examine() {
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        checks.add(doors());
        checks.add(processors());
        checks.add(memory());
        checks.add(clock());
        checks.add(directory());
        checks.add(fileSystem());
        checks.add(space());
        checks.add(lock());
        checks.add(port());
        checks.add(databaseBinaries());
        return checks;
    }

    private static Check java() {
        int version = Runtime.version().feature();
        String found = "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name");
        return version >= 17
                ? Check.ok("java", found)
                : Check.failed("java", found, "run with a JDK 17 or newer: set JAVA_HOME");
    }

    private static Check doors() {
        Module base = Object.class.getModule();
        Module ours = Doctor.class.getModule();
        List<String> closed = DOORS.stream()
                .filter(door -> door.mustBeOpen()
                        ? !base.isOpen(door.packageName(), ours)
                        : !base.isExported(door.packageName(), ours))
                .map(Door::packageName)
                .toList();
        return closed.isEmpty()
                ? Check.ok("runtime doors", "open")
                : Check.failed(
                        "runtime doors",
                        "closed=" + String.join(",", closed),
                        "start with ops/heliograph or java -jar, whose manifest opens them");
    }

    private static Check processors() {
        int processors = Runtime.getRuntime().availableProcessors();
        return processors >= 2
                ? Check.ok("processors", String.valueOf(processors))
                : Check.warning("processors", String.valueOf(processors), "two or more keep latency low");
    }

    private static Check memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String found = heap / (1 << 20) + " MiB of heap";
        return heap >= GIB / 4
                ? Check.ok("memory", found)
                : Check.warning("memory", found, "give it 256 MiB or more: HELIOGRAPH_JVM=-Xmx512m");
    }

    private static Check clock() {
        Instant now = Instant.now();
        return now.isAfter(TOO_EARLY)
                ? Check.ok("clock", now.toString())
                : Check.failed(
                        "clock", now.toString(), "set the clock: events ahead of it are refused (TIME_OUT_OF_RANGE)");
    }

    private Check directory() {
        Path existing = existing(data);
        if (Files.isDirectory(existing) && Files.isWritable(existing)) {
            String found = existing.equals(data.toAbsolutePath()) ? data.toString() : data + " (will be made)";
            return Check.ok("data directory", found);
        }
        return Check.failed("data directory", "not writable: " + existing, "choose another one or change its rights");
    }

    private Check fileSystem() {
        try {
            FileStore store = Files.getFileStore(existing(data));
            String type = store.type().toLowerCase(Locale.ROOT);
            return NETWORK_FILE_SYSTEMS.contains(type)
                    ? Check.failed("file system", type, "the journal needs a local disk: choose another data directory")
                    : Check.ok("file system", type);
        } catch (IOException e) {
            return Check.warning("file system", "unknown: " + e.getMessage(), "make sure that it is a local disk");
        }
    }

    private Check space() {
        try {
            long free = Files.getFileStore(existing(data)).getUsableSpace();
            String found = String.format(Locale.ROOT, "%.1f GiB free", (double) free / GIB);
            return free >= 2 * GIB
                    ? Check.ok("disk space", found)
                    : Check.warning("disk space", found, "free some: a segment of the journal takes up to 1 GiB");
        } catch (IOException e) {
            return Check.warning("disk space", "unknown: " + e.getMessage(), "make sure that there are 2 GiB");
        }
    }

    private Check lock() {
        Path lockFile = data.resolve("LOCK");
        if (!Files.exists(lockFile)) {
            return Check.ok("directory lock", "free");
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held == null ? lockedBySomebody() : Check.ok("directory lock", "free");
        } catch (OverlappingFileLockException e) {
            return lockedBySomebody();
        } catch (IOException e) {
            return Check.warning("directory lock", "unknown: " + e.getMessage(), "look who owns " + lockFile);
        }
    }

    private static Check lockedBySomebody() {
        return Check.warning(
                "directory lock", "held", "an engine runs on this directory; a second one would end with code 3");
    }

    private Check port() {
        String found = grpcHost + ":" + grpcPort;
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(grpcHost), grpcPort));
            return Check.ok("grpc port", found + " is free");
        } catch (UnknownHostException e) {
            return Check.failed("grpc port", "no such host: " + grpcHost, "set grpc.host or --host");
        } catch (IOException e) {
            return Check.warning(
                    "grpc port", found + " is taken", "an engine may run already; else set grpc.port or --port");
        }
    }

    private static Check databaseBinaries() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean isThere = List.of("linux", "darwin").stream()
                .flatMap(system -> List.of("x86_64", "arm_64").stream().map(machine -> system + "-" + machine))
                .anyMatch(platform -> Doctor.class.getResource("/postgres-" + platform + ".txz") != null);
        return isThere
                ? Check.ok("embedded PostgreSQL", "binaries for " + os + " are there")
                : Check.warning(
                        "embedded PostgreSQL",
                        "no binaries on the class path",
                        "use an outside database (store.url) or none (store = none)");
    }

    private static Path existing(Path path) {
        Path here = path.toAbsolutePath();
        while (here.getParent() != null && !Files.exists(here)) {
            here = here.getParent();
        }
        return here;
    }
}
