package io.heliograph.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A JVM started by a test, with the test's own class path and JVM flags, that can be killed at any moment.
 *
 * <p>Its output, errors included, is collected by a thread of its own; every wait has a limit and shows the output when
 * it fails. Closing kills what still runs.
 */
public final class ChildJvm implements AutoCloseable {
    /** How long a wait lasts where nothing else is said; a guard against hanging, not a promise. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();

    private boolean ended;

    private ChildJvm(Process process) {
        this.process = process;
        this.reader = new Thread(this::collect, "child-output-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the main class in the test's working directory. */
    public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        return start(Path.of("").toAbsolutePath(), List.of(), main.getName(), arguments);
    }

    /** Starts the main class in the directory, with more JVM options after the test's own flags. */
    public static ChildJvm start(Path directory, List<String> options, String main, String... arguments)
            throws IOException {
        return startOn(Path.of(System.getProperty("java.home")), directory, options, main, arguments);
    }

    /** Starts the main class over other classes that stand before the test's own. */
    public static ChildJvm startOver(Path classes, String main, String... arguments) throws IOException {
        return startOn(
                Path.of(System.getProperty("java.home")),
                Path.of("").toAbsolutePath(),
                List.of(),
                classes + File.pathSeparator + classPath(),
                main,
                arguments);
    }

    /** Starts the main class on another JDK, by its home. */
    public static ChildJvm startOn(
            Path javaHome, Path directory, List<String> options, String main, String... arguments) throws IOException {
        return startOn(javaHome, directory, options, classPath(), main, arguments);
    }

    private static ChildJvm startOn(
            Path javaHome, Path directory, List<String> options, String classPath, String main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (isInherited(flag)) {
                command.add(flag);
            }
        }
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(main);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        return new ChildJvm(process);
    }

    /** Debuggers, agents and their ports belong to the parent alone. */
    private static boolean isInherited(String flag) {
        return !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent") && !flag.startsWith("-Xrunjdwp");
    }

    /** The test runner may hide the real path behind a manifest-only jar and keeps it in a property of its own. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private void collect() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(output ended: " + e.getMessage() + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything printed so far, one line each. */
    public synchronized List<String> output() {
        return List.copyOf(lines);
    }

    /** Waits for a line that holds the text, {@link #PATIENCE} at most; answers the first such line. */
    public String awaitLine(String text) {
        return awaitLine(line -> line.contains(text), "\"" + text + "\"", PATIENCE);
    }

    /** Waits for a line, printed before or after this call. */
    public synchronized String awaitLine(Predicate<String> wanted, String described, Duration patience) {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (wanted.test(lines.get(seen))) {
                    return lines.get(seen);
                }
            }
            long leftNs = deadlineNs - System.nanoTime();
            if (ended || leftNs <= 0) {
                throw new AssertionError((ended ? "the child ended" : "the child printed for " + patience)
                        + " without the line " + described + shown());
            }
            waitFor(leftNs);
        }
    }

    private synchronized void waitFor(long ns) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, ns);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the child" + shown(), e);
        }
    }

    /** Writes a line to the child's standard input. */
    public void send(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the child takes no input" + shown(), e);
        }
    }

    /** Kills it as {@code kill -9} does and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Asks it to stop as {@code kill} does; it runs its shutdown hooks. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end, {@link #PATIENCE} at most; answers the exit code. All output is in by then. */
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("the child is alive after " + PATIENCE + shown());
            }
            reader.join(PATIENCE.toMillis());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the child" + shown(), e);
        }
    }

    private String shown() {
        List<String> all = output();
        return "; pid=" + pid() + " lines=" + all.size() + " output:\n  " + String.join("\n  ", all);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
