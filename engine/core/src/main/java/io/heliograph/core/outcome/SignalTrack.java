package io.heliograph.core.outcome;

import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * One BUY or SELL signal and the price's path after it.
 *
 * <p>The path is the bars after the signal's up to the bar that ended it; the horizon returns go on to the last horizon.
 * Returns are {@code side * (price / entry - 1)}, gross, and undefined (NaN) where there is no price yet. Belongs to the
 * core's thread; kept and used again for the next signal.
 */
public final class SignalTrack {
    /** Bars after the signal at which the last horizon return is known. */
    public static final int LAST_HORIZON = 20;

    private static final int HORIZONS = 3;
    private static final int ID_BYTES = 10;

    private final byte[] id = new byte[ID_BYTES];
    private final double[] horizonReturns = new double[HORIZONS];

    private long sequence;
    private long barEnd;
    private Side side;
    private double entry;
    private double stop;
    private double target;
    private double confidence;
    private int age;
    private double nextOpen;
    private double high;
    private double low;
    private Reason ending;
    private double exit;
    private int barsHeld;
    private boolean ambiguous;
    private boolean abandoned;

    /** Starts at the bar of a new signal; a level that is not declared is NaN. */
    public void begin(Side side, ClosedBar bar, double stop, double target, double confidence) {
        this.side = side;
        this.barEnd = bar.end();
        this.entry = bar.close();
        this.stop = stop;
        this.target = target;
        this.confidence = confidence;
        sequence = 0;
        age = 0;
        nextOpen = Double.NaN;
        high = Double.NaN;
        low = Double.NaN;
        ending = null;
        exit = Double.NaN;
        barsHeld = 0;
        ambiguous = false;
        abandoned = false;
        for (int i = 0; i < HORIZONS; i++) {
            horizonReturns[i] = Double.NaN;
        }
    }

    /** Takes the name under which the signal was emitted. */
    public void emitted(byte[] signalId, long outputSequence) {
        System.arraycopy(signalId, 0, id, 0, id.length);
        sequence = outputSequence;
    }

    /** Goes on to the next closed bar. */
    public void advance(ClosedBar bar) {
        age++;
        if (age == 1) {
            nextOpen = bar.open();
        }
        if (isOpen()) {
            high = age == 1 ? bar.high() : Math.max(high, bar.high());
            low = age == 1 ? bar.low() : Math.min(low, bar.low());
        }
        int horizon = horizonOf(age);
        if (horizon >= 0) {
            horizonReturns[horizon] = returnAt(bar.close());
        }
    }

    /** Ends at a barrier if this bar touched one: the stop first, whatever else the bar did. */
    public boolean endAtBarrier(ClosedBar bar) {
        boolean buys = side == Side.BUY;
        boolean stopped = buys ? bar.low() <= stop : bar.high() >= stop;
        boolean reached = buys ? bar.high() >= target : bar.low() <= target;
        if (stopped) {
            end(Reason.STOP, buys ? Math.min(stop, bar.open()) : Math.max(stop, bar.open()));
            ambiguous = reached;
        } else if (reached) {
            end(Reason.TARGET, buys ? Math.max(target, bar.open()) : Math.min(target, bar.open()));
        }
        return stopped || reached;
    }

    /** Ends for this reason at this price. */
    public void end(Reason reason, double price) {
        ending = reason;
        exit = price;
        barsHeld = age;
    }

    /** Waits for no further horizon. */
    void abandon() {
        abandoned = true;
    }

    /** Whether nothing more is awaited of it. */
    boolean isDue() {
        return abandoned || !isOpen() && age >= LAST_HORIZON;
    }

    public boolean isOpen() {
        return ending == null;
    }

    public boolean isAmbiguous() {
        return ambiguous;
    }

    public boolean isAbandoned() {
        return abandoned;
    }

    /** Whether its return is above 0. */
    public boolean isWin() {
        return grossReturn() > 0;
    }

    /** Whether it counts in hit rate and Brier score. */
    public boolean isScored() {
        return !isOpen() && ending != Reason.REMOVED;
    }

    /** The signal's id; not to be changed. */
    public byte[] id() {
        return id;
    }

    /** Output sequence of the signal. */
    public long sequence() {
        return sequence;
    }

    /** End of the signal's bar. */
    public long barEnd() {
        return barEnd;
    }

    public Side side() {
        return side;
    }

    public double entry() {
        return entry;
    }

    public double stop() {
        return stop;
    }

    public double target() {
        return target;
    }

    public double confidence() {
        return confidence;
    }

    /** Bars since the signal's. */
    public int age() {
        return age;
    }

    /** Bars from the signal's to the one that ended it. */
    public int barsHeld() {
        return barsHeld;
    }

    /** Why it ended; null while open. */
    public Reason ending() {
        return ending;
    }

    public double nextOpen() {
        return nextOpen;
    }

    public double exit() {
        return exit;
    }

    public double grossReturn() {
        return returnAt(exit);
    }

    public double returnNextOpen() {
        return returnOf(exit, nextOpen);
    }

    /** The best return over the path; below 0 where every bar was worse than the entry. */
    public double maxFavourable() {
        return returnAt(side == Side.BUY ? high : low);
    }

    /** The worst return over the path. */
    public double maxAdverse() {
        return returnAt(side == Side.BUY ? low : high);
    }

    public double return1() {
        return horizonReturns[0];
    }

    public double return5() {
        return horizonReturns[1];
    }

    public double return20() {
        return horizonReturns[2];
    }

    private double returnAt(double price) {
        return returnOf(price, entry);
    }

    /** Undefined where the quotient is beyond all numbers: prices may be as far apart as doubles are. */
    private double returnOf(double price, double from) {
        double value = sign() * (price / from - 1);
        return Math.abs(value) <= Double.MAX_VALUE ? value : Double.NaN;
    }

    private double sign() {
        return side == Side.BUY ? 1 : -1;
    }

    private static int horizonOf(int age) {
        return switch (age) {
            case 1 -> 0;
            case 5 -> 1;
            case LAST_HORIZON -> 2;
            default -> -1;
        };
    }

    void save(StateSink sink) {
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = first << 8 | id[i] & 0xff;
        }
        sink.putLong(first);
        sink.putLong((id[8] & 0xff) << 8 | id[9] & 0xff);
        sink.putLong(sequence);
        sink.putLong(barEnd);
        sink.putLong(side.value());
        sink.putDouble(entry);
        sink.putDouble(stop);
        sink.putDouble(target);
        sink.putDouble(confidence);
        sink.putLong(age);
        sink.putDouble(nextOpen);
        sink.putDouble(high);
        sink.putDouble(low);
        sink.putLong(isOpen() ? -1 : ending.value());
        sink.putDouble(exit);
        sink.putLong(barsHeld);
        sink.putLong(ambiguous ? 1 : 0);
        sink.putLong(abandoned ? 1 : 0);
        for (double horizonReturn : horizonReturns) {
            sink.putDouble(horizonReturn);
        }
    }

    void restore(StateSource source) {
        long first = source.getLong();
        for (int i = 0; i < Long.BYTES; i++) {
            id[i] = (byte) (first >> 8 * (Long.BYTES - 1 - i));
        }
        long rest = source.getLong();
        id[8] = (byte) (rest >> 8);
        id[9] = (byte) rest;
        sequence = source.getLong();
        barEnd = source.getLong();
        side = Side.get((short) source.getLong());
        entry = source.getDouble();
        stop = source.getDouble();
        target = source.getDouble();
        confidence = source.getDouble();
        age = (int) source.getLong();
        nextOpen = source.getDouble();
        high = source.getDouble();
        low = source.getDouble();
        long reason = source.getLong();
        ending = reason < 0 ? null : Reason.get((short) reason);
        exit = source.getDouble();
        barsHeld = (int) source.getLong();
        ambiguous = source.getLong() != 0;
        abandoned = source.getLong() != 0;
        for (int i = 0; i < HORIZONS; i++) {
            horizonReturns[i] = source.getDouble();
        }
    }
}
