package io.heliograph.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.heliograph.v1.Contract.Declaration;
import io.heliograph.v1.Contract.Kind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract keeps its own style: everything is commented, and named as buf's STANDARD rules want it. */
class ContractTest {
    private static final String PASCAL = "([A-Z][a-z0-9]+)+";
    private static final String SNAKE = "[a-z][a-z0-9]*(_[a-z0-9]+)*";

    private final Contract contract;

    ContractTest() throws Exception {
        contract = Contract.read();
    }

    @Test
    void shouldDeclareTheServicesThatThereAre() {
        List<Declaration> services = contract.declarations(Kind.SERVICE);

        assertThat(services)
                .extracting(Declaration::name)
                .containsExactlyInAnyOrder(
                        "MarketDataService",
                        "SignalService",
                        "StrategyService",
                        "IndicatorService",
                        "AuditService",
                        "BacktestService",
                        "AdminService");
    }

    @Test
    void shouldCommentEveryDeclaration() {
        List<Declaration> silent = contract.declarations().stream()
                .filter(declaration -> declaration.kind() != Kind.PACKAGE)
                .filter(declaration -> declaration.comment().isEmpty())
                .toList();

        assertThat(silent).as("declarations without a comment").isEmpty();
        assertThat(contract.declarations()).hasSizeGreaterThan(300);
    }

    @Test
    void shouldEndEveryCommentAsASentence() {
        List<Declaration> open = contract.declarations().stream()
                .filter(declaration -> !declaration.comment().isEmpty())
                .filter(declaration -> !declaration.comment().endsWith("."))
                .toList();

        assertThat(open).as("comments that do not end with a full stop").isEmpty();
    }

    @Test
    void shouldKeepEveryFileInTheFolderOfItsPackageAndGiveItOneJavaPackage() {
        Stream<FileDescriptorProto> strays = contract.files().stream().filter(file -> !isAtHome(file));

        assertThat(strays.map(FileDescriptorProto::getName)).isEmpty();
    }

    @Test
    void shouldWriteNamesAsTheStyleWantsThem() {
        assertNamed(
                Kind.SERVICE, name -> name.name().matches(PASCAL) && name.name().endsWith("Service"));
        assertNamed(Kind.RPC, name -> name.name().matches(PASCAL));
        assertNamed(Kind.MESSAGE, name -> name.name().matches(PASCAL));
        assertNamed(Kind.ENUM, name -> name.name().matches(PASCAL));
        assertNamed(Kind.FIELD, name -> name.name().matches(SNAKE));
        assertNamed(Kind.ONEOF, name -> name.name().matches(SNAKE));
        assertNamed(
                Kind.ENUM_VALUE,
                value -> value.name().matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
                        && value.name().startsWith(Contract.upperSnake(value.owner()) + "_"));
    }

    @Test
    void shouldLetEveryEnumBeginWithUnspecified() {
        assertNamed(
                Kind.ENUM_VALUE,
                value -> (value.number() == 0)
                        == value.name().equals(Contract.upperSnake(value.owner()) + "_UNSPECIFIED"));
    }

    @Test
    void shouldGiveEveryRpcARequestAndAResponseOfItsOwnName() {
        assertNamed(Kind.RPC, rpc -> rpc.request().equals(rpc.name() + "Request"));
        assertNamed(Kind.RPC, rpc -> rpc.response().equals(rpc.name() + "Response"));
    }

    @Test
    void shouldPageEveryListTheSameWay() {
        Set<String> fields = new TreeSet<>();
        contract.declarations(Kind.FIELD).forEach(field -> fields.add(field.owner() + "." + field.name()));

        List<Declaration> lists = contract.declarations(Kind.RPC).stream()
                .filter(rpc -> rpc.name().startsWith("List"))
                .toList();

        assertThat(lists)
                .isNotEmpty()
                .allSatisfy(list -> assertThat(fields)
                        .contains(
                                list.request() + ".page_size",
                                list.request() + ".page_token",
                                list.response() + ".next_page_token"));
    }

    @Test
    void shouldNameEveryTimestampATime() {
        List<String> misnamed = contract.files().stream()
                .flatMap(file -> file.getMessageTypeList().stream())
                .flatMap(message -> message.getFieldList().stream())
                .filter(field -> field.getType() == Type.TYPE_MESSAGE)
                .filter(field -> field.getTypeName().equals(".google.protobuf.Timestamp"))
                .map(field -> field.getName())
                .filter(name -> !name.equals("time") && !name.endsWith("_time"))
                .toList();

        assertThat(misnamed).isEmpty();
    }

    @Test
    void shouldKeepReasonsShortEnoughForErrorInfo() {
        List<String> reasons = ErrorReason.getDescriptor().getValues().stream()
                .map(value -> value.getName().substring("ERROR_REASON_".length()))
                .toList();

        assertThat(reasons).allSatisfy(reason -> assertThat(reason).hasSizeLessThanOrEqualTo(63));
        assertThat(reasons).contains("SEQUENCE_GAP", "STALE_SOURCE_EPOCH", "SOURCE_TAKEN_OVER", "RECOVERING");
    }

    @Test
    void shouldReserveTheNumbersOfEventsToCome() {
        List<Integer> taken = MarketEvent.getDescriptor().getFields().stream()
                .map(field -> field.getNumber())
                .toList();

        assertThat(taken).containsExactly(1, 2, 3, 4, 5);
        assertThat(Stream.of(6, 7, 8)).allMatch(MarketEvent.getDescriptor()::isReservedNumber);
    }

    @Test
    void shouldCarryTheStatusOfOneSymbolWithItsDetails() throws Exception {
        ErrorInfo info = ErrorInfo.newBuilder()
                .setDomain("heliograph")
                .setReason("INSTRUMENT_NOT_FOUND")
                .putMetadata("symbol", "SPY")
                .build();
        LatestSignals sent = LatestSignals.newBuilder()
                .setSymbol("SPY")
                .setStatus(Status.newBuilder().setCode(5).addDetails(com.google.protobuf.Any.pack(info)))
                .build();

        LatestSignals read = LatestSignals.parseFrom(sent.toByteArray());

        assertThat(read.getStatus().getDetails(0).unpack(ErrorInfo.class)).isEqualTo(info);
    }

    private void assertNamed(Kind kind, Predicate<Declaration> rule) {
        List<Declaration> all = contract.declarations(kind);
        assertThat(all).isNotEmpty();
        assertThat(all.stream().filter(rule.negate())).isEmpty();
    }

    private static boolean isAtHome(FileDescriptorProto file) {
        return file.getPackage().equals("heliograph.v1")
                && file.getName().matches("heliograph/v1/" + SNAKE + "\\.proto")
                && file.getSyntax().equals("proto3")
                && file.getOptions().getJavaPackage().equals("io.heliograph.v1")
                && file.getOptions().getJavaMultipleFiles();
    }
}
