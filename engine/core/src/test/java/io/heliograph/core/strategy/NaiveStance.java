package io.heliograph.core.strategy;

import static io.heliograph.core.strategy.StrategyView.FALSE;
import static io.heliograph.core.strategy.StrategyView.TRUE;

import io.heliograph.core.strategy.StrategyRules.Hold;
import io.heliograph.core.strategy.StrategyView.Condition;
import io.heliograph.core.strategy.StrategyView.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * The naive twin of stance and outcomes: has the whole series, keeps only the list of trades, and looks everything else
 * up by searching backwards (armed, cooling) or over the path (excursions, horizons).
 */
public final class NaiveStance {
    /** One signal: its side (+1, -1), its bar, and the bar and way it ended; {@code to} is -1 while it stands. */
    private static final class Trade {
        final int side;
        final int from;
        int to = -1;
        String reason = "";
        double exit;
        boolean ambiguous;

        Trade(int side, int from) {
            this.side = side;
            this.from = from;
        }
    }

    private final NaiveScript s;
    private final StrategyRules rules;
    private final List<Trade> trades = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    public NaiveStance(NaiveScript script) {
        this.s = script;
        this.rules = script.rules();
    }

    public List<String> lines() {
        for (int i = s.firstBar(); i < s.bars(); i++) {
            bar(i);
        }
        return lines;
    }

    public int unknowns(Condition condition) {
        int count = 0;
        for (int i = s.firstBar(); i < s.bars(); i++) {
            count += s.condition(i, condition, -1) == StrategyView.UNKNOWN ? 1 : 0;
        }
        return count;
    }

    private void bar(int i) {
        Trade old = standing();
        barrier(old, i);
        boolean conflict = says(i, 1) == TRUE && says(i, -1) == TRUE;
        if (conflict) {
            finish(standing(), i, "CONFLICT");
        } else if (rules.hold() == Hold.UNTIL) {
            leave(i);
        } else if (says(i, 1) == FALSE && says(i, -1) == FALSE) {
            finish(standing(), i, "RELEASED");
        }
        String fault = null;
        int wanted = conflict ? 0 : says(i, 1) == TRUE ? 1 : says(i, -1) == TRUE ? -1 : 0;
        if (wanted != 0 && mayEnter(wanted, i)) {
            fault = fault(wanted, i);
            if (fault == null) {
                finish(standing(), i, "OPPOSITE");
                trades.add(new Trade(wanted, i));
            }
        }
        write(i, old, fault);
    }

    private void barrier(Trade t, int i) {
        if (t == null) {
            return;
        }
        double stop = level(Level.STOP, t);
        double target = level(Level.TARGET, t);
        double open = s.prices(i)[0];
        double worst = t.side > 0 ? s.prices(i)[2] : s.prices(i)[1];
        double best = t.side > 0 ? s.prices(i)[1] : s.prices(i)[2];
        boolean hitStop = t.side * (worst - stop) <= 0;
        boolean hitTarget = t.side * (best - target) >= 0;
        if (hitStop) {
            finish(t, i, "STOP");
            t.exit = t.side * (open - stop) < 0 ? open : stop;
            t.ambiguous = hitTarget;
        } else if (hitTarget) {
            finish(t, i, "TARGET");
            t.exit = t.side * (open - target) > 0 ? open : target;
        }
    }

    private void leave(int i) {
        Trade t = standing();
        if (t == null) {
            return;
        }
        long waited = s.start(i) - s.start(t.from);
        if (exit(i, t.side, t.from) == TRUE) {
            finish(t, i, "EXIT");
        } else if (rules.expiresBars() > 0 && i - t.from >= rules.expiresBars()
                || rules.expiresNs() > 0 && waited >= rules.expiresNs()) {
            finish(t, i, "EXPIRED");
        }
    }

    private boolean mayEnter(int side, int i) {
        if (s.isFilled(i)) {
            return false;
        }
        for (Trade t : trades) {
            boolean standsOrEndedHere = t.side == side && (t.to < 0 || t.to == i);
            boolean cooling = t.to >= 0 && !t.reason.equals("OPPOSITE") && i - t.to < rules.cooldownBars();
            if (standsOrEndedHere || cooling) {
                return false;
            }
        }
        return rules.hold() == Hold.WHILE || isArmed(side, i) && exit(i, side, -1) != TRUE;
    }

    private boolean isArmed(int side, int i) {
        if (!rules.rearm()) {
            return true;
        }
        for (int j = i; j >= s.firstBar(); j--) {
            int at = j;
            if (says(j, side) == FALSE) {
                return true;
            }
            if (trades.stream().anyMatch(t -> t.side == side && t.from == at)) {
                return false;
            }
        }
        return false;
    }

    private String fault(int side, int i) {
        double close = s.prices(i)[3];
        String name = side > 0 ? "BUY" : "SELL";
        for (Level level : Level.values()) {
            if (!s.declares(level)) {
                continue;
            }
            double x = s.level(i, level, side);
            String key = level.name().toLowerCase(java.util.Locale.ROOT);
            String code = level == Level.CONFIDENCE ? "CONFIDENCE_INVALID" : "LEVEL_INVALID";
            boolean above = level == Level.TARGET ? side > 0 : side < 0;
            String found = Double.isNaN(x)
                    ? "undefined"
                    : level == Level.CONFIDENCE || (above ? x > close : x < close)
                            ? null
                            : above ? "not above the close" : "not below the close";
            if (found != null) {
                return "#" + i + " fault " + name + " " + code + " " + key + ": " + s.describe(level) + ": " + found;
            }
        }
        return null;
    }

    private void write(int i, Trade old, String fault) {
        boolean ended = old != null && old.to == i;
        if (ended) {
            lines.add(
                    "#" + i + " end #" + old.from + " " + name(old.side) + " " + old.reason + " " + entry(old) + " to "
                            + old.exit + ": " + gain(old, old.exit) + excursions(old) + " held " + (old.to - old.from)
                            + flags(old));
        }
        for (Trade t : trades) {
            if (t.to >= 0 && Math.max(t.to, t.from + 20) == i) {
                double next = s.prices(t.from + 1)[0];
                lines.add("#" + i + " outcome #" + t.from + " " + name(t.side) + " " + t.reason + " " + entry(t)
                        + " next " + next + " to " + t.exit + ": " + gain(t, t.exit) + " next "
                        + t.side * (t.exit / next - 1) + excursions(t) + " held " + (t.to - t.from) + " at "
                        + gain(t, s.prices(t.from + 1)[3]) + " " + gain(t, s.prices(t.from + 5)[3]) + " "
                        + gain(t, s.prices(t.from + 20)[3]) + flags(t));
            }
        }
        if (fault != null) {
            lines.add(fault);
        }
        Trade now = standing();
        double close = s.prices(i)[3];
        if (now != null && now.from == i) {
            double claimed = s.level(i, Level.CONFIDENCE, now.side);
            double confidence = s.declares(Level.CONFIDENCE) ? Math.max(0, Math.min(1, claimed)) : 0.5;
            lines.add("#" + i + " " + name(now.side) + " " + close + " confidence " + confidence + " stop "
                    + level(Level.STOP, now) + " target " + level(Level.TARGET, now)
                    + (rules.expiresBars() > 0 ? " expires " + rules.expiresBars() + " bars" : "")
                    + (rules.expiresNs() > 0 ? " expires " + rules.expiresNs() + " ns" : "")
                    + (ended ? " closes #" + old.from : ""));
        } else if (ended) {
            lines.add("#" + i + " HOLD " + old.reason + " " + close + " closes #" + old.from);
        } else if (rules.emitEvery() && !s.isFilled(i)) {
            lines.add("#" + i + " " + (now == null ? "HOLD" : name(now.side)) + " UNCHANGED " + close);
        }
    }

    private Trade standing() {
        return trades.stream().filter(t -> t.to < 0).findFirst().orElse(null);
    }

    private void finish(Trade t, int i, String reason) {
        if (t != null) {
            t.to = i;
            t.reason = reason;
            t.exit = s.prices(i)[3];
        }
    }

    private String excursions(Trade t) {
        double best = Double.NEGATIVE_INFINITY;
        double worst = Double.POSITIVE_INFINITY;
        for (int j = t.from + 1; j <= t.to; j++) {
            double atHigh = gain(t, s.prices(j)[1]);
            double atLow = gain(t, s.prices(j)[2]);
            best = Math.max(best, Math.max(atHigh, atLow));
            worst = Math.min(worst, Math.min(atHigh, atLow));
        }
        return " best " + best + " worst " + worst;
    }

    private String flags(Trade t) {
        return (t.ambiguous ? " AMBIGUOUS" : "") + (gain(t, t.exit) > 0 ? " WIN" : "");
    }

    private double gain(Trade t, double price) {
        return t.side * (price / entry(t) - 1);
    }

    private double entry(Trade t) {
        return s.prices(t.from)[3];
    }

    private double level(Level level, Trade t) {
        return s.declares(level) ? s.level(t.from, level, t.side) : Double.NaN;
    }

    private int says(int i, int side) {
        return s.condition(i, side > 0 ? Condition.BUY : Condition.SELL, -1);
    }

    private int exit(int i, int side, int from) {
        return s.condition(i, side > 0 ? Condition.EXIT_BUY : Condition.EXIT_SELL, from);
    }

    private static String name(int side) {
        return side > 0 ? "BUY" : "SELL";
    }
}
