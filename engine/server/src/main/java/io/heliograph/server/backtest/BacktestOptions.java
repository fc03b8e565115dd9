package io.heliograph.server.backtest;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.server.file.FileFormat;
import java.util.List;

/**
 * What to run over what.
 *
 * @param paths files, merged by event time, or {@code -} for standard input
 * @param format how the files are to be read
 * @param barsFrom what bars are built from; AUTO: trades where any file holds some, else published bars, else mid
 * @param throughNs the data are complete up to here, nanoseconds since the epoch; 0: up to the last event's base bar
 * @param strategies in force before the first event, in this order
 * @param settings of the core; instruments are declared by the files
 * @param isStrict whether the first bad or refused row ends the run
 */
public record BacktestOptions(
        List<String> paths,
        FileFormat format,
        BarsFrom barsFrom,
        long throughNs,
        List<CompiledStrategy> strategies,
        CoreSettings settings,
        boolean isStrict) {
    /** These strategies over these files, everything else as it is where nobody says anything. */
    public static BacktestOptions of(List<String> paths, List<CompiledStrategy> strategies) {
        return new BacktestOptions(
                List.copyOf(paths),
                FileFormat.PLAIN,
                BarsFrom.AUTO,
                0,
                List.copyOf(strategies),
                CoreSettings.defaults(),
                false);
    }

    public BacktestOptions withFormat(FileFormat other) {
        return new BacktestOptions(paths, other, barsFrom, throughNs, strategies, settings, isStrict);
    }

    public BacktestOptions withBarsFrom(BarsFrom other) {
        return new BacktestOptions(paths, format, other, throughNs, strategies, settings, isStrict);
    }

    public BacktestOptions withThrough(long timeNs) {
        return new BacktestOptions(paths, format, barsFrom, timeNs, strategies, settings, isStrict);
    }

    public BacktestOptions withStrategies(List<CompiledStrategy> others) {
        return new BacktestOptions(paths, format, barsFrom, throughNs, others, settings, isStrict);
    }

    public BacktestOptions withSettings(CoreSettings other) {
        return new BacktestOptions(paths, format, barsFrom, throughNs, strategies, other, isStrict);
    }

    /** As these, and the first bad or refused row ends the run. */
    public BacktestOptions strict() {
        return new BacktestOptions(paths, format, barsFrom, throughNs, strategies, settings, true);
    }
}
