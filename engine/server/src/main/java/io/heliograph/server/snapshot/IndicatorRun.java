package io.heliograph.server.snapshot;

import io.heliograph.core.formula.FormulaRun;
import io.heliograph.core.language.CompiledFormulas;
import io.heliograph.v1.IndicatorValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The indicators that somebody wants of one instrument, fed its closed bars as they are read: values of closed bars, never of
 * a forming one.
 *
 * <p>Belongs to the snapshot agent's thread; its reading is the sequencer's while a question is under way.
 */
final class IndicatorRun {
    private final CompiledFormulas formulas;
    private final BarsReading reading;

    private FormulaRun run;
    private List<IndicatorValue> values;
    private long version;
    private boolean isWarm;
    private int users;

    IndicatorRun(CompiledFormulas formulas) {
        this.formulas = formulas;
        this.reading = new BarsReading(formulas.timeframe());
        this.run = new FormulaRun(formulas);
        this.values = valuesNow();
    }

    BarsReading reading() {
        return reading;
    }

    /** Takes what was read in; {@code dayStart}: of the instrument. */
    void take(long dayStart) {
        if (reading.begins()) {
            run = new FormulaRun(formulas, dayStart);
        }
        for (int i = 0; i < reading.count(); i++) {
            run.onBar(reading.bar(i));
        }
        if (reading.count() > 0 && !reading.hasMore()) {
            values = valuesNow();
            version++;
        }
        isWarm = !reading.hasMore();
    }

    /** Whether it has seen all the bars there were. */
    boolean isWarm() {
        return isWarm;
    }

    /** In the order of the expressions. */
    List<IndicatorValue> values() {
        return values;
    }

    /** Rises with closed bars. */
    long version() {
        return version;
    }

    void addUser() {
        users++;
    }

    /** Answers whether nobody uses it any more. */
    boolean removeUser() {
        users--;
        return users == 0;
    }

    private List<IndicatorValue> valuesNow() {
        List<IndicatorValue> now = new ArrayList<>(formulas.columns().size());
        for (int i = 0; i < formulas.columns().size(); i++) {
            now.add(IndicatorValue.newBuilder()
                    .setName(formulas.columns().get(i).name())
                    .setValue(run.value(i))
                    .setReady(run.isReady(i))
                    .setFlat(run.isFlat(i))
                    .setCondition(formulas.columns().get(i).isCondition())
                    .build());
        }
        return now;
    }
}
