package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.FieldMask;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.heliograph.client.HeliographException;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.core.signal.SignalId;
import io.heliograph.v1.BatchGetLatestSignalsRequest;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.GetSignalRequest;
import io.heliograph.v1.LatestSignals;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalStatus;
import io.heliograph.v1.SignalView;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SignalQuestionsTest {
    private final Outputs outputs = new Outputs();

    private Desk desk;

    @BeforeEach
    void open() {
        outputs.signal("SPY", "trend", Side.BUY);
        outputs.signal("SPY", "momentum", Side.SELL);
        outputs.bar("SPY");
        outputs.signal("BAC", "trend", Side.BUY);
        outputs.event()
                .addEnding(1, "SPY", "trend", Reason.TARGET)
                .add("SPY", "trend", Side.HOLD)
                .end();
        desk = new Desk(outputs.log());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void shouldAnswerTheLatestOfEachSymbolAndNotLetOneSpoilTheRest() throws IOException {
        List<LatestSignals> latest = desk.client().signals().latest(List.of("SPY", "NONE", "QUIET", "BAC"));

        assertThat(latest).extracting(LatestSignals::getSymbol).containsExactly("SPY", "NONE", "QUIET", "BAC");
        assertThat(latest)
                .extracting(result -> result.getStatus().getCode())
                .containsExactly(Code.OK_VALUE, Code.NOT_FOUND_VALUE, Code.OK_VALUE, Code.OK_VALUE);
        assertThat(latest.get(0).getSignalsList())
                .extracting(Signal::getSequence)
                .containsExactly(2L, 6L);
        assertThat(latest.get(2).getSignalsList()).isEmpty();
        assertThat(latest.get(3).getSignalsList())
                .extracting(Signal::getSequence)
                .containsExactly(4L);
        ErrorInfo info = latest.get(1).getStatus().getDetails(0).unpack(ErrorInfo.class);
        assertThat(info.getReason()).isEqualTo("INSTRUMENT_NOT_FOUND");
        assertThat(latest.get(1).getError()).isEqualTo(info);
        assertThat(info.getMetadataOrThrow("symbol")).isEqualTo("NONE");
    }

    @Test
    void shouldAnswerOnlyTheStrategiesAndTheTimeframeAskedFor() {
        BatchGetLatestSignalsRequest.Builder request =
                BatchGetLatestSignalsRequest.newBuilder().addSymbols("SPY");

        assertThat(only(request.clone().addStrategyIds("momentum"))).containsExactly(2L);
        assertThat(only(request.clone().setTimeframe("60s"))).containsExactly(2L, 6L);
        assertThat(only(request.clone().setTimeframe("1h"))).isEmpty();
    }

    @Test
    void shouldFollowWhatBecomesOfASignal() {
        outputs.event().addEnding(2, "SPY", "momentum", Reason.REMOVED).end();
        desk.until(() -> desk.client().signals().get(2).getStatus() == SignalStatus.SIGNAL_STATUS_REMOVED);

        assertThat(desk.client().signals().get(1).getStatus()).isEqualTo(SignalStatus.SIGNAL_STATUS_TARGET);
        assertThat(desk.client().signals().get(6).getStatus()).isEqualTo(SignalStatus.SIGNAL_STATUS_UNSPECIFIED);
        assertThat(desk.client().signals().latest(List.of("SPY")).get(0).getSignalsList())
                .extracting(Signal::getStatus)
                .containsExactly(SignalStatus.SIGNAL_STATUS_REMOVED, SignalStatus.SIGNAL_STATUS_UNSPECIFIED);
    }

    @Test
    void shouldAnswerASignalByIdAndBySequence() {
        Signal byId = desk.client().signals().get(SignalId.text(Outputs.id(4)));
        Signal bySequence = desk.client().signals().get(4);

        assertThat(byId).isEqualTo(bySequence);
        assertThat(byId.getSequence()).isEqualTo(4);
        assertThat(byId.getValuesCount()).isEqualTo(2);
    }

    @Test
    void shouldAnswerASignalThatIsNoLongerInMemoryFromTheLog() {
        for (int i = 0; i < 5_000; i++) {
            outputs.signal("IBM", "trend", Side.BUY);
        }
        Recorder recorder = desk.follow(io.heliograph.client.SubscriptionRequest.fromEarliest());
        desk.until(recorder::isCaughtUp);

        assertThat(desk.client().signals().get(1).getStatus()).isEqualTo(SignalStatus.SIGNAL_STATUS_TARGET);
        assertThat(desk.client().signals().get(SignalId.text(Outputs.id(2))).getSequence())
                .isEqualTo(2);
        assertThat(failure(() -> desk.client().signals().get(3)).is(ErrorReason.ERROR_REASON_SIGNAL_NOT_FOUND))
                .isTrue();
    }

    @Test
    void shouldShowOnlyTheFieldsAskedFor() {
        Signal masked = desk.client()
                .signals()
                .get(GetSignalRequest.newBuilder()
                        .setSequence(1)
                        .setReadMask(FieldMask.newBuilder().addPaths("symbol").addPaths("bar_end_time.seconds"))
                        .build());
        Signal basic = desk.client()
                .signals()
                .get(GetSignalRequest.newBuilder()
                        .setSequence(1)
                        .setView(SignalView.SIGNAL_VIEW_BASIC)
                        .build());

        assertThat(masked.getAllFields()).hasSize(2);
        assertThat(basic.getValuesCount()).isZero();
        assertThat(basic.getSymbol()).isEqualTo("SPY");
    }

    @Test
    void shouldSayThatThereIsNoSuchSignal() {
        String unknown = SignalId.text(Outputs.id(99));

        HeliographException byId = failure(() -> desk.client().signals().get(unknown));

        assertThat(byId.reason()).isEqualTo("SIGNAL_NOT_FOUND");
        assertThat(byId.metadata()).containsEntry("signal", unknown);
        for (long sequence : new long[] {-1, 0, 3, 5, 7, Long.MAX_VALUE}) {
            assertThat(failure(() -> desk.client().signals().get(sequence)).reason())
                    .as("sequence %d", sequence)
                    .isEqualTo("SIGNAL_NOT_FOUND");
        }
    }

    @Test
    void shouldRefuseQuestionsThatCannotBeUnderstood() {
        assertThat(failure(() -> desk.client().signals().get("nonsense"))
                        .violations()
                        .get(0)
                        .getField())
                .isEqualTo("signal_id");
        assertThat(failure(() -> desk.client().signals().get(GetSignalRequest.getDefaultInstance()))
                        .reason())
                .isEqualTo("REQUEST_INVALID");
        assertThat(failure(() -> desk.client().signals().latest(List.of())).reason())
                .isEqualTo("REQUEST_INVALID");
        assertThat(failure(() -> desk.client().signals().latest(Collections.nCopies(1_001, "SPY")))
                        .reason())
                .isEqualTo("REQUEST_INVALID");
        assertThat(desk.client().signals().latest(Collections.nCopies(1_000, "SPY")))
                .hasSize(1_000);
        assertThat(failure(() -> desk.client()
                                .signals()
                                .latest(BatchGetLatestSignalsRequest.newBuilder()
                                        .setTimeframe("soon")
                                        .setViewValue(9)
                                        .build()))
                        .violations())
                .extracting(violation -> violation.getField())
                .containsExactly("symbols", "timeframe", "view");
    }

    @Test
    void shouldSayThatListsNeedAStore() {
        HeliographException refused =
                failure(() -> desk.client().signals().list(ListSignalsRequest.getDefaultInstance()));

        assertThat(refused.reason()).isEqualTo("STORE_DISABLED");
    }

    private List<Long> only(BatchGetLatestSignalsRequest.Builder request) {
        return desk.client().signals().latest(request.build()).get(0).getSignalsList().stream()
                .map(Signal::getSequence)
                .toList();
    }

    private static HeliographException failure(Callable<?> call) {
        HeliographException failure = catchThrowableOfType(HeliographException.class, call::call);
        assertThat(failure).as("it should have failed").isNotNull();
        return failure;
    }
}
