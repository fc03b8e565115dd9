package io.heliograph.server.cli.serve;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Sends the temporary files of this process and its libraries into the data directory, so that nothing lies elsewhere. */
final class TempFolder {
    private static final List<String> PROPERTIES = List.of(
            "java.io.tmpdir",
            "io.grpc.netty.shaded.io.netty.tmpdir",
            "io.grpc.netty.shaded.io.netty.native.workdir",
            "jna.tmpdir",
            "jffi.extract.dir");

    private TempFolder() {}

    /** Must come before the first library that writes such files. */
    static void under(Path data) {
        try {
            if (!Files.exists(data)) {
                Files.createDirectories(data.toAbsolutePath().getParent());
                Files.createDirectory(
                        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path folder = Files.createDirectories(data.resolve("tmp")).toAbsolutePath();
            PROPERTIES.forEach(property -> System.setProperty(property, folder.toString()));
        } catch (IOException e) {
            throw new CommandException(ExitCode.STORAGE_FAILED, "cannot make the data directory: " + e);
        }
    }
}
