package io.heliograph.server.check;

import io.heliograph.core.pipeline.InstrumentNodes;
import io.heliograph.core.pipeline.Pipeline;
import java.util.function.Supplier;

/**
 * Makes what decides in a fresh core: the nodes of documents, or a strategy that is a class.
 *
 * <p>A class may ask for the files of its run. It is judged by what it does with those: what it reads elsewhere stays as it
 * is, whatever a run changes, and no check sees it.
 */
@FunctionalInterface
public interface NodesSource {
    /** Documents alone; they read closed bars and nothing else. */
    NodesSource DOCUMENTS = files -> Pipeline::new;

    /** What makes the nodes of each instrument of a core that runs over these files. */
    Supplier<InstrumentNodes> nodes(RunFiles files);
}
