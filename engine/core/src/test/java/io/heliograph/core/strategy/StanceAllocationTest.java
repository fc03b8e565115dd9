package io.heliograph.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Cause;
import io.heliograph.core.OutputEmitter;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.digest.ContentDigest;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.core.strategy.StrategyRules.Hold;
import io.heliograph.testkit.AllocationMeter;
import org.junit.jupiter.api.Test;

/** Bars with entries, endings, outcomes, faults and their digest, without a byte allocated. */
class StanceAllocationTest {
    @Test
    void shouldAllocateNothingPerBarWhenWarm() {
        StrategyRules rules =
                new StrategyRules("cycle", new byte[32], Timeframe.ONE_MINUTE, Hold.UNTIL, true, 1, 7, 0, true);
        ContentDigest digest = new ContentDigest();
        OutputEmitter out = new OutputEmitter(digest);
        StrategyRun run = new StrategyRun(rules, new CyclicView(), 1, "ABC", new SignalRecords());
        ClosedBar bar = new ClosedBar();
        Cause cause = new Cause();

        double bytes = AllocationMeter.bytesPerOperation(50_000, 20_000, i -> {
            double close = 64 + i % 9;
            bar.time(i * Timeframe.MINUTE, (i + 1) * Timeframe.MINUTE, i, 0)
                    .prices(close, close + i % 4, close - i % 5, close)
                    .volume(1, close, 1, 0);
            run.decide(bar, cause.set(i, i, i));
            run.emitEndings(out);
            run.emitSignal(out);
        });

        assertThat(bytes).isZero();
        assertThat(digest.outputs()).isGreaterThan(100_000);
        assertThat(run.levelFaults()).isGreaterThan(1_000);
    }

    /** Turns from bar to bar through entries of both sides, exits and faults. */
    private static final class CyclicView implements StrategyView {
        private int asked;

        @Override
        public boolean isReady() {
            asked++;
            return true;
        }

        @Override
        public boolean isConverged() {
            return false;
        }

        @Override
        public int barsSeen() {
            return asked;
        }

        @Override
        public int condition(Condition condition, double entry, double barsHeld) {
            return switch (condition) {
                case BUY -> asked % 11 == 0 || asked % 11 == 6 ? TRUE : FALSE;
                case SELL -> asked % 11 == 4 ? TRUE : FALSE;
                case EXIT_BUY -> asked % 11 == 2 ? TRUE : FALSE;
                case EXIT_SELL -> UNKNOWN;
            };
        }

        @Override
        public boolean declares(Level level) {
            return level != Level.CONFIDENCE;
        }

        @Override
        public double level(Level level, int side) {
            if (asked % 3 == 0) {
                return Double.NaN;
            }
            boolean below = (level == Level.STOP) == (side > 0);
            return below ? 58 : 80;
        }

        @Override
        public int valueCount() {
            return 2;
        }

        @Override
        public String valueName(int index) {
            return index == 0 ? "alpha" : "beta";
        }

        @Override
        public double value(int index) {
            return asked + index;
        }

        @Override
        public boolean isValueFlat(int index) {
            return index == 0;
        }

        @Override
        public boolean isValueCondition(int index) {
            return index == 1;
        }

        @Override
        public String describe(Level level) {
            return "close - 2 * atr(14)";
        }
    }
}
