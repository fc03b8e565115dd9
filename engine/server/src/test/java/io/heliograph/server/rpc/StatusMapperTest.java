package io.heliograph.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.heliograph.v1.ErrorReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StatusMapperTest {
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ERROR_REASON_UNSPECIFIED", "UNRECOGNIZED"})
    void shouldGiveEachReasonTheCodeOfItsCommentInTheContract(ErrorReason reason) throws IOException {
        Status status = StatusProto.fromThrowable(StatusMapper.toStatus(new Rejection(reason, "why")));

        assertThat(Code.forNumber(status.getCode()).name()).isEqualTo(codeInContract(reason));
        assertThat(status.getDetails(0).unpack(ErrorInfo.class).getReason())
                .isEqualTo(reason.name().substring("ERROR_REASON_".length()));
        assertThat(status.getDetails(0).unpack(ErrorInfo.class).getDomain()).isEqualTo("heliograph");
    }

    @Test
    void shouldCarryMetadataFieldsAndRetry() throws InvalidProtocolBufferException {
        Rejection rejection = Rejection.invalid("events[3].trade.price", "expected above 0")
                .with("found", -1)
                .withRetryAfter(Duration.ofMillis(1_500));

        Status status = StatusProto.fromThrowable(StatusMapper.toStatus(rejection));

        assertThat(status.getDetails(0).unpack(ErrorInfo.class).getMetadataMap())
                .containsEntry("found", "-1");
        assertThat(status.getDetails(1)
                        .unpack(BadRequest.class)
                        .getFieldViolations(0)
                        .getField())
                .isEqualTo("events[3].trade.price");
        assertThat(status.getDetails(2).unpack(RetryInfo.class).getRetryDelay().getNanos())
                .isEqualTo(500_000_000);
    }

    @Test
    void shouldNeverAnswerUnknownOrInternal() {
        StatusRuntimeException unforeseen = StatusMapper.toStatus(new NullPointerException("secret"));
        StatusRuntimeException internal = StatusMapper.toStatus(io.grpc.Status.INTERNAL.asRuntimeException());

        assertThat(unforeseen.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNAVAILABLE);
        assertThat(unforeseen.getStatus().getDescription()).doesNotContain("secret");
        assertThat(internal.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNAVAILABLE);
    }

    private static String codeInContract(ErrorReason reason) throws IOException {
        Path contract = Path.of(
                System.getProperty("heliograph.project.root"), "proto/src/main/proto/heliograph/v1/error_reason.proto");
        Matcher matcher = Pattern.compile("// ([A-Z_]+)[ :{][^\\n]*\\n(?:  //[^\\n]*\\n)*  " + reason.name() + " =")
                .matcher(Files.readString(contract));
        assertThat(matcher.find()).as("comment of " + reason).isTrue();
        return matcher.group(1);
    }
}
