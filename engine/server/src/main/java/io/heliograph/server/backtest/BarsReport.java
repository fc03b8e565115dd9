package io.heliograph.server.backtest;

import java.util.List;

/**
 * What became of files out of which bars were made.
 *
 * @param bars bars written
 * @param accepted trades, quotes and bars that had an effect
 * @param rejected those that had none
 * @param badRows rows that could not be read
 */
public record BarsReport(List<InputFile> inputs, long bars, long accepted, long rejected, long badRows) {
    /** Whether a row was rejected or could not be read. */
    public boolean hasFindings() {
        return rejected > 0 || badRows > 0;
    }
}
