package io.heliograph.core.pipeline;

import io.heliograph.core.Timeframe;
import java.util.Arrays;

/** The nodes of one timeframe in dependency order, and the count of its bars since it began, and the end of the latest. */
final class Timeline {
    private final Timeframe timeframe;

    private Node[] nodes = new Node[0];
    private long bars;
    private long end = Long.MIN_VALUE;
    private boolean isWarming;

    Timeline(Timeframe timeframe) {
        this.timeframe = timeframe;
    }

    Timeframe timeframe() {
        return timeframe;
    }

    long bars() {
        return bars;
    }

    /** End of the latest bar that its nodes have seen; {@code Long.MIN_VALUE} before the first. */
    long end() {
        return end;
    }

    /** Says that a node has seen bars up to this end, of history. */
    void reach(long end) {
        this.end = Math.max(this.end, end);
    }

    int size() {
        return nodes.length;
    }

    Node node(int index) {
        return nodes[index];
    }

    /** Runs every node once. */
    void onBar(Slots slots, Moment moment) {
        bars++;
        end = moment.bar.end();
        Node[] nodes = this.nodes;
        for (Node node : nodes) {
            node.update(slots, moment);
        }
        if (isWarming) {
            age(slots);
        }
    }

    /** Counts the ages of all nodes; once nothing is left to wait for, the bars to come need not. */
    void age(Slots slots) {
        boolean settled = true;
        for (Node node : nodes) {
            settled &= node.age(slots);
        }
        isWarming = !settled;
    }

    void add(Node node) {
        nodes = Arrays.copyOf(nodes, nodes.length + 1);
        nodes[nodes.length - 1] = node;
        node.timeline = this;
        isWarming = true;
    }

    void removeUnused() {
        nodes = Arrays.stream(nodes).filter(node -> node.users > 0).toArray(Node[]::new);
    }

    /** Takes the order, the count of bars and the latest end of a saved timeline that has the same nodes. */
    void restore(Node[] ordered, long bars, long end) {
        this.nodes = ordered;
        this.bars = bars;
        this.end = end;
        this.isWarming = true;
    }
}
