package io.heliograph.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Assumptions;

/**
 * How many cases a fault suite runs, and where it goes on.
 *
 * <p>In the build it runs its small size, and keeps nothing. Under {@code -Dheliograph.faults=NAME} it runs its full size
 * and writes into the folder that {@code -Dheliograph.faults.folder} names: {@code NAME.passed}, the cases that passed, so
 * that a run that was broken off goes on there; and at the end {@code NAME.result}, one line for who collects results. A case
 * is known by its number, from 0, which is also its seed.
 *
 * <p>Owned by one thread.
 */
public final class FaultSuite {
    /** Names the suite that runs its full size. */
    public static final String FULL = "heliograph.faults";

    /** Names the folder of progress and results. */
    public static final String FOLDER = "heliograph.faults.folder";

    private final String name;
    private final int cases;
    private final Path folder;

    private FaultSuite(String name, int cases, Path folder) {
        this.name = name;
        this.cases = cases;
        this.folder = folder;
    }

    /** A suite by its name, with the size it has in the build, and its full one. */
    public static FaultSuite of(String name, int small, int full) {
        if (!name.equals(System.getProperty(FULL))) {
            return new FaultSuite(name, small, null);
        }
        String folder = System.getProperty(FOLDER);
        if (folder == null) {
            throw new IllegalStateException("expected -D" + FOLDER + "=DIR beside -D" + FULL + "=" + name);
        }
        return new FaultSuite(name, full, Path.of(folder));
    }

    /** Whether the full size runs. */
    public boolean isFull() {
        return folder != null;
    }

    /** How many cases there are, those that passed before included. */
    public int cases() {
        return cases;
    }

    /** The first case that has not passed. */
    public int first() {
        Path file = file("passed");
        return file == null || !Files.exists(file)
                ? 0
                : Integer.parseInt(read(file).strip());
    }

    /** Runs each case that has not passed; one that fails throws, and is the first of the next run. */
    public void run(IntConsumer each) {
        for (int i = first(); i < cases; i++) {
            each.accept(i);
            write("passed", Integer.toString(i + 1));
        }
    }

    /**
     * Leaves the suite out, because this machine lacks something; the test counts as skipped.
     *
     * @param why what is lacking, and what would help
     */
    public void skip(String why) {
        write("result", "skipped\t0\t" + why);
        Assumptions.abort(name + " is skipped: " + why);
    }

    /**
     * Says that all cases passed.
     *
     * @param figures what was counted, {@code name=value} and spaces
     */
    public void passed(String figures) {
        System.out.println("suite=" + name + " cases=" + cases + " " + figures);
        write("result", "passed\t" + cases + "\t" + figures);
    }

    private Path file(String ending) {
        return folder == null ? null : folder.resolve(name + "." + ending);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String ending, String text) {
        Path file = file(ending);
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            // Renamed into place, so that a run broken off leaves a whole file.
            Path whole = Files.writeString(folder.resolve(name + "." + ending + ".tmp"), text + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
