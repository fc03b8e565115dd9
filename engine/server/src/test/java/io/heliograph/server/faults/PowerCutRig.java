package io.heliograph.server.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A disk whose power can be cut: an ext4 image on an XFS image, both on loop devices; a reflink copy of the inner image holds,
 * in one instant, exactly what its block device held, and nothing of what only memory did.
 *
 * <p>Needs root, xfsprogs and loop devices. One thread.
 */
final class PowerCutRig implements AutoCloseable {
    private static final String OUTER_SIZE = "6G";
    private static final String INNER_SIZE = "3G";
    private static final int COMMAND_SECONDS = 60;

    private final Path outer;
    private final Path inner;
    private final Path cut;
    private final Path image;
    private final Path copy;
    private final List<Path> mounted = new ArrayList<>();

    private PowerCutRig(Path folder) {
        this.outer = folder.resolve("outer");
        this.inner = folder.resolve("inner");
        this.cut = folder.resolve("cut");
        this.image = outer.resolve("inner.img");
        this.copy = outer.resolve("cut.img");
    }

    /** What of this machine is in the way; empty where nothing is. */
    static Optional<String> lacks() throws IOException, InterruptedException {
        if (!output("id", "-u").strip().equals("0")) {
            return Optional.of("it mounts file systems, which needs root");
        }
        for (String program : List.of("mkfs.xfs", "mkfs.ext4", "mount", "umount", "cp")) {
            if (new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() != 0) {
                return Optional.of("no " + program + ": apt-get install -y xfsprogs e2fsprogs");
            }
        }
        return Optional.empty();
    }

    /**
     * Makes both file systems in a folder.
     *
     * @throws IOException where this machine does not let us, with what it said
     */
    static PowerCutRig in(Path folder) throws IOException, InterruptedException {
        PowerCutRig rig = new PowerCutRig(folder);
        Path image = folder.resolve("outer.img");
        for (Path each : List.of(rig.outer, rig.inner, rig.cut)) {
            Files.createDirectories(each);
        }
        try {
            output("truncate", "-s", OUTER_SIZE, image.toString());
            output("mkfs.xfs", "-q", "-f", "-m", "reflink=1", image.toString());
            rig.mount(image, rig.outer);
            output("truncate", "-s", INNER_SIZE, rig.image.toString());
            output("mkfs.ext4", "-q", rig.image.toString());
            rig.mount(rig.image, rig.inner);
            return rig;
        } catch (IOException e) {
            rig.close();
            throw e;
        }
    }

    /** Where the engine works. */
    Path folder() {
        return inner;
    }

    /** Cuts the power of a copy, while the original goes on; answers where the copy's files are after its next start. */
    Path cut() throws IOException, InterruptedException {
        output("cp", "--reflink=always", image.toString(), copy.toString());
        mount(copy, cut);
        return cut;
    }

    /** Gives the copy up. */
    void discardCut() throws IOException {
        unmount(cut);
        Files.delete(copy);
    }

    private void mount(Path image, Path at) throws IOException, InterruptedException {
        output("mount", "-o", "loop", image.toString(), at.toString());
        mounted.add(at);
    }

    private void unmount(Path at) throws IOException {
        try {
            // Lazily: a process of ours may still have files of it mapped, until its next collection.
            output("umount", "-l", at.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: at=" + at, e);
        }
        mounted.remove(at);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        while (!mounted.isEmpty()) {
            unmount(mounted.get(mounted.size() - 1));
        }
    }
}
