package io.heliograph.server.indicator;

import com.google.protobuf.Timestamp;
import io.heliograph.core.formula.FormulaRun;
import io.heliograph.core.language.CompiledFormulas;
import io.heliograph.v1.Bar;
import io.heliograph.v1.ComputeIndicatorsResponse;
import io.heliograph.v1.ComputedBar;
import io.heliograph.v1.ComputedColumn;
import io.heliograph.v1.ComputedValue;

/** Takes bars of the wire one after the other, and writes what the expressions are at each. Owned by one thread. */
final class ComputedBars {
    private static final long SECOND = 1_000_000_000L;

    private final CompiledFormulas formulas;
    private final FormulaFeed given;
    private final ComputeIndicatorsResponse.Builder response = ComputeIndicatorsResponse.newBuilder();

    ComputedBars(CompiledFormulas formulas, long dayStart) {
        this.formulas = formulas;
        this.given = new FormulaFeed(formulas, dayStart);
        for (CompiledFormulas.Column column : formulas.columns()) {
            response.addColumns(ComputedColumn.newBuilder()
                    .setName(column.name())
                    .setExpression(column.expression())
                    .setCondition(column.isCondition())
                    .setReadyBars(CatalogueMapper.bars(column.readyBar()))
                    .setConvergedBars(CatalogueMapper.bars(column.convergedBar())));
        }
    }

    /** Feeds a bar that is not answered. */
    void warmUp(Bar bar) {
        if (feed(bar) == FormulaFeed.Outcome.TAKEN) {
            response.setWarmUpBars(response.getWarmUpBars() + 1);
        }
    }

    /** Feeds a bar, and answers it where it was taken. */
    FormulaFeed.Outcome add(Bar bar) {
        FormulaFeed.Outcome outcome = feed(bar);
        if (outcome == FormulaFeed.Outcome.TAKEN) {
            answer(bar.getStartTime());
        }
        return outcome;
    }

    ComputeIndicatorsResponse.Builder response() {
        return response;
    }

    private FormulaFeed.Outcome feed(Bar bar) {
        Timestamp start = bar.getStartTime();
        given.begin(start.getSeconds() * SECOND + start.getNanos())
                .prices(bar.getOpen(), bar.getHigh(), bar.getLow(), bar.getClose())
                .volume(
                        bar.getVolume(),
                        bar.hasWap() ? bar.getWap() : Double.NaN,
                        bar.hasTrades() ? bar.getTrades() : -1,
                        0);
        return given.take();
    }

    private void answer(Timestamp start) {
        FormulaRun run = given.run();
        ComputedBar.Builder bar = response.addBarsBuilder().setStartTime(start);
        for (int i = 0; i < formulas.columns().size(); i++) {
            ComputedValue.Builder value = bar.addValuesBuilder();
            double shown = given.shown(i);
            if (!Double.isNaN(shown)) {
                value.setValue(shown).setFlat(run.isFlat(i));
            }
        }
    }
}
