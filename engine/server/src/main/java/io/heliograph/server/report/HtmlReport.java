package io.heliograph.server.report;

import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.text.WholeFile;
import io.heliograph.server.whatif.WhatIf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A backtest as one HTML file that needs nothing but a browser.
 *
 * <p>The same result gives the same bytes. The file's own policy lets a browser run and apply nothing but the script and
 * the style that stand in it, named by their hashes, and load nothing at all; all text of the run lies in a block of
 * JSON, which no browser runs. Not safe for use by several threads on one path.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the report; a file that stands there is replaced once the new one is whole.
     *
     * @param lines what to draw besides the bars; those of a symbol and timeframe without bars are left out
     * @param out the file; its folder has to be there
     * @throws IllegalArgumentException where signals, lines and bars do not belong together
     * @throws IOException where it cannot be written
     */
    public static void write(BacktestResult result, List<ChartLines> lines, Path out) throws IOException {
        write(result, lines, Optional.empty(), out);
    }

    /**
     * Writes both runs of a journal: the other strategies as a backtest is written, what they change of the journal's
     * signals marked in the chart and listed, the figures of both beside one another.
     *
     * @param whatIf with the bars of both runs
     * @throws IOException where it cannot be written
     */
    public static void write(WhatIf whatIf, Path out) throws IOException {
        BacktestResult both = BothRuns.of(whatIf);
        write(both, StrategyLines.of(both), Optional.of(whatIf), out);
    }

    private static void write(BacktestResult result, List<ChartLines> lines, Optional<WhatIf> whatIf, Path out)
            throws IOException {
        try (WholeFile file = WholeFile.begin(out)) {
            write(result, lines, whatIf, file.out());
            file.complete();
        }
    }

    private static void write(BacktestResult result, List<ChartLines> lines, Optional<WhatIf> whatIf, OutputStream out)
            throws IOException {
        Page page = Page.read();
        out.write(page.beforeData().getBytes(StandardCharsets.UTF_8));
        DataBlock.write(result, lines, whatIf, out);
        out.write(page.afterData().getBytes(StandardCharsets.UTF_8));
    }
}
