package io.heliograph.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Cause;
import io.heliograph.core.OutputEmitter;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.core.strategy.StrategyRules.Hold;
import io.heliograph.core.strategy.StrategyView.Condition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several strategies on one instrument: endings and outcomes of all of them, then the signals of all of them. */
class PhasesTest {
    private final OutputLines lines = new OutputLines();
    private final OutputEmitter out = new OutputEmitter(lines);
    private final SignalRecords records = new SignalRecords();
    private final List<ScriptedView> views = new ArrayList<>();
    private final List<StrategyRun> runs = new ArrayList<>();
    private final ClosedBar bar = new ClosedBar();

    @Test
    void shouldEmitAllEndingsBeforeAllSignalsThoughTheFlyweightMovedOn() {
        for (String id : List.of("one", "two", "three")) {
            ScriptedView view = new ScriptedView();
            byte[] hash = new byte[32];
            hash[0] = (byte) id.length();
            hash[1] = (byte) id.charAt(0);
            StrategyRules rules = new StrategyRules(id, hash, Timeframe.ONE_MINUTE, Hold.UNTIL, false, 0, 0, 0, false);
            views.add(view);
            runs.add(new StrategyRun(rules, view, 1, "ABC", records));
        }

        close(0, Condition.BUY);
        close(1, Condition.SELL);

        assertThat(lines.all())
                .containsExactly(
                        "#0 BUY 64.0 confidence 0.5 stop NaN target NaN",
                        "#0 BUY 64.0 confidence 0.5 stop NaN target NaN",
                        "#0 BUY 64.0 confidence 0.5 stop NaN target NaN",
                        "#1 end #0 BUY OPPOSITE 64.0 to 65.0: 0.015625 best 0.015625 worst 0.015625 held 1 WIN",
                        "#1 end #0 BUY OPPOSITE 64.0 to 65.0: 0.015625 best 0.015625 worst 0.015625 held 1 WIN",
                        "#1 end #0 BUY OPPOSITE 64.0 to 65.0: 0.015625 best 0.015625 worst 0.015625 held 1 WIN",
                        "#1 SELL 65.0 confidence 0.5 stop NaN target NaN closes #0",
                        "#1 SELL 65.0 confidence 0.5 stop NaN target NaN closes #0",
                        "#1 SELL 65.0 confidence 0.5 stop NaN target NaN closes #0");
        assertThat(out.sequence()).isEqualTo(9);
    }

    @Test
    void shouldEmitNothingTwice() {
        shouldEmitAllEndingsBeforeAllSignalsThoughTheFlyweightMovedOn();

        runs.forEach(run -> run.emitEndings(out));
        runs.forEach(run -> run.emitSignal(out));

        assertThat(out.sequence()).isEqualTo(9);
    }

    private void close(int ordinal, Condition condition) {
        for (ScriptedView view : views) {
            view.nextBar();
            view.set(condition, StrategyView.TRUE);
        }
        double price = 64 + ordinal;
        long start = ordinal * Timeframe.MINUTE;
        for (StrategyRun run : runs) {
            bar.time(start, start + Timeframe.MINUTE, ordinal, 0)
                    .prices(price, price, price, price)
                    .volume(1, price, 1, 0);
            run.decide(bar, new Cause().set(ordinal, 0, 0));
            bar.time(0, 0, 99, 0).prices(1, 1, 1, 1);
        }
        runs.forEach(run -> run.emitEndings(out));
        runs.forEach(run -> run.emitSignal(out));
    }
}
