package io.heliograph.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CachedIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.StochasticRSIIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.Num;

/** The eight indicators against each peer. */
final class Contests {
    private final List<Market> markets;
    private final int bars;
    private final List<Contest> contests = new ArrayList<>();

    private Contests(List<Market> markets) {
        this.markets = markets;
        this.bars = markets.stream().mapToInt(Market::bars).sum();
    }

    /** Against TA-Lib Java over whole arrays. */
    static List<Contest> againstTaLib(List<Market> markets) {
        Contests all = new Contests(markets);
        Kernels ours = new Kernels(markets);
        TaLibArrays theirs = new TaLibArrays(markets);
        all.add("SMA 20", 1, 19, ours::sma, theirs::sma);
        all.add("EMA 20", 1, 19, ours::ema, theirs::ema);
        all.add("RSI 14", 1, 14, ours::rsi, theirs::rsi);
        all.add("ATR 14", 1, 14, ours::atr, theirs::atr);
        all.add("MACD 12,26,9", 3, 33, ours::macd, theirs::macd);
        all.add("Bollinger 20,2", 3, 19, ours::bbands, theirs::bbands);
        all.add("StochRSI 14,14,3,3", 2, 29, ours::stochRsi, theirs::stochRsi);
        all.add("ADX 14", 1, 27, ours::adx, theirs::adx);
        return all.contests;
    }

    /** Against ta4j on doubles, a bar at a time. */
    static List<Contest> againstTa4j(List<Market> markets) {
        Contests all = new Contests(markets);
        Kernels ours = new Kernels(markets);
        Ta4jStream theirs = new Ta4jStream(markets);
        all.add("SMA 20", 1, 0, ours::sma, ta4j(theirs, s -> List.of(new SMAIndicator(close(s), 20))));
        all.add("EMA 20", 1, 0, ours::ema, ta4j(theirs, s -> List.of(new EMAIndicator(close(s), 20))));
        all.add("RSI 14", 1, 0, ours::rsi, ta4j(theirs, s -> List.of(new RSIIndicator(close(s), 14))));
        all.add("ATR 14", 1, 0, ours::atr, ta4j(theirs, s -> List.of(new ATRIndicator(s, 14))));
        all.add("MACD 12,26,9", 3, 0, ours::macd, ta4j(theirs, Contests::macd));
        all.add("Bollinger 20,2", 3, 0, ours::bbands, ta4j(theirs, Contests::bands));
        all.add("StochRSI 14,14,3,3", 2, 0, ours::stochRsi, ta4j(theirs, Contests::stochRsi));
        all.add("ADX 14", 1, 0, ours::adx, ta4j(theirs, s -> List.of(new ADXIndicator(s, 14))));
        return all.contests;
    }

    private void add(
            String name, int outputs, int shift, Function<Results, Pass> ours, Function<Results, Pass> theirs) {
        Results own = new Results(markets, outputs);
        Results other = new Results(markets, outputs);
        contests.add(
                new Contest(name, bars, ours.apply(own), theirs.apply(other), () -> own.differenceFrom(other, shift)));
    }

    private static Function<Results, Pass> ta4j(Ta4jStream peer, Function<BarSeries, List<Indicator<Num>>> make) {
        return into -> peer.pass(into, make);
    }

    private static ClosePriceIndicator close(BarSeries series) {
        return new ClosePriceIndicator(series);
    }

    private static List<Indicator<Num>> macd(BarSeries series) {
        MACDIndicator line = new MACDIndicator(close(series), 12, 26);
        EMAIndicator signal = new EMAIndicator(line, 9);
        return List.of(line, signal, new Difference(line, signal));
    }

    private static List<Indicator<Num>> bands(BarSeries series) {
        BollingerBandsMiddleIndicator middle = new BollingerBandsMiddleIndicator(new SMAIndicator(close(series), 20));
        StandardDeviationIndicator deviation = new StandardDeviationIndicator(close(series), 20);
        return List.of(
                new BollingerBandsUpperIndicator(middle, deviation),
                middle,
                new BollingerBandsLowerIndicator(middle, deviation));
    }

    /** Its values go from 0 to 1, ours to 100. */
    private static List<Indicator<Num>> stochRsi(BarSeries series) {
        Percent raw = new Percent(new StochasticRSIIndicator(close(series), 14));
        return List.of(raw, new SMAIndicator(raw, 3));
    }

    /** One line less another, as a user would write it. */
    private static final class Difference extends CachedIndicator<Num> {
        private final Indicator<Num> first;
        private final Indicator<Num> second;

        private Difference(Indicator<Num> first, Indicator<Num> second) {
            super(first);
            this.first = first;
            this.second = second;
        }

        @Override
        protected Num calculate(int index) {
            return first.getValue(index).minus(second.getValue(index));
        }

        @Override
        public int getUnstableBars() {
            return 0;
        }
    }

    /** A share as a percentage; half where it is nothing over nothing, which would poison every average behind it. */
    private static final class Percent extends CachedIndicator<Num> {
        private final Indicator<Num> share;

        private Percent(Indicator<Num> share) {
            super(share);
            this.share = share;
        }

        @Override
        protected Num calculate(int index) {
            Num value = share.getValue(index);
            return value.isNaN() ? numOf(50) : value.multipliedBy(hundred());
        }

        @Override
        public int getUnstableBars() {
            return 0;
        }
    }
}
