package io.heliograph.kernels;

import java.util.Arrays;

/**
 * Median of the last n values; of an even n the mean of the middle two; first at bar n-1.
 *
 * <p>A sorted copy of the window is kept: one value leaves it and one enters, each found by halving, the rest moved as a
 * block. For the periods in use that is cheaper than any tree.
 */
public final class Median extends BaseKernel implements SeriesKernel {
    private final Sorted window;
    private final Recent flats;

    /** @param n period, 1 to 5000 */
    public Median(int n) {
        this(new Sorted(Period.check("n", n)), new Recent(n), n - 1);
    }

    private Median(Sorted window, Recent flats, int first) {
        super(Signature.of("median/window/1", first, first), window, flats);
        this.window = window;
        this.flats = flats;
    }

    @Override
    public void update(double x, boolean flat) {
        answer(x, flat, true, committed);
    }

    @Override
    public void peek(double x, boolean flat, Outputs into) {
        answer(x, flat, false, into);
    }

    private void answer(double x, boolean flat, boolean keep, Outputs into) {
        into.set(0, window.next(x, keep), flats.next(flat, keep));
    }

    /** The window in order of time and in order of size; only the former is saved. */
    private static final class Sorted implements Stage {
        private final Ring ring;
        private final double[] bySize;

        private int size;

        Sorted(int n) {
            this.ring = new Ring(n);
            this.bySize = new double[n];
        }

        double next(double x, boolean keep) {
            int left = size;
            int gap = size;
            if (ring.isFull()) {
                gap = place(ring.values[ring.slot]);
                left--;
            }
            int in = place(x);
            in = in > gap ? in - 1 : in;
            double median = left + 1 < ring.n ? Double.NaN : middle(x, gap, in);
            if (keep) {
                System.arraycopy(bySize, gap + 1, bySize, gap, Math.max(0, size - gap - 1));
                System.arraycopy(bySize, in, bySize, in + 1, left - in);
                bySize[in] = x;
                size = left + 1;
                ring.push(x);
            }
            return median;
        }

        private double middle(double x, int gap, int in) {
            int n = ring.n;
            double upper = ranked(n / 2, x, gap, in);
            return n % 2 == 1 ? upper : (ranked(n / 2 - 1, x, gap, in) + upper) / 2.0;
        }

        /** The value at this rank once the one at the gap is out and x is in at its place. */
        private double ranked(int rank, double x, int gap, int in) {
            if (rank == in) {
                return x;
            }
            int rest = rank > in ? rank - 1 : rank;
            return bySize[rest >= gap ? rest + 1 : rest];
        }

        /** The first place whose value is not less than x; -0 goes before 0. */
        private int place(double x) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = low + high >>> 1;
                if (Double.compare(bySize[middle], x) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        @Override
        public int stateSize() {
            return ring.stateSize();
        }

        @Override
        public void save(StateSink sink) {
            ring.save(sink);
        }

        @Override
        public void restore(StateSource source) {
            ring.restore(source);
            size = ring.isFull() ? ring.n : ring.slot;
            System.arraycopy(ring.values, 0, bySize, 0, size);
            Arrays.sort(bySize, 0, size);
        }

        @Override
        public void reset() {
            ring.reset();
            size = 0;
        }
    }
}
