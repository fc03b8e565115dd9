package io.heliograph.server.check;

import io.heliograph.server.backtest.BacktestOptions;
import io.heliograph.server.backtest.RowChoice;
import io.heliograph.server.file.MarketFiles;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowException;
import io.heliograph.server.file.RowKind;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rows of one run as files, one of each kind, written when somebody asks for them and deleted with it.
 *
 * <p>Documents never ask. Owned by one thread.
 */
final class AlteredFiles implements RunFiles, AutoCloseable {
    private final BacktestOptions options;
    private final RowChoice choice;

    private Path folder;
    private List<Path> paths;

    /** @param choice one like that of the run, used up by it */
    AlteredFiles(BacktestOptions options, RowChoice choice) {
        this.options = options;
        this.choice = choice;
    }

    @Override
    public List<Path> paths() throws IOException {
        if (paths == null) {
            folder = Files.createTempDirectory("heliograph-check-");
            paths = write();
        }
        return paths;
    }

    @Override
    public void close() throws IOException {
        if (folder != null) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private List<Path> write() throws IOException {
        List<Path> written = new ArrayList<>();
        Map<RowKind, Writer> writers = new EnumMap<>(RowKind.class);
        try (MarketFiles files = MarketFiles.open(options.paths(), options.format(), (file, row) -> {
            // Told in the first run.
        })) {
            for (MarketRow row = files.next(); row != null && !choice.isComplete(); row = files.next()) {
                if (choice.takes(row)) {
                    write(row, writers, written);
                }
            }
            for (MarketRow row : choice.after()) {
                write(row, writers, written);
            }
        } catch (RowException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            for (Writer writer : writers.values()) {
                writer.close();
            }
        }
        return List.copyOf(written);
    }

    private void write(MarketRow row, Map<RowKind, Writer> writers, List<Path> written) throws IOException {
        Writer writer = writers.get(row.kind());
        if (writer == null) {
            Path path = folder.resolve(row.kind().name().toLowerCase(Locale.ROOT) + "s.csv");
            written.add(path);
            writer = Files.newBufferedWriter(path);
            writers.put(row.kind(), writer);
            writer.write(String.join(",", row.kind().columns()));
            writer.write('\n');
        }
        writer.write(text(row));
    }

    private static String text(MarketRow row) {
        StringBuilder text = new StringBuilder(row.symbol()).append(',');
        if (row.kind() == RowKind.BAR) {
            text.append(row.timeframe()).append(',');
        }
        text.append(TimeText.of(row.timeNs()));
        int numbers = row.kind().columns().size() - (row.kind() == RowKind.BAR ? 3 : 2);
        for (int i = 0; i < numbers; i++) {
            text.append(',').append(NumberText.of(row.numbers()[i]));
        }
        return text.append('\n').toString();
    }
}
