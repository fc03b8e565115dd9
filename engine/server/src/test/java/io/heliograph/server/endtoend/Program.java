package io.heliograph.server.endtoend;

import io.heliograph.server.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own with a home, a working directory and a temporary folder of its own. */
final class Program {
    private static final long PATIENCE_SECONDS = 120;

    private final Path root;

    /** How it ended, and its lines. */
    record Answer(long pid, int exitCode, List<String> out, List<String> err) {
        String said() {
            return String.join("\n", err);
        }
    }

    Program(Path root) throws IOException {
        this.root = root;
        for (String name : List.of("home", "work", "tmp")) {
            Files.createDirectories(root.resolve(name));
        }
    }

    /** The folders in which nothing may be left. */
    List<Path> folders() {
        return List.of(root.resolve("home"), root.resolve("work"), root.resolve("tmp"));
    }

    /** Runs a command line to its end. */
    Answer run(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Duser.home=" + root.resolve("home"));
        command.add("-Djava.io.tmpdir=" + root.resolve("tmp"));
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        Path out = root.resolve("out");
        Path err = root.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.resolve("work").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("HOME", root.resolve("home").toString());
        builder.environment().put("TMPDIR", root.resolve("tmp").toString());
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end within " + PATIENCE_SECONDS + " s: " + Files.readString(err));
        }
        return new Answer(process.pid(), process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }
}
