package io.heliograph.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalValue;
import io.heliograph.v1.SignalView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadMaskTest {
    private static final Signal SIGNAL = Signal.newBuilder()
            .setSignalId("abc")
            .setSymbol("SPY")
            .setStrategyHash("00")
            .setBarsSeen(5)
            .setBarEndTime(Timestamp.newBuilder().setSeconds(10).setNanos(20))
            .addValues(SignalValue.newBuilder().setName("fast").setValue(1))
            .build();

    @Test
    void shouldGiveTheViewWhereThereIsNoMask() {
        ReadMask usual = mask(SignalView.SIGNAL_VIEW_UNSPECIFIED);
        ReadMask full = mask(SignalView.SIGNAL_VIEW_FULL, "*");

        assertThat(usual.isBasic()).isTrue();
        assertThat(usual.apply(SIGNAL))
                .isEqualTo(SIGNAL.toBuilder()
                        .clearStrategyHash()
                        .clearBarsSeen()
                        .clearValues()
                        .build());
        assertThat(full.apply(SIGNAL)).isEqualTo(SIGNAL);
    }

    @Test
    void shouldGiveTheFieldsOfTheMaskAlone() {
        ReadMask mask = mask(SignalView.SIGNAL_VIEW_UNSPECIFIED, "symbol", "bar_end_time.nanos", "values");

        assertThat(mask.isBasic()).isFalse();
        assertThat(mask.apply(SIGNAL))
                .isEqualTo(Signal.newBuilder()
                        .setSymbol("SPY")
                        .setBarEndTime(Timestamp.newBuilder().setNanos(20))
                        .addAllValues(SIGNAL.getValuesList())
                        .build());
        assertThat(mask(SignalView.SIGNAL_VIEW_BASIC, "symbol", "values").apply(SIGNAL))
                .isEqualTo(Signal.newBuilder().setSymbol("SPY").build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"colour", "", "symbol.x", "bar_end_time.", "values.name", "bar_end_time.seconds.x", "Symbol", "."
            })
    void shouldRefuseAPathThatIsNoField(String path) {
        Rejection refusal =
                catchThrowableOfType(Rejection.class, () -> mask(SignalView.SIGNAL_VIEW_FULL, "symbol", path));

        assertThat(refusal.reason()).isEqualTo(ErrorReason.ERROR_REASON_READ_MASK_INVALID);
        assertThat(refusal.metadata()).containsEntry("path", path);
    }

    @ParameterizedTest
    @CsvSource({"0, 50", "1, 1", "1000, 1000", "1001, 1000", "2147483647, 1000"})
    void shouldBoundThePageSize(int asked, int given) {
        assertThat(PageSize.of(asked)).isEqualTo(given);
    }

    @Test
    void shouldRefuseANegativePageSize() {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> PageSize.of(-1));

        assertThat(refusal.reason()).isEqualTo(ErrorReason.ERROR_REASON_PAGE_SIZE_INVALID);
        assertThat(refusal.getMessage()).isEqualTo("expected 0 to 1000: page_size=-1");
    }

    @ParameterizedTest
    @CsvSource({
        "'', SEQUENCE, true",
        "sequence, SEQUENCE, false",
        "sequence asc, SEQUENCE, false",
        "'  bar_end_time   desc ', BAR_END_TIME, true",
        "event_time, EVENT_TIME, false",
        "confidence desc, CONFIDENCE, true"
    })
    void shouldReadAnOrder(String text, SignalOrder.Key key, boolean descending) {
        assertThat(SignalOrder.parse(text)).isEqualTo(new SignalOrder(key, descending));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"symbol", "desc", "sequence DESC", "sequence desc desc", "sequence, confidence", "sequence; DROP"
            })
    void shouldRefuseAnotherOrder(String text) {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> SignalOrder.parse(text));

        assertThat(refusal.reason()).isEqualTo(ErrorReason.ERROR_REASON_ORDER_BY_INVALID);
        assertThat(refusal.metadata()).containsEntry("found", text);
    }

    private static ReadMask mask(SignalView view, String... paths) {
        FieldMask.Builder mask = FieldMask.newBuilder();
        for (String path : paths) {
            mask.addPaths(path);
        }
        return ReadMask.of(view, mask.build(), SignalView.SIGNAL_VIEW_BASIC);
    }
}
