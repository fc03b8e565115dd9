package io.heliograph.server.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * A column of numbers as text, short enough for a year of minutes and exact unless it says otherwise.
 *
 * <pre>
 * n         how many values
 *
 * decimals  steps: each value is a whole number divided by 10^decimals, and stands as its difference from the last
 * steps     defined one (from 0 at the start), in base64 of varints (seven bits a byte, lowest first):
 *             0      undefined
 *             1 k    the token before k times more
 *             t      even: a step of (t - 2) / 2; odd: a step of -(t - 1) / 2
 * step      only where values were rounded: to what
 *
 * runs      doubles: varints, in turns how many values are defined and how many undefined,
 * doubles   and base64 of the bytes of the defined ones, lowest first
 * </pre>
 *
 * <p>Whole number and power of ten are both exact doubles, so their quotient is the very double that was the value.
 * Nothing is packed any further: the bytes must not depend on the version of a packer, and browsers need none then.
 */
final class Column {
    private static final int UNDEFINED = 0;
    private static final int AGAIN = 1;

    /** Runs shorter than it are no shorter when counted. */
    private static final int SHORTEST_RUN = 3;

    private final int count;
    private final int decimals;
    private final boolean isRounded;
    private final byte[] steps;
    private final byte[] runs;
    private final byte[] doubles;

    private Column(int count, int decimals, boolean isRounded, byte[] steps, byte[] runs, byte[] doubles) {
        this.count = count;
        this.decimals = decimals;
        this.isRounded = isRounded;
        this.steps = steps;
        this.runs = runs;
        this.doubles = doubles;
    }

    /** Every value as it is: in steps where all are short decimals, else in eight bytes each. */
    static Column of(double[] values) {
        int places = Decimals.places(values);
        if (places != Decimals.NONE) {
            return new Column(values.length, places, false, steps(values, places), null, null);
        }
        return new Column(values.length, 0, false, null, runs(values), doubles(values));
    }

    /** Values rounded to so many digits of the largest, where they are not short decimals anyway. */
    static Column rounded(double[] values, int digits) {
        int needed = Decimals.places(values);
        int places = Decimals.placesFor(values, digits);
        if (needed == Decimals.NONE && !Decimals.areSmall(values, places)) {
            return of(values);
        }
        if (needed != Decimals.NONE && needed <= places) {
            return new Column(values.length, needed, false, steps(values, needed), null, null);
        }
        return new Column(values.length, places, true, steps(values, places), null, null);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("n", count);
        if (steps != null) {
            json.writeNumberField("decimals", decimals);
            if (isRounded) {
                json.writeStringField("step", "1e-" + decimals);
            }
            json.writeStringField("steps", text(steps));
        } else {
            json.writeStringField("runs", text(runs));
            json.writeStringField("doubles", text(doubles));
        }
        json.writeEndObject();
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] steps(double[] values, int places) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(values.length + 16);
        long last = 0;
        long token = -1;
        int repeats = 0;
        for (double value : values) {
            long next = UNDEFINED;
            if (!Double.isNaN(value)) {
                long whole = Decimals.scaled(value, places);
                long step = whole - last;
                next = step >= 0 ? 2 * step + 2 : -2 * step + 1;
                last = whole;
            }
            if (next == token) {
                repeats++;
                continue;
            }
            putRepeats(out, token, repeats);
            putVarint(out, next);
            token = next;
            repeats = 0;
        }
        putRepeats(out, token, repeats);
        return out.toByteArray();
    }

    private static void putRepeats(ByteArrayOutputStream out, long token, int repeats) {
        if (repeats >= SHORTEST_RUN) {
            putVarint(out, AGAIN);
            putVarint(out, repeats);
            return;
        }
        for (int i = 0; i < repeats; i++) {
            putVarint(out, token);
        }
    }

    private static byte[] runs(double[] values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean isDefined = true;
        int run = 0;
        for (double value : values) {
            if (Double.isNaN(value) == isDefined) {
                putVarint(out, run);
                isDefined = !isDefined;
                run = 0;
            }
            run++;
        }
        putVarint(out, run);
        return out.toByteArray();
    }

    private static byte[] doubles(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (!Double.isNaN(value)) {
                bytes.putDouble(value);
            }
        }
        byte[] defined = new byte[bytes.position()];
        bytes.flip().get(defined);
        return defined;
    }

    private static void putVarint(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left > 0x7f) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
