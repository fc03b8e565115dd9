package io.heliograph.server.backtest;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.core.Timeframe;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import java.io.IOException;

/** How bars are written: shortest exact decimals, times in UTC. */
public enum BarsForm {
    /** The columns of bar files, then trades and vwap; empty where a bar does not say. */
    CSV {
        @Override
        String header() {
            return "symbol,timeframe,open_time,open,high,low,close,volume,trades,vwap\n";
        }

        @Override
        void bar(Appendable out, BarClosedDecoder bar, Timeframe timeframe) throws IOException {
            out.append(bar.symbol())
                    .append(',')
                    .append(timeframe.toString())
                    .append(',')
                    .append(TimeText.of(bar.start()))
                    .append(',')
                    .append(NumberText.of(bar.openPrice()))
                    .append(',')
                    .append(NumberText.of(bar.highPrice()))
                    .append(',')
                    .append(NumberText.of(bar.lowPrice()))
                    .append(',')
                    .append(NumberText.of(bar.closePrice()))
                    .append(',')
                    .append(NumberText.of(bar.volume()))
                    .append(',')
                    .append(bar.trades() < 0 ? "" : Long.toString(bar.trades()))
                    .append(',')
                    .append(NumberText.of(bar.wap()))
                    .append('\n');
        }
    },

    /** One object a line with members of the same names; null where a bar does not say. */
    JSON {
        @Override
        String header() {
            return "";
        }

        @Override
        void bar(Appendable out, BarClosedDecoder bar, Timeframe timeframe) throws IOException {
            out.append("{\"symbol\":\"")
                    .append(new String(JsonStringEncoder.getInstance().quoteAsString(bar.symbol())))
                    .append("\",\"timeframe\":\"")
                    .append(timeframe.toString())
                    .append("\",\"open_time\":\"")
                    .append(TimeText.of(bar.start()))
                    .append("\",\"open\":")
                    .append(NumberText.of(bar.openPrice()))
                    .append(",\"high\":")
                    .append(NumberText.of(bar.highPrice()))
                    .append(",\"low\":")
                    .append(NumberText.of(bar.lowPrice()))
                    .append(",\"close\":")
                    .append(NumberText.of(bar.closePrice()))
                    .append(",\"volume\":")
                    .append(NumberText.of(bar.volume()))
                    .append(",\"trades\":")
                    .append(bar.trades() < 0 ? "null" : Long.toString(bar.trades()))
                    .append(",\"vwap\":")
                    .append(Double.isNaN(bar.wap()) ? "null" : NumberText.of(bar.wap()))
                    .append("}\n");
        }
    };

    /** What stands above the bars; empty where nothing does. */
    abstract String header();

    /** Writes one bar with the end of its line. */
    abstract void bar(Appendable out, BarClosedDecoder bar, Timeframe timeframe) throws IOException;
}
