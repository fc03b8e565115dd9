package io.heliograph.kernels;

/** What every kernel has: its signature, its outputs after the last bar, its stages. */
abstract class BaseKernel implements Kernel {
    private final Signature signature;
    private final Stage[] stages;
    private final int stateSize;

    /** The outputs after the last bar fed. */
    final Outputs committed;

    BaseKernel(Signature signature, Stage... stages) {
        this.signature = signature;
        this.stages = stages;
        this.committed = new Outputs(signature.names().length);
        int size = committed.stateSize();
        for (Stage stage : stages) {
            size += stage.stateSize();
        }
        this.stateSize = size;
    }

    @Override
    public final int outputs() {
        return signature.names().length;
    }

    @Override
    public final String outputName(int output) {
        return signature.names()[output];
    }

    @Override
    public double value(int output) {
        return committed.value(output);
    }

    @Override
    public boolean isFlat(int output) {
        return committed.isFlat(output);
    }

    @Override
    public final int firstBar(int output) {
        return signature.firstBars()[output];
    }

    @Override
    public final int convergedBar(int output) {
        return signature.convergedBars()[output];
    }

    @Override
    public final String semanticId() {
        return signature.semanticId();
    }

    @Override
    public final int stateSize() {
        return stateSize;
    }

    @Override
    public final void save(StateSink sink) {
        committed.save(sink);
        for (Stage stage : stages) {
            stage.save(sink);
        }
    }

    @Override
    public final void restore(StateSource source) {
        committed.restore(source);
        for (Stage stage : stages) {
            stage.restore(source);
        }
    }

    @Override
    public final void reset() {
        committed.clear();
        for (Stage stage : stages) {
            stage.reset();
        }
    }
}
