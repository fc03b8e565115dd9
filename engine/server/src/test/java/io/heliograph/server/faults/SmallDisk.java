package io.heliograph.server.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own and of a given size: in memory, or ext4 in a file. Needs the right to mount. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Why none can be had here; empty where it can. */
    static String lacking(Path scratch) throws IOException {
        for (boolean inMemory : new boolean[] {true, false}) {
            try (SmallDisk disk = mount(scratch, inMemory, 32)) {
                Files.writeString(disk.folder().resolve("probe"), "probe");
            } catch (AssertionError e) {
                return e.getMessage();
            }
        }
        return "";
    }

    static SmallDisk mount(Path scratch, boolean inMemory, int megabytes) throws IOException {
        Path folder = Files.createDirectories(scratch.resolve("disk"));
        if (inMemory) {
            Command.mustRun("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        } else {
            Path image = scratch.resolve("image");
            Files.deleteIfExists(image);
            Command.mustRun("truncate", "-s", megabytes + "M", image.toString());
            Command.mustRun("mkfs.ext4", "-q", "-m", "0", image.toString());
            Command.mustRun("mount", "-o", "loop", image.toString(), folder.toString());
        }
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public void close() {
        Command.mustRun("umount", folder.toString());
    }
}
