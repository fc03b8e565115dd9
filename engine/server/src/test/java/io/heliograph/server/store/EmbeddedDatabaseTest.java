package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.heliograph.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    Path directory;

    @Test
    void shouldBeDurableAndClosedToOthers() throws IOException {
        Path folder = directory.resolve("pg");
        try (EmbeddedDatabase database = new EmbeddedDatabase(folder, TestDatabase.PROGRAMS)) {
            DatabaseAddress address = database.reach();

            assertThat(setting(address, "fsync")).isEqualTo("on");
            assertThat(setting(address, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(address, "full_page_writes")).isEqualTo("on");
            assertThat(setting(address, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(address, "unix_socket_directories")).isEmpty();
            assertThat(setting(address, "dynamic_shared_memory_type")).isEqualTo("mmap");
            assertThat(setting(address, "data_checksums")).isEqualTo("on");
            assertThat(TestDatabase.column(
                            address, "SELECT type || ' ' || address || ' ' || auth_method FROM pg_hba_file_rules"))
                    .containsExactly("host 127.0.0.1 scram-sha-256");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(address.toString()).doesNotContain(address.password());
            DatabaseAddress stranger = new DatabaseAddress(address.url(), address.user(), "guess");
            assertThatThrownBy(() -> TestDatabase.connect(stranger))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void shouldKeepItsRowsOverAStopAndAKill() throws Exception {
        Path folder = directory.resolve("pg");
        try (EmbeddedDatabase database = new EmbeddedDatabase(folder, TestDatabase.PROGRAMS)) {
            TestDatabase.execute(database.reach(), "CREATE TABLE kept (n integer)", "INSERT INTO kept VALUES (1)");
        }
        try (EmbeddedDatabase database = new EmbeddedDatabase(folder, TestDatabase.PROGRAMS)) {
            DatabaseAddress address = database.reach();
            TestDatabase.execute(address, "INSERT INTO kept VALUES (2)");
            ProcessHandle server = database.server().orElseThrow();
            server.destroyForcibly();
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            awaitEnd(server, folder);

            DatabaseAddress again = database.reach();

            assertThat(again).isEqualTo(address);
            assertThat(TestDatabase.column(again, "SELECT n FROM kept ORDER BY n"))
                    .containsExactly("1", "2");
            assertThat(database.server().orElseThrow().pid()).isNotEqualTo(server.pid());
        }
    }

    @Test
    void shouldLeaveNoFileAndNoProcessBehindOutsideItsFolder() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> sockets = List.of(Path.of("/tmp"), Path.of("/var/run/postgresql"));
        List<String> before = names(temporary, sockets);
        EmbeddedDatabase database = new EmbeddedDatabase(directory.resolve("pg"), TestDatabase.PROGRAMS);
        DatabaseAddress address = database.reach();
        assertThat(names(temporary, sockets).stream().filter(name -> !before.contains(name)))
                .noneMatch(name -> name.contains("PGSQL") || name.contains("postgres") || name.contains("epg"));
        ProcessHandle server = database.server().orElseThrow();

        database.close();

        assertThat(Postmaster.serves(server, directory.resolve("pg/data"))).isFalse();
        assertThatThrownBy(() -> TestDatabase.connect(address)).isInstanceOf(SQLException.class);
    }

    private static List<String> names(Path temporary, List<Path> sockets) throws IOException {
        return Stream.concat(Stream.of(temporary), sockets.stream())
                .filter(Files::isDirectory)
                .flatMap(folder -> Stream.of(folder.toFile().list()).map(name -> folder + "/" + name))
                // Other test JVMs may start their shared server at this very moment.
                .filter(name -> !name.contains("test-postgres-") && !name.contains("postgres-programs"))
                .toList();
    }

    @Test
    void shouldStopTheServerOfAKilledEngineBeforeItStartsItsOwn() throws Exception {
        Path folder = directory.resolve("pg");
        long orphan;
        try (ChildJvm child = ChildJvm.start(Starter.class, folder.toString(), TestDatabase.PROGRAMS.toString())) {
            orphan = Long.parseLong(child.awaitLine("server=").replaceAll(".*server=", ""));
            child.kill();
        }
        ProcessHandle left = ProcessHandle.of(orphan).orElseThrow();
        assertThat(Postmaster.serves(left, folder.resolve("data"))).isTrue();

        try (EmbeddedDatabase database = new EmbeddedDatabase(folder, TestDatabase.PROGRAMS)) {
            DatabaseAddress address = database.reach();

            assertThat(Postmaster.serves(left, folder.resolve("data"))).isFalse();
            assertThat(TestDatabase.column(address, "SELECT n FROM written")).containsExactly("7");
        }
    }

    /** An engine that is about to be killed. */
    static final class Starter {
        public static void main(String[] arguments) throws Exception {
            EmbeddedDatabase database = new EmbeddedDatabase(Path.of(arguments[0]), Path.of(arguments[1]));
            TestDatabase.execute(
                    database.reach(), "CREATE TABLE written (n integer)", "INSERT INTO written VALUES (7)");
            System.out.println("server=" + database.server().orElseThrow().pid());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void shouldStopAFrozenServerThatWasLeftBehind() throws Exception {
        Path folder = directory.resolve("pg");
        EmbeddedDatabase killed = new EmbeddedDatabase(folder, TestDatabase.PROGRAMS);
        killed.reach();
        ProcessHandle left = killed.server().orElseThrow();
        Signals.send("STOP", left.pid());

        try (EmbeddedDatabase database = new EmbeddedDatabase(folder, TestDatabase.PROGRAMS)) {
            DatabaseAddress address = database.reach();

            assertThat(Postmaster.serves(left, folder.resolve("data"))).isFalse();
            assertThat(TestDatabase.column(address, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void shouldNotTakeAnotherProcessForItsServer() throws IOException {
        Path folder = directory.resolve("pg");
        try (EmbeddedDatabase database = new EmbeddedDatabase(folder, TestDatabase.PROGRAMS)) {
            database.reach();
        }
        long stranger = ProcessHandle.current().pid();
        Files.writeString(
                folder.resolve("data/postmaster.pid"),
                stranger + "\n" + folder.resolve("data") + "\n1\n1\n\n127.0.0.1\n");

        try (EmbeddedDatabase database = new EmbeddedDatabase(folder, TestDatabase.PROGRAMS)) {
            assertThat(database.server()).isEmpty();
            assertThat(TestDatabase.column(database.reach(), "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void shouldBeginAnewWhereAnEarlierStartDiedHalfWay() throws IOException {
        Path folder = directory.resolve("pg");
        Files.createDirectories(folder.resolve("data.new/base"));
        Files.writeString(folder.resolve("data.new/postgresql.conf"), "half");

        try (EmbeddedDatabase database = new EmbeddedDatabase(folder, TestDatabase.PROGRAMS)) {
            assertThat(TestDatabase.column(database.reach(), "SELECT 1")).containsExactly("1");
            assertThat(folder.resolve("data.new")).doesNotExist();
        }
    }

    @Test
    void shouldUnpackAnewWhereAnEarlierUnpackingDied() throws IOException {
        Path programs = directory.resolve("programs");
        Path dead = Files.createDirectories(programs.resolve("unpacking-1/bin")).getParent();
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path busy = Files.createDirectories(programs.resolve("unpacking-2"));

        PostgresBinaries unpacked = PostgresBinaries.unpack(programs);

        assertThat(Path.of(unpacked.program("postgres"))).isExecutable();
        assertThat(dead).doesNotExist();
        assertThat(busy).exists();
        FileTime made = Files.getLastModifiedTime(unpacked.home());
        assertThat(PostgresBinaries.unpack(programs).home()).isEqualTo(unpacked.home());
        assertThat(Files.getLastModifiedTime(unpacked.home())).isEqualTo(made);
    }

    @Test
    void shouldRefuseADatabaseOfAnotherVersionOrWithoutItsPassword() throws IOException {
        Path folder = directory.resolve("pg");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/PG_VERSION"), "12\n");
        EmbeddedDatabase database = new EmbeddedDatabase(folder, TestDatabase.PROGRAMS);
        assertThatThrownBy(database::reach)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected file=" + folder.resolve("password"));

        Files.writeString(folder.resolve("password"), "known");

        assertThatThrownBy(database::reach)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected=18 found=12");
    }

    @Test
    void shouldRunAsNobodyWhereUserNamespacesAreForbidden() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("only root can become nobody")
                .isEqualTo("root");
        assertThat(Unprivileged.choose()).isIn(Unprivileged.NAMESPACE, Unprivileged.NOBODY);
        Path open = Files.createTempDirectory(Path.of("target"), "nobody-").toAbsolutePath();
        for (Path above = open.getParent(); above != null; above = above.getParent()) {
            assumeThat(Files.getPosixFilePermissions(above))
                    .as("nobody must be able to reach %s", above)
                    .contains(PosixFilePermission.OTHERS_EXECUTE);
        }
        try {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (EmbeddedDatabase database =
                    new EmbeddedDatabase(open.resolve("pg"), TestDatabase.PROGRAMS, Unprivileged.NOBODY)) {
                assertThat(TestDatabase.column(database.reach(), "SELECT 1")).containsExactly("1");
                assertThat(Files.getOwner(open.resolve("pg/data")).getName()).isEqualTo("nobody");
            }
        } finally {
            PostgresBinaries.delete(open);
        }
    }

    private static void awaitEnd(ProcessHandle server, Path folder) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (Postmaster.serves(server, folder.resolve("data"))) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadlineNs);
            Thread.onSpinWait();
        }
    }

    private static String setting(DatabaseAddress address, String name) {
        return TestDatabase.column(address, "SELECT setting FROM pg_settings WHERE name = '" + name + "'")
                .get(0);
    }
}
