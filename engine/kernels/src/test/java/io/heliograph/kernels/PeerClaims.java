package io.heliograph.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is claimed of each indicator that another program has: which call of ours gives its numbers, and from which bar.
 *
 * <p>The libraries' classes make the claims, {@link PeerParityTest} holds them.
 */
final class PeerClaims {
    private static final double ROUNDING = 1e-9;
    private static final double SETTLED = 1e-5;

    private final List<Claim> claims = new ArrayList<>();

    /** How an output of ours stands to one of the other program. */
    enum Relation {
        /** The same values from our first value on. */
        EQUAL,
        /** The same values from the other's first value on, which stands later than ours. */
        LATER,
        /** Another start: the same values from some bar on. */
        CONVERGES,
        /** The same values plus a constant. */
        SHIFTED,
        /** Another definition. */
        DIFFERS
    }

    /**
     * One claim.
     *
     * @param output number of the other program's output
     * @param from the bar from which values agree, for LATER and CONVERGES
     * @param tolerance as a share of the largest value of the series
     */
    record Claim(
            String program,
            String function,
            Function<PeerSeries, double[][]> peer,
            int output,
            String call,
            String name,
            Supplier<Kernel> kernel,
            Relation relation,
            int from,
            double tolerance) {

        @Override
        public String toString() {
            return call + "." + name + " " + relation + " " + program + " " + function + "[" + output + "]";
        }
    }

    static List<Claim> all() {
        PeerClaims claims = new PeerClaims();
        TaLib.addTo(claims);
        Ta4j.addTo(claims);
        return List.copyOf(claims.claims);
    }

    Peer talib(String function, Function<PeerSeries, double[][]> values) {
        return new Peer(TaLib.NAME, function, values);
    }

    Peer ta4j(String function, Function<PeerSeries, double[][]> values) {
        return new Peer(Ta4j.NAME, function, values);
    }

    /** A function of another program, about which claims are made one after the other. */
    final class Peer {
        private final String program;
        private final String function;
        private final Function<PeerSeries, double[][]> values;

        private int output;
        private double tolerance = ROUNDING;

        private Peer(String program, String function, Function<PeerSeries, double[][]> values) {
            this.program = program;
            this.function = function;
            this.values = values;
        }

        /** The next claims are about this output of the function. */
        Peer output(int number) {
            output = number;
            return this;
        }

        /** The function's own rounding is that large, as a share of the largest value. */
        Peer within(double share) {
            tolerance = share;
            return this;
        }

        Peer equal(String call, String name, Supplier<Kernel> kernel) {
            return add(call, name, kernel, Relation.EQUAL, -1, tolerance);
        }

        Peer later(String call, String name, int from, Supplier<Kernel> kernel) {
            return add(call, name, kernel, Relation.LATER, from, tolerance);
        }

        Peer converges(String call, String name, int from, Supplier<Kernel> kernel) {
            return add(call, name, kernel, Relation.CONVERGES, from, SETTLED);
        }

        Peer shifted(String call, String name, Supplier<Kernel> kernel) {
            return add(call, name, kernel, Relation.SHIFTED, -1, tolerance);
        }

        Peer differs(String call, String name, Supplier<Kernel> kernel) {
            return add(call, name, kernel, Relation.DIFFERS, -1, 1e-4);
        }

        private Peer add(
                String call, String name, Supplier<Kernel> kernel, Relation relation, int from, double tolerance) {
            claims.add(new Claim(program, function, values, output, call, name, kernel, relation, from, tolerance));
            return this;
        }
    }
}
