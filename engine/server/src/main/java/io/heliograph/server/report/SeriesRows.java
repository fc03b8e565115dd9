package io.heliograph.server.report;

import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.BarRow;
import io.heliograph.server.backtest.SignalRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of one symbol and timeframe: bars by ordinal, signals by bar, those of one bar in order of emission. */
final class SeriesRows {
    private final SeriesKey key;
    private final List<BarRow> bars = new ArrayList<>();
    private final List<SignalRow> signals = new ArrayList<>();
    private final List<ChartLines> lines = new ArrayList<>();

    private SeriesRows(SeriesKey key) {
        this.key = key;
    }

    /**
     * Everything by symbol and timeframe.
     *
     * @throws IllegalArgumentException where a signal or a line does not belong to the bars
     */
    static SortedMap<SeriesKey, SeriesRows> of(BacktestResult result, List<ChartLines> lines) {
        SortedMap<SeriesKey, SeriesRows> series = new TreeMap<>();
        for (BarRow bar : result.bars()) {
            SeriesKey key = new SeriesKey(bar.symbol(), bar.timeframe());
            series.computeIfAbsent(key, SeriesRows::new).bars.add(bar);
        }
        for (SignalRow signal : result.signals()) {
            SeriesKey key = new SeriesKey(signal.symbol(), signal.timeframe());
            SeriesRows rows = series.get(key);
            if (rows == null) {
                throw new IllegalArgumentException("a signal needs the bars of its symbol and timeframe: signal="
                        + signal.signalId() + ", " + key);
            }
            rows.signals.add(signal);
        }
        for (ChartLines drawn : lines) {
            SeriesRows rows = series.get(new SeriesKey(drawn.symbol(), drawn.timeframe()));
            if (rows != null) {
                rows.add(drawn);
            }
        }
        return series;
    }

    SeriesKey key() {
        return key;
    }

    List<BarRow> bars() {
        return bars;
    }

    List<SignalRow> signals() {
        return signals;
    }

    List<ChartLines> lines() {
        return lines;
    }

    /** For each signal the place of its bar. */
    double[] signalBars() {
        Map<Long, Integer> places = new HashMap<>(bars.size() * 2);
        for (int i = 0; i < bars.size(); i++) {
            places.put(bars.get(i).ordinal(), i);
        }
        double[] found = new double[signals.size()];
        for (int i = 0; i < found.length; i++) {
            Integer place = places.get(signals.get(i).barOrdinal());
            if (place == null) {
                throw new IllegalArgumentException(
                        "a signal needs its bar: signal=" + signals.get(i).signalId() + ", barOrdinal="
                                + signals.get(i).barOrdinal() + ", " + key);
            }
            found[i] = place;
        }
        return found;
    }

    private void add(ChartLines drawn) {
        for (ChartLines.Line line : drawn.lines()) {
            if (line.values().length != bars.size()) {
                throw new IllegalArgumentException("a line needs a value of each bar: line=" + line.name() + ", values="
                        + line.values().length + ", bars=" + bars.size() + ", " + key);
            }
        }
        lines.add(drawn);
    }
}
