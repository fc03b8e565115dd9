package io.heliograph.core;

import io.heliograph.core.bar.Closings;
import io.heliograph.core.instrument.Instrument;

/** Works off what the watermark of an instrument has reached, end by end: bars are written, then strategies decide. */
final class BarCloser {
    private final OutputEmitter outputs;
    private final Evaluator evaluator;
    private final BarOutput barOutput = new BarOutput();

    BarCloser(OutputEmitter outputs, Evaluator evaluator) {
        this.outputs = outputs;
        this.evaluator = evaluator;
    }

    /** Lets strategies leave that cannot run on what the bars of an instrument turned out to be built from. */
    void followBarsFrom(Instrument instrument, Cause cause) {
        evaluator.followBarsFrom(instrument.number(), cause);
    }

    void close(Instrument instrument, Cause cause) {
        while (instrument.bars().closeNext()) {
            Closings closings = instrument.bars().closings();
            for (int i = 0; i < closings.count(); i++) {
                barOutput.emit(outputs, cause.sequence(), instrument, closings, i);
            }
            evaluator.onClosed(instrument.number(), closings, cause);
        }
    }
}
