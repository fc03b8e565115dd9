package io.heliograph.kernels;

import java.util.List;

/** The definitions of what volume enters. */
final class VolumeTwins {
    private VolumeTwins() {}

    static void addTo(Twins twins) {
        for (int n : new int[] {6, 15}) {
            twins.add(
                    "vwap(" + n + ")",
                    1e-11,
                    () -> new RollingVwap(n),
                    (bars, x) -> Twins.one(AverageTwins.volumeWeighted(
                            bars, Naive.of(bars, bar -> (bar.high() + bar.low() + bar.close()) / 3.0), n)));
        }
        twins.add("vwap_cum()", 1e-11, Vwap::cumulative, (bars, x) -> Twins.one(anchored(bars, false)));
        twins.add("vwap()", 1e-11, Vwap::daily, (bars, x) -> Twins.one(anchored(bars, true)));
        twins.add("obv()", 1e-12, () -> new Obv(ObvStart.ZERO), (bars, x) -> Twins.one(obv(bars, 0.0)));
        twins.add(
                "obv(start = volume)",
                1e-12,
                () -> new Obv(ObvStart.VOLUME),
                (bars, x) -> Twins.one(obv(bars, bars.get(0).volume())));
    }

    private static Line anchored(List<Bar> bars, boolean daily) {
        Line out = new Line(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            double paid = 0.0;
            double volume = 0.0;
            for (int k = 0; k <= i; k++) {
                Bar bar = bars.get(k);
                if (!daily || bar.day() == bars.get(i).day()) {
                    paid += (bar.high() + bar.low() + bar.close()) / 3.0 * bar.volume();
                    volume += bar.volume();
                }
            }
            out.set(i, paid / volume, false);
        }
        return out;
    }

    private static Line obv(List<Bar> bars, double first) {
        Line out = new Line(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            double sum = first;
            for (int k = 1; k <= i; k++) {
                sum += Math.signum(bars.get(k).close() - bars.get(k - 1).close())
                        * bars.get(k).volume();
            }
            out.set(i, sum, false);
        }
        return out;
    }
}
