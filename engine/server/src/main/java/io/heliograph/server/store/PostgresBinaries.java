package io.heliograph.server.store;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked once into a folder named by the digest of their archive.
 *
 * <p>They are unpacked beside it and renamed when complete, so a process that dies meanwhile leaves nothing that a later
 * one would take for whole.
 */
final class PostgresBinaries {
    private static final int DIGEST_CHARS = 16;
    private static final String HALF = "unpacking-";
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks the archive on the class path into the folder, unless that was done before. */
    static PostgresBinaries unpack(Path folder) throws IOException {
        byte[] archive = archive();
        Path home = folder.resolve("postgres-" + digest(archive));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(folder);
            sweep(folder);
            Path half = Files.createTempDirectory(
                    folder, HALF, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            extract(archive, half);
            moveInto(home, half);
        }
        return new PostgresBinaries(home);
    }

    /** The path of {@code initdb}, {@code pg_ctl} or {@code postgres}. */
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    Path home() {
        return home;
    }

    /** Deletes what processes that died while unpacking left; one that is at it now keeps its own. */
    private static void sweep(Path folder) throws IOException {
        Instant old = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(folder, HALF + "*")) {
            for (Path half : halves) {
                if (Files.getLastModifiedTime(half).toInstant().isBefore(old)) {
                    delete(half);
                }
            }
        }
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch");
        try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system, machine.equals("amd64") ? "x86_64" : machine)) {
            return in.readAllBytes();
        } catch (IllegalStateException e) {
            throw new IOException(
                    "no PostgreSQL for this machine on the class path: os=" + system + " arch=" + machine
                            + "; set store.url to a server, or store = none",
                    e);
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void extract(byte[] archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("an archive's path leaves its folder: path=" + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink() || entry.isLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    if (target.getParent().endsWith("bin") && !target.toFile().setExecutable(true, false)) {
                        throw new IOException("cannot be made executable: path=" + target);
                    }
                }
            }
        }
    }

    private static void moveInto(Path home, Path half) throws IOException {
        try {
            Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(half);
            if (!Files.isDirectory(home)) {
                throw e;
            }
            // Another process was faster; what it unpacked is the same.
        }
    }

    /** Deletes a folder with all it holds; an absent one is no error. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
