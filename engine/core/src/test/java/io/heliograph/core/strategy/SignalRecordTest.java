package io.heliograph.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.Readiness;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalState;
import io.heliograph.codec.output.TimeframeKind;
import io.heliograph.core.Cause;
import io.heliograph.core.OutputEmitter;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.signal.SignalId;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.core.strategy.StrategyRules.Hold;
import io.heliograph.core.strategy.StrategyView.Condition;
import io.heliograph.core.strategy.StrategyView.Level;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of a signal's record, and its id against an independent computation. */
class SignalRecordTest {
    private static final byte[] HASH = HexFormat.of().parseHex("00ff7f80".repeat(8));

    private final List<UnsafeBuffer> records = new ArrayList<>();
    private final ScriptedView view = new ScriptedView().declare(Level.STOP).declare(Level.CONFIDENCE);

    @Test
    void shouldFillEveryFieldOfASignal() {
        view.setValue("zeta", 1, false, true);
        view.setValue("alpha", 2.5, true, false);
        view.setValue("Mid", Double.NaN, false, false);
        view.setConverged(true);

        SignalEmittedDecoder signal = buy(Timeframe.parse("5m"));

        assertThat(signal.cause()).isEqualTo(42);
        assertThat(signal.receiveTime()).isEqualTo(1_000_007);
        assertThat(signal.eventTime()).isEqualTo(1_000_003);
        assertThat(signal.barStart()).isEqualTo(300_000_000_000L);
        assertThat(signal.barEnd()).isEqualTo(600_000_000_000L);
        assertThat(signal.barOrdinal()).isEqualTo(17);
        assertThat(signal.timeframe()).isEqualTo(300_000_000_000L);
        assertThat(signal.kind()).isEqualTo(TimeframeKind.TIME);
        assertThat(signal.confidence()).isEqualTo(0.625);
        assertThat(signal.referencePrice()).isEqualTo(64.5);
        assertThat(signal.stop()).isEqualTo(60.25);
        assertThat(signal.target()).isNaN();
        assertThat(signal.expiryDuration()).isZero();
        assertThat(signal.expiryBars()).isEqualTo(9);
        assertThat(signal.barsSeen()).isEqualTo(1);
        assertThat(signal.instrument()).isEqualTo(3);
        assertThat(signal.side()).isEqualTo(Side.BUY);
        assertThat(signal.state()).isEqualTo(SignalState.FINAL);
        assertThat(signal.reason()).isEqualTo(Reason.BUY);
        assertThat(signal.readiness()).isEqualTo(Readiness.CONVERGED);
        assertThat(closesId(signal)).containsOnly(0);
        byte[] hash = new byte[32];
        signal.getStrategyHash(hash, 0, 32);
        assertThat(hash).isEqualTo(HASH);
        assertThat(valuesOf(signal)).containsExactly("Mid=NaN", "alpha=2.5 flat", "zeta=1.0 condition");
        assertThat(signal.symbol()).isEqualTo("BRK.B/x");
        assertThat(signal.strategy()).isEqualTo("named-one");
        assertThat(signal.arm()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1m", "5m", "1d", "100t", "5000v"})
    void shouldNameASignalByTheHashOfItsContent(String timeframe) throws Exception {
        SignalEmittedDecoder signal = buy(Timeframe.parse(timeframe));
        boolean byTime = Timeframe.parse(timeframe).isTime();

        String preimage = String.join(
                "\n",
                HexFormat.of().formatHex(HASH),
                "",
                "BRK.B/x",
                timeframe,
                byTime ? "600000000000" : "17",
                "FINAL");
        byte[] sha = MessageDigest.getInstance("SHA-256").digest(preimage.getBytes(StandardCharsets.US_ASCII));
        StringBuilder expected = new StringBuilder();
        for (char c : new BigInteger(1, sha).shiftRight(256 - 80).toString(32).toCharArray()) {
            int digit = Character.digit(c, 32);
            expected.append((char) (digit < 26 ? 'a' + digit : '2' + digit - 26));
        }
        while (expected.length() < 16) {
            expected.insert(0, 'a');
        }

        assertThat(SignalId.text(signalId(signal))).isEqualTo(expected.toString());
    }

    @Test
    void shouldNameTheSameSignalTheSameInEveryRun() {
        SignalEmittedDecoder first = buy(Timeframe.ONE_MINUTE);
        byte[] name = signalId(first);

        SignalEmittedDecoder second = buy(Timeframe.ONE_MINUTE);

        assertThat(signalId(second)).isEqualTo(name);
        assertThat(SignalId.text(name)).isEqualTo("3cj7rh3fwow55mhz");
    }

    private SignalEmittedDecoder buy(Timeframe timeframe) {
        OutputEmitter out = new OutputEmitter((sequence, buffer, offset, length) -> {
            byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            records.add(new UnsafeBuffer(copy));
        });
        StrategyRules rules = new StrategyRules("named-one", HASH, timeframe, Hold.UNTIL, false, 0, 9, 0, false);
        StrategyRun run = new StrategyRun(rules, view, 3, "BRK.B/x", new SignalRecords());
        view.nextBar();
        view.set(Condition.BUY, StrategyView.TRUE);
        view.set(Level.STOP, 60.25, 70);
        view.set(Level.CONFIDENCE, 0.625, 0.25);
        ClosedBar bar = new ClosedBar()
                .time(300_000_000_000L, 600_000_000_000L, 17, 0)
                .prices(64, 65, 63, 64.5)
                .volume(1, 64, 1, 0);
        run.decide(bar, new Cause().set(42, 1_000_007, 1_000_003));
        bar.time(0, 0, 0, 0).prices(0, 0, 0, 0);
        run.emitEndings(out);
        run.emitSignal(out);

        UnsafeBuffer record = records.get(records.size() - 1);
        return new SignalEmittedDecoder().wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
    }

    private static byte[] signalId(SignalEmittedDecoder signal) {
        byte[] id = new byte[SignalId.LENGTH];
        signal.getSignalId(id, 0, id.length);
        return id;
    }

    private static byte[] closesId(SignalEmittedDecoder signal) {
        byte[] id = new byte[SignalId.LENGTH];
        signal.getClosesId(id, 0, id.length);
        return id;
    }

    private static List<String> valuesOf(SignalEmittedDecoder signal) {
        List<String> values = new ArrayList<>();
        for (SignalEmittedDecoder.ValuesDecoder value : signal.values()) {
            String line = "=" + value.value()
                    + (value.flags().flat() ? " flat" : "")
                    + (value.flags().condition() ? " condition" : "");
            values.add(value.name() + line);
        }
        return values;
    }
}
