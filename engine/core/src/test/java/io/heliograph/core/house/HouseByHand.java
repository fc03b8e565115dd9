package io.heliograph.core.house;

import static io.heliograph.core.house.Quantity.and;
import static io.heliograph.core.house.Quantity.crossAbove;
import static io.heliograph.core.house.Quantity.crossBelow;
import static io.heliograph.core.house.Quantity.of;
import static io.heliograph.core.house.Quantity.product;

import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.kernels.Adx;
import io.heliograph.kernels.AdxSeed;
import io.heliograph.kernels.Atr;
import io.heliograph.kernels.AtrFirst;
import io.heliograph.kernels.Bar;
import io.heliograph.kernels.BollingerBands;
import io.heliograph.kernels.DynamicBands;
import io.heliograph.kernels.DynamicBandsParams;
import io.heliograph.kernels.Ema;
import io.heliograph.kernels.EmaSeed;
import io.heliograph.kernels.Kernel;
import io.heliograph.kernels.Macd;
import io.heliograph.kernels.MacdStart;
import io.heliograph.kernels.Rsi;
import io.heliograph.kernels.StochRsi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The five house strategies once more, written out by hand over the kernels: what the language, its compiler and the
 * pipeline must come to.
 */
abstract class HouseByHand implements StrategyView {
    private final int readyBar;
    private final boolean hasTarget;
    private final Bar kernelBar = new Bar();
    private final Atr atr = new Atr(14, AtrFirst.SKIP);
    private final Map<String, List<Quantity>> series = new HashMap<>();

    private int bars;

    private HouseByHand(int readyBar, boolean hasTarget) {
        this.readyBar = readyBar;
        this.hasTarget = hasTarget;
    }

    static HouseByHand named(String name) {
        return switch (name) {
            case "momentum" -> new Momentum();
            case "mean-reversion" -> new MeanReversion();
            case "trend-following" -> new TrendFollowing();
            case "stochrsi-dynamic-bands" -> new StochRsiBands(DynamicBandsParams.Profile.SYMMETRIC);
            case "stochrsi-dynamic-bands-seed" -> new StochRsiBands(DynamicBandsParams.Profile.SEED);
            default -> throw new IllegalArgumentException("no house strategy: name=" + name);
        };
    }

    /** Feeds the next closed bar. */
    void feed(ClosedBar bar) {
        kernelBar.set(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.start(), bar.day());
        bars++;
        put("close", of(bar.close()));
        atr.update(kernelBar);
        put("unit", output(atr, "value"));
        feed(kernelBar);
    }

    abstract void feed(Bar bar);

    abstract Quantity confidence(int side);

    abstract Quantity stop(int side);

    abstract Quantity target(int side);

    final Quantity close() {
        return at("close", 0);
    }

    final Quantity unit() {
        return at("unit", 0);
    }

    final void put(String name, Quantity value) {
        series.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    /** A series {@code back} bars ago. */
    final Quantity at(String name, int back) {
        List<Quantity> all = series.get(name);
        return back < all.size() ? all.get(all.size() - 1 - back) : of(Double.NaN);
    }

    static Quantity output(Kernel kernel, String name) {
        for (int i = 0; i < kernel.outputs(); i++) {
            if (kernel.outputName(i).equals(name)) {
                return new Quantity(kernel.value(i), kernel.isFlat(i));
            }
        }
        throw new IllegalArgumentException("no output: name=" + name);
    }

    /** {@code close - side * k * unit}: the product first, from the left. */
    final Quantity closeMinus(int side, double k) {
        return close().minus(of(side).times(of(k)).times(unit()));
    }

    final Quantity closePlus(int side, double k) {
        return close().plus(of(side).times(of(k)).times(unit()));
    }

    @Override
    public boolean isReady() {
        return bars > readyBar;
    }

    @Override
    public boolean isConverged() {
        return false;
    }

    @Override
    public int barsSeen() {
        return bars;
    }

    @Override
    public boolean declares(Level level) {
        return level != Level.TARGET || hasTarget;
    }

    @Override
    public double level(Level level, int side) {
        return switch (level) {
            case STOP -> stop(side).x();
            case TARGET -> target(side).x();
            case CONFIDENCE -> confidence(side).x();
        };
    }

    @Override
    public int valueCount() {
        return 0;
    }

    @Override
    public String valueName(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public double value(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public boolean isValueFlat(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public boolean isValueCondition(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public String describe(Level level) {
        return level.name();
    }

    private static final class Momentum extends HouseByHand {
        private final Macd macd = new Macd(12, 26, 9, MacdStart.OWN);
        private final Ema trend = new Ema(50, EmaSeed.SMA);

        Momentum() {
            super(49, true);
        }

        @Override
        void feed(Bar bar) {
            macd.update(bar.close(), false);
            trend.update(bar.close(), false);
            put("histogram", output(macd, "histogram"));
            put("line", output(macd, "line"));
            put("trend", output(trend, "value"));
        }

        private Quantity push() {
            return close().minus(at("close", 10)).over(unit().times(of(Math.sqrt(10))));
        }

        @Override
        public int condition(Condition condition, double entry, double barsHeld) {
            Quantity h = at("histogram", 0);
            Quantity h1 = at("histogram", 1);
            Quantity zero = of(0);
            return switch (condition) {
                case BUY -> and(crossAbove(h, zero, h1, zero), push().above(of(0.5)), close().above(at("trend", 0)));
                case SELL -> and(crossBelow(h, zero, h1, zero), push().below(of(-0.5)), close().below(at("trend", 0)));
                case EXIT_BUY -> crossBelow(at("line", 0), zero, at("line", 1), zero);
                case EXIT_SELL -> crossAbove(at("line", 0), zero, at("line", 1), zero);
            };
        }

        @Override
        Quantity stop(int side) {
            return closeMinus(side, 2);
        }

        @Override
        Quantity target(int side) {
            return closePlus(side, 3);
        }

        @Override
        Quantity confidence(int side) {
            Quantity strength = push().abs().over(2).clampToOne();
            Quantity turn = at("histogram", 0)
                    .minus(at("histogram", 1))
                    .abs()
                    .over(product(0.1, unit()))
                    .clampToOne();
            Quantity away = close().minus(at("trend", 0)).abs().over(product(4, unit()));
            Quantity fresh = of(1).minus(away.clampToOne());
            Quantity score = product(0.5, strength)
                    .plus(product(0.3, turn))
                    .plus(product(0.2, fresh))
                    .minus(0.5);
            return of(0.4).plus(product(0.3, score));
        }
    }

    private static final class MeanReversion extends HouseByHand {
        private final BollingerBands bands = new BollingerBands(20, 2, 0);
        private final Rsi rsi = new Rsi(14);
        private final Adx adx = new Adx(14, AdxSeed.N);

        MeanReversion() {
            super(27, true);
        }

        @Override
        void feed(Bar bar) {
            bands.update(bar.close(), false);
            rsi.update(bar.close(), false);
            adx.update(bar);
            put("percent_b", output(bands, "percent_b"));
            put("middle", output(bands, "middle"));
            put("r", output(rsi, "value"));
            put("a", output(adx, "adx"));
        }

        @Override
        public int condition(Condition condition, double entry, double barsHeld) {
            Quantity b = at("percent_b", 0);
            Quantity b1 = at("percent_b", 1);
            Quantity middle = at("middle", 0);
            int calm = at("a", 0).below(of(30));
            Quantity least = product(0.5, unit());
            return switch (condition) {
                case BUY ->
                    and(
                            crossAbove(b, of(0), b1, of(0)),
                            at("r", 1).below(of(35)),
                            calm,
                            middle.minus(close()).above(least));
                case SELL ->
                    and(
                            crossBelow(b, of(1), b1, of(1)),
                            at("r", 1).above(of(65)),
                            calm,
                            close().minus(middle).above(least));
                case EXIT_BUY -> close().atLeast(middle);
                case EXIT_SELL -> close().atMost(middle);
            };
        }

        @Override
        Quantity stop(int side) {
            return closeMinus(side, 2);
        }

        @Override
        Quantity target(int side) {
            return at("middle", 0);
        }

        @Override
        Quantity confidence(int side) {
            Quantity quiet = of(30).minus(at("a", 0)).over(30).clampToOne();
            Quantity depth = at("r", 1).minus(50).abs().minus(15).over(20).clampToOne();
            Quantity way = at("middle", 0).minus(close()).abs();
            Quantity near = product(2, unit()).over(product(2, unit()).plus(way));
            Quantity score = product(0.4, quiet)
                    .plus(product(0.4, depth))
                    .plus(product(0.2, near))
                    .minus(0.5);
            return of(0.5).plus(product(0.3, score));
        }
    }

    private static final class TrendFollowing extends HouseByHand {
        private final Ema fast = new Ema(20, EmaSeed.SMA);
        private final Ema slow = new Ema(50, EmaSeed.SMA);
        private final Adx adx = new Adx(14, AdxSeed.N);

        TrendFollowing() {
            super(49, false);
        }

        @Override
        void feed(Bar bar) {
            fast.update(bar.close(), false);
            slow.update(bar.close(), false);
            adx.update(bar);
            put("f", output(fast, "value"));
            put("s", output(slow, "value"));
            put("adx", output(adx, "adx"));
            put("plus", output(adx, "plus_di"));
            put("minus", output(adx, "minus_di"));
        }

        @Override
        public int condition(Condition condition, double entry, double barsHeld) {
            Quantity f = at("f", 0);
            Quantity s = at("s", 0);
            int strong = at("adx", 0).above(of(25));
            return switch (condition) {
                case BUY ->
                    and(f.above(s), close().above(f), strong, at("plus", 0).above(at("minus", 0)));
                case SELL ->
                    and(f.below(s), close().below(f), strong, at("minus", 0).above(at("plus", 0)));
                case EXIT_BUY -> f.below(s);
                case EXIT_SELL -> f.above(s);
            };
        }

        @Override
        Quantity stop(int side) {
            return closeMinus(side, 3);
        }

        @Override
        Quantity target(int side) {
            return of(Double.NaN);
        }

        @Override
        Quantity confidence(int side) {
            Quantity spread =
                    at("f", 0).minus(at("s", 0)).abs().over(product(2, unit())).clampToOne();
            Quantity power = at("adx", 0).minus(25).over(25).clampToOne();
            Quantity balance =
                    at("plus", 0).minus(at("minus", 0)).abs().over(30).clampToOne();
            Quantity score = spread.plus(power).plus(balance).over(3).minus(0.5);
            return of(0.25).plus(product(0.3, score));
        }
    }

    private static final class StochRsiBands extends HouseByHand {
        private final boolean seed;
        private final StochRsi stochRsi = new StochRsi(14, 14, 3, 3);
        private final DynamicBands bands;

        StochRsiBands(DynamicBandsParams.Profile profile) {
            super(34, true);
            seed = profile == DynamicBandsParams.Profile.SEED;
            bands = new DynamicBands(DynamicBandsParams.defaults(profile));
        }

        @Override
        void feed(Bar bar) {
            stochRsi.update(bar.close(), false);
            bands.update(bar);
            put("k", output(stochRsi, "k"));
            put("d", output(stochRsi, "d"));
            put("lower", output(bands, "lower"));
            put("upper", output(bands, "upper"));
            put("ratio", output(bands, "ratio"));
        }

        @Override
        public int condition(Condition condition, double entry, double barsHeld) {
            Quantity k = at("k", 0);
            Quantity d = at("d", 0);
            return switch (condition) {
                case BUY -> and(crossAbove(k, at("lower", 0), at("k", 1), at("lower", 1)), k.above(d));
                case SELL -> and(crossBelow(k, at("upper", 0), at("k", 1), at("upper", 1)), k.below(d));
                case EXIT_BUY, EXIT_SELL -> FALSE;
            };
        }

        @Override
        Quantity stop(int side) {
            return closeMinus(side, 2);
        }

        @Override
        Quantity target(int side) {
            return closePlus(side, 3);
        }

        @Override
        Quantity confidence(int side) {
            Quantity lowest = at("k", 0).min(at("k", 1)).min(at("k", 2));
            Quantity highest = at("k", 0).max(at("k", 1)).max(at("k", 2));
            Quantity lower = at("lower", 0);
            Quantity upper = at("upper", 0);
            Quantity dip = lower.minus(lowest).over(seed ? of(50) : lower).clampToOne();
            Quantity peak = highest.minus(upper)
                    .over(seed ? of(50) : of(100).minus(upper))
                    .clampToOne();
            Quantity turn = at("k", 0).minus(at("d", 0)).abs().over(20).clampToOne();
            Quantity calm = of(1).minus(at("ratio", 0).minus(1).abs().clampToOne());
            Quantity score = product(0.5, side > 0 ? dip : peak)
                    .plus(product(0.25, turn))
                    .plus(product(0.25, calm))
                    .minus(0.5);
            return of(0.4).plus(product(0.3, score));
        }
    }
}
