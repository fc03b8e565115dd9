package io.heliograph.core.pipeline;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.BarSeries;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.Plan;
import io.heliograph.core.language.Step;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes by key and by timeframe, largest timeframe first, over one set of slots. */
final class Graph {
    /** Time bars first, the largest first: a node may read a larger timeframe and never a smaller. */
    private static final Comparator<Timeline> ORDER = Comparator.comparing(
            Timeline::timeframe,
            Comparator.comparing(Timeframe::kind)
                    .thenComparing(Comparator.comparingLong(Timeframe::length).reversed()));

    final Slots slots = new Slots();

    private final Map<NodeKey, Node> nodes = new LinkedHashMap<>();
    private final List<Timeline> timelines = new ArrayList<>();
    private final Moment moment = new Moment();

    /**
     * Lays a plan out: finds the nodes that are here, makes those that are not.
     *
     * <p>Steps of the context have no node here; their places are null.
     *
     * @param warm a graph that has all the plan's nodes and was fed history, whose states new nodes take; or null
     * @return the nodes, in the order of the plan's steps
     */
    Node[] add(Plan plan, Graph warm) {
        List<Step> steps = plan.steps();
        Node[] laid = new Node[steps.size()];
        int[] slotOf = new int[plan.slots()];
        Node[] writerOf = new Node[plan.slots()];
        StateRow row = new StateRow();
        for (int i = 0; i < laid.length; i++) {
            Step step = steps.get(i);
            if (step.isContext()) {
                continue;
            }
            Node node = nodes.get(NodeKey.of(step));
            if (node == null) {
                node = make(step, slotOf);
                if (node instanceof LargerNode larger) {
                    larger.follow(writerOf[step.input(0)].timeline);
                }
                if (warm != null && node.timeline != null) {
                    take(node, warm, row);
                }
            }
            node.users++;
            laid[i] = node;
            for (int j = 0; j < step.outputs(); j++) {
                slotOf[step.slot() + j] = node.slot + j;
                writerOf[step.slot() + j] = node;
            }
        }
        age();
        return laid;
    }

    /** Whether every node of the plan is here. */
    boolean hasAll(Plan plan) {
        for (Step step : plan.steps()) {
            if (!step.isContext() && !nodes.containsKey(NodeKey.of(step))) {
                return false;
            }
        }
        return true;
    }

    /** Drops what {@link #add} laid out, where nobody else uses it. */
    void remove(Node[] laid) {
        for (Node node : laid) {
            if (node != null && --node.users == 0) {
                nodes.remove(NodeKey.of(node.step));
                slots.give(node.slot, node.step.outputs());
            }
        }
        timelines.forEach(Timeline::removeUnused);
        timelines.removeIf(timeline -> timeline.size() == 0);
    }

    /** Runs the nodes of a timeframe over its closed bar. */
    void onBar(Timeframe timeframe, ClosedBar bar) {
        Timeline timeline = timeline(timeframe);
        if (timeline != null) {
            timeline.onBar(slots, moment.set(bar));
        }
    }

    /** Feeds all kept bars of the timeframes here: by end, and of one end the largest timeframe first. */
    void feed(BarHistory history) {
        BarSeries[] series = new BarSeries[timelines.size()];
        int[] next = new int[series.length];
        for (int i = 0; i < series.length; i++) {
            series[i] = history.series(timelines.get(i).timeframe());
        }
        ClosedBar bar = new ClosedBar();
        for (int i = earliest(series, next); i >= 0; i = earliest(series, next)) {
            timelines.get(i).onBar(slots, moment.set(series[i].read(next[i]++, bar)));
        }
    }

    /** Distinct nodes, constants not counted. */
    int nodeCount() {
        return timelines.stream().mapToInt(Timeline::size).sum();
    }

    void save(StateSink sink) {
        sink.putLong(timelines.size());
        for (Timeline timeline : timelines) {
            sink.putLong(timeline.timeframe().kind().ordinal());
            sink.putLong(timeline.timeframe().length());
            sink.putLong(timeline.bars());
            sink.putLong(timeline.end());
            sink.putLong(timeline.size());
            for (int i = 0; i < timeline.size(); i++) {
                Node node = timeline.node(i);
                sink.putLong(node.step.keyHigh());
                sink.putLong(node.step.keyLow());
                sink.putLong(node.born);
                save(node, sink);
            }
        }
    }

    /**
     * Takes a saved state; the same plans must have been added before.
     *
     * @throws IllegalStateException where the saved nodes are not exactly those that are here
     */
    void restore(StateSource source) {
        long saved = source.getLong();
        if (saved != timelines.size()) {
            throw new IllegalStateException(
                    "expected the timeframes of the strategies here: saved=" + saved + " here=" + timelines.size());
        }
        for (int i = 0; i < saved; i++) {
            Timeframe.Kind kind = Timeframe.Kind.values()[(int) source.getLong()];
            Timeframe timeframe = new Timeframe(kind, source.getLong());
            Timeline timeline = timeline(timeframe);
            if (timeline == null) {
                throw new IllegalStateException("no strategy here has this saved timeframe: timeframe=" + timeframe);
            }
            restore(timeline, source);
        }
        age();
    }

    private void restore(Timeline timeline, StateSource source) {
        long bars = source.getLong();
        long end = source.getLong();
        long size = source.getLong();
        if (size != timeline.size()) {
            throw new IllegalStateException("expected the nodes of the strategies here: timeframe="
                    + timeline.timeframe() + " saved=" + size + " here=" + timeline.size());
        }
        Node[] ordered = new Node[timeline.size()];
        for (int i = 0; i < ordered.length; i++) {
            NodeKey key = new NodeKey(source.getLong(), source.getLong());
            Node node = nodes.get(key);
            if (node == null || node.timeline != timeline) {
                throw new IllegalStateException("no strategy here has this saved node: key=" + key);
            }
            node.born = source.getLong();
            restore(node, source);
            ordered[i] = node;
        }
        timeline.restore(ordered, bars, end);
    }

    private Node make(Step step, int[] slotOf) {
        int[] inputs = new int[step.inputCount()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = slotOf[step.input(i)];
        }
        Node node = Nodes.of(step, slots.take(step.outputs()), inputs);
        node.clear(slots);
        if (!step.isLeaf()) {
            Timeline timeline = timelineOf(step.timeframe());
            node.born = timeline.bars();
            timeline.add(node);
        }
        nodes.put(NodeKey.of(step), node);
        return node;
    }

    private void take(Node node, Graph warm, StateRow row) {
        Node from = warm.nodes.get(NodeKey.of(node.step));
        row.clear();
        warm.save(from, row);
        restore(node, row);
        node.born = node.timeline.bars() - from.barsSeen();
        node.timeline.reach(from.timeline.end());
    }

    private void save(Node node, StateSink sink) {
        for (int i = 0; i < node.step.outputs(); i++) {
            sink.putDouble(slots.values[node.slot + i]);
            sink.putLong(slots.flags[node.slot + i]);
        }
        node.save(sink);
    }

    private void restore(Node node, StateSource source) {
        for (int i = 0; i < node.step.outputs(); i++) {
            slots.values[node.slot + i] = source.getDouble();
            slots.flags[node.slot + i] = (byte) source.getLong();
        }
        node.restore(source);
    }

    private void age() {
        for (Timeline timeline : timelines) {
            timeline.age(slots);
        }
    }

    private Timeline timelineOf(Timeframe timeframe) {
        Timeline timeline = timeline(timeframe);
        if (timeline == null) {
            timeline = new Timeline(timeframe);
            timelines.add(timeline);
            timelines.sort(ORDER);
        }
        return timeline;
    }

    private Timeline timeline(Timeframe timeframe) {
        for (int i = 0; i < timelines.size(); i++) {
            if (timelines.get(i).timeframe().equals(timeframe)) {
                return timelines.get(i);
            }
        }
        return null;
    }

    /** The timeline whose next kept bar ends first, the first of those in order; -1 where none is left. */
    private static int earliest(BarSeries[] series, int[] next) {
        int earliest = -1;
        long end = Long.MAX_VALUE;
        for (int i = 0; i < series.length; i++) {
            if (series[i] != null && next[i] < series[i].size() && (earliest < 0 || series[i].end(next[i]) < end)) {
                earliest = i;
                end = series[i].end(next[i]);
            }
        }
        return earliest;
    }
}
