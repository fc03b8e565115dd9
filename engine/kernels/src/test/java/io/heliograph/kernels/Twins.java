package io.heliograph.kernels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Kernels beside their definitions, by call. */
final class Twins {
    private final Map<String, Twin> byCall = new LinkedHashMap<>();

    /** All outputs over bars, given the closes with their FLAT marks. */
    interface Definition extends BiFunction<List<Bar>, Line, Line[]> {}

    /** A kernel, its definition, and how exact it must be as a share of the values' scale. */
    record Twin(Supplier<Kernel> kernel, double tolerance, Definition definition) {}

    static Line[] one(Line line) {
        return new Line[] {line};
    }

    void add(String call, double tolerance, Supplier<Kernel> kernel, Definition definition) {
        byCall.put(call, new Twin(kernel, tolerance, definition));
    }

    void window(String call, Supplier<Kernel> kernel, int n, Naive.Window window) {
        add(call, 1e-12, kernel, (bars, x) -> one(Naive.windowed(x, n, window)));
    }

    Map<String, Twin> byCall() {
        return byCall;
    }
}
