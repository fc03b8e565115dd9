package io.heliograph.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * ta4j on doubles as a user streams it: one bar added, the indicators read, bar after bar.
 *
 * <p>Times and the bar's length are made beforehand; what the collector does later is not counted against it.
 */
final class Ta4jStream {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<Market> markets;
    private final ZonedDateTime[] ends;

    Ta4jStream(List<Market> markets) {
        this.markets = markets;
        this.ends = new ZonedDateTime[markets.get(0).bars()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = Instant.ofEpochSecond(60L * (i + 1)).atZone(ZoneOffset.UTC);
        }
    }

    /** Makes the indicators anew for each market. */
    Pass pass(Results into, Function<BarSeries, List<Indicator<Num>>> make) {
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                BarSeries series = new BaseBarSeriesBuilder()
                        .withNumTypeOf(DoubleNum.class)
                        .build();
                List<Indicator<Num>> indicators = make.apply(series);
                Market market = markets.get(m);
                for (int i = 0; i < market.bars(); i++) {
                    add(series, market, i);
                    for (int output = 0; output < indicators.size(); output++) {
                        into.at(m, output)[i] =
                                indicators.get(output).getValue(i).doubleValue();
                    }
                }
            }
        };
    }

    private void add(BarSeries series, Market market, int i) {
        series.addBar(
                MINUTE,
                ends[i],
                DoubleNum.valueOf(market.open()[i]),
                DoubleNum.valueOf(market.high()[i]),
                DoubleNum.valueOf(market.low()[i]),
                DoubleNum.valueOf(market.close()[i]),
                DoubleNum.valueOf(market.volume()[i]));
    }
}
