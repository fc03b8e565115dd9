package io.heliograph.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.Side;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalReason;
import io.heliograph.v1.SignalStatus;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    private static final Signal BUY = Signal.newBuilder()
            .setSequence(42)
            .setSymbol("SPY")
            .setStrategyId("trend")
            .setTimeframe("1h")
            .setSide(Side.SIDE_BUY)
            .setReason(SignalReason.SIGNAL_REASON_BUY)
            .setStatus(SignalStatus.SIGNAL_STATUS_OPEN)
            .setConfidence(0.5)
            .setReferencePrice(100.25)
            .setBarEndTime(Timestamp.newBuilder().setSeconds(1_704_205_800).setNanos(5))
            .build();

    private static final Signal HOLD = Signal.newBuilder()
            .setSequence(43)
            .setSymbol("BRK.B")
            .setSide(Side.SIDE_HOLD)
            .setReason(SignalReason.SIGNAL_REASON_STOP)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "symbol = SPY",
                "symbol=\"SPY\"",
                "symbol = 'SPY' AND side = BUY AND confidence >= 0.5",
                "side != HOLD",
                "NOT side = SELL",
                "NOT NOT side = BUY",
                "timeframe = 60m",
                "confidence > 4.9e-1 AND confidence < .6",
                "sequence >= 42 AND sequence <= 42",
                "bar_end_time = 2024-01-02T14:30:00.000000005Z",
                "bar_end_time > \"2024-01-02T15:30:00+01:00\"",
                "reference_price = 100.25",
                "status = OPEN",
                "arm = ''",
                // OR binds tighter: false AND (false OR true) is false, so NOT of it is true.
                "NOT (side = SELL AND side = SELL OR side = BUY)",
                "symbol = X OR symbol = SPY AND side = BUY",
                "(((symbol = SPY)))"
            })
    void shouldLetASignalPass(String filter) {
        assertThat(Filter.parse(filter).matches(new SignalFields().of(BUY))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "symbol = spy",
                "side = SELL",
                "confidence > 0.5",
                "confidence != 0.5",
                "sequence > 42",
                "side = BUY AND symbol = X OR symbol = Y",
                "bar_end_time > 2024-01-02T14:30:00.000000005Z",
                "symbol = \"SPY' OR symbol = 'SPY\""
            })
    void shouldKeepASignalBack(String filter) {
        assertThat(Filter.parse(filter).matches(new SignalFields().of(BUY))).isFalse();
    }

    @Test
    void shouldFindEveryComparisonWithAnAbsentNumberFalse() {
        SignalFields hold = new SignalFields().of(HOLD);

        for (String sign : new String[] {"=", "!=", "<", "<=", ">", ">="}) {
            assertThat(Filter.parse("confidence " + sign + " 0.5").matches(hold))
                    .isFalse();
            assertThat(Filter.parse("NOT confidence " + sign + " 0.5").matches(hold))
                    .isTrue();
        }
        assertThat(Filter.parse("status = OPEN").matches(hold)).isFalse();
        assertThat(Filter.parse("status != OPEN").matches(hold)).isTrue();
        assertThat(Filter.parse("symbol = BRK.B").matches(hold)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "colour = red | a field (symbol, strategy, | 1",
                "side | = != < <= > or >= behind side, found the end | 5",
                "side = | one of BUY, HOLD, SELL, found the end | 7",
                "side = LONG | one of BUY, HOLD, SELL for side, found \"LONG\" | 8",
                "side > BUY | = or != behind side, found \">\" | 6",
                "symbol = SPY and side = BUY | AND, OR and NOT are written in capitals | 14",
                "symbol = SPY side = BUY | AND, OR or the end, found \"side\" | 14",
                "(symbol = SPY | a closing parenthesis, found the end | 14",
                "symbol = SPY) | AND, OR or the end, found \")\" | 13",
                "AND | a field | 1",
                "= SPY | a comparison such as side = BUY, found \"=\" | 1",
                "symbol ! SPY | != or NOT | 8",
                "symbol = \"SPY | a closing \" | 10",
                "symbol = SP* | it would not be a wildcard | 10",
                "confidence > high | a number such as 0.5 for confidence | 14",
                "confidence > NaN | a number such as 0.5 | 14",
                "confidence > 1e999 | at most 1.8e308 | 14",
                "sequence = 1.5 | a whole number | 12",
                "sequence = 99999999999999999999 | a whole number of at most 18 digits | 12",
                "timeframe = 7x | a timeframe such as 1m | 13",
                "bar_end_time > yesterday | a time such as 2024-01-02T14:30:00Z | 16",
                "event_time > 2024-01-02 | a time such as | 14",
                "event_time > 1900-01-01T00:00:00Z | between 1970 and 2262 | 14",
                "symbol = ; | a word, a quoted text or a parenthesis | 10"
            })
    void shouldSayWhereAFilterCannotBeReadAndWhatWasExpected(String filter, String message, int column) {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> Filter.parse(filter));

        assertThat(refusal).as(filter).isNotNull();
        assertThat(refusal.reason()).isEqualTo(ErrorReason.ERROR_REASON_FILTER_INVALID);
        assertThat(refusal.getMessage()).contains(message).endsWith("column=" + column);
        assertThat(refusal.metadata()).containsEntry("column", Integer.toString(column));
    }

    @Test
    void shouldBoundLengthDepthAndNumberOfComparisons() {
        String most = "side = BUY OR ".repeat(FilterParser.MOST_COMPARISONS - 1) + "side = BUY";
        String deepest = "(".repeat(FilterParser.DEEPEST - 1) + "side = BUY" + ")".repeat(FilterParser.DEEPEST - 1);

        assertThat(Filter.parse(most).matches(new SignalFields().of(BUY))).isTrue();
        assertThat(Filter.parse(deepest).matches(new SignalFields().of(BUY))).isTrue();
        assertThatThrownBy(() -> Filter.parse(most + " OR side = BUY")).hasMessageContaining("at most 64 comparisons");
        assertThatThrownBy(() -> Filter.parse("(" + deepest + ")")).hasMessageContaining("at most 16 levels");
        assertThatThrownBy(() -> Filter.parse("NOT ".repeat(100_000))).hasMessageContaining("at most 4096 characters");
    }

    @Test
    void shouldAnswerAnyTextWithAFilterOrARefusal() {
        long seed = 77;
        SplittableRandom random = new SplittableRandom(seed);
        String[] words = {
            "symbol",
            "side",
            "confidence",
            "=",
            "!=",
            "<",
            ">=",
            "BUY",
            "AND",
            "OR",
            "NOT",
            "(",
            ")",
            "\"x y\"",
            "'",
            "0.5",
            "1e9",
            "2024-01-02T14:30:00Z",
            "\\",
            "*",
            "\0",
            "ä",
            "-",
            ".",
            "!",
            "status",
            "OPEN",
            "\"",
            "1m"
        };
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(9); length >= 0; length--) {
                text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                Filter.parse(text.toString()).matches(new SignalFields().of(BUY));
                read++;
            } catch (Rejection e) {
                assertThat(e.reason())
                        .as("seed=%d text=%s", seed, text)
                        .isEqualTo(ErrorReason.ERROR_REASON_FILTER_INVALID);
            }
        }
        assertThat(read).isPositive();
    }
}
