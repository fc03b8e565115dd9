package io.heliograph.server.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A planted bug where there is no seam: a unified diff of one source file, under {@code ops/faults/patches}.
 *
 * @param name of its file, without the ending
 * @param source the file that it changes, relative to the project's root
 * @param hunks what stands there, and what is to stand there
 */
record Patch(String name, Path source, List<Hunk> hunks) {

    /** A place of the file, as it is and as it becomes. */
    record Hunk(String before, String after) {}

    /** All patches there are. */
    static List<String> names() throws IOException {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString().replace(".patch", ""))
                    .sorted()
                    .toList();
        }
    }

    static Patch read(String name) throws IOException {
        Path source = null;
        List<Hunk> hunks = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (String line : Files.readAllLines(folder().resolve(name + ".patch"))) {
            if (line.startsWith("+++ ")) {
                source = Path.of(line.substring("+++ b/".length()));
            } else if (line.startsWith("@@")) {
                end(hunks, before, after);
            } else if (!line.startsWith("---")) {
                String text = line.isEmpty() ? "" : line.substring(1);
                if (!line.startsWith("+")) {
                    before.append(text).append('\n');
                }
                if (!line.startsWith("-")) {
                    after.append(text).append('\n');
                }
            }
        }
        end(hunks, before, after);
        return new Patch(name, source, hunks);
    }

    private static void end(List<Hunk> hunks, StringBuilder before, StringBuilder after) {
        if (!before.isEmpty()) {
            hunks.add(new Hunk(before.toString(), after.toString()));
            before.setLength(0);
            after.setLength(0);
        }
    }

    /** Writes the changed file below a folder; answers where. */
    Path applyTo(Path folder) throws IOException {
        String text = Files.readString(root().resolve(source));
        for (Hunk hunk : hunks) {
            int at = text.indexOf(hunk.before());
            if (at < 0 || text.indexOf(hunk.before(), at + 1) >= 0) {
                throw new AssertionError("a patch does not fit any more: patch=" + name + " file=" + source
                        + "; make it again with diff -u");
            }
            text = text.substring(0, at)
                    + hunk.after()
                    + text.substring(at + hunk.before().length());
        }
        Path changed = folder.resolve(source);
        Files.createDirectories(changed.getParent());
        return Files.writeString(changed, text);
    }

    private static Path folder() {
        return root().resolve("ops/faults/patches");
    }

    private static Path root() {
        return Path.of(System.getProperty("heliograph.project.root"));
    }
}
