package io.heliograph.server.control;

import io.grpc.stub.StreamObserver;
import io.heliograph.codec.event.Refusal;
import io.heliograph.server.ingress.PublishDesk;
import io.heliograph.server.rpc.NamePages;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.server.sequencer.Asking;
import io.heliograph.server.sequencer.Bench;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.v1.ApplyInstrumentsRequest;
import io.heliograph.v1.ApplyInstrumentsResponse;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.BatchPublishMarketDataResponse;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.GetSourceRequest;
import io.heliograph.v1.GetSourceResponse;
import io.heliograph.v1.ListInstrumentsRequest;
import io.heliograph.v1.ListInstrumentsResponse;
import io.heliograph.v1.MarketDataServiceGrpc;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Takes market data in, and declares and lists what it is about. */
public final class MarketDataService extends MarketDataServiceGrpc.MarketDataServiceImplBase {
    private static final int MOST_DECLARATIONS = 1_000;

    /** Longer ones match no symbol, and matching takes time. */
    private static final int LONGEST_PATTERN = 64;

    private final PublishDesk publishing;
    private final Desk desk;
    private final Workers workers;
    private final Supplier<String> journalId;

    public MarketDataService(PublishDesk publishing, Desk desk, Workers workers, Supplier<String> journalId) {
        this.publishing = publishing;
        this.desk = desk;
        this.workers = workers;
        this.journalId = journalId;
    }

    @Override
    public StreamObserver<PublishMarketDataRequest> publishMarketData(
            StreamObserver<PublishMarketDataResponse> caller) {
        return publishing.stream(caller);
    }

    @Override
    public void batchPublishMarketData(
            BatchPublishMarketDataRequest request, StreamObserver<BatchPublishMarketDataResponse> caller) {
        publishing.call(request, caller);
    }

    @Override
    public void listInstruments(ListInstrumentsRequest request, StreamObserver<ListInstrumentsResponse> caller) {
        int size = NamePages.size(request.getPageSize());
        if (request.getPattern().length() > LONGEST_PATTERN) {
            throw Rejection.invalid(
                    "pattern",
                    "expected at most " + LONGEST_PATTERN + " characters, found length="
                            + request.getPattern().length());
        }
        workers.answer(caller, () -> new InstrumentList(desk, journalId.get()).page(request, size));
    }

    @Override
    public void applyInstruments(ApplyInstrumentsRequest request, StreamObserver<ApplyInstrumentsResponse> caller) {
        List<InstrumentMapper.Declared> declarations = read(request);
        workers.answer(caller, () -> {
            Applied applied = Asking.ask(desk, bench -> {
                List<InstrumentMapper.Declared> whole = declarations.stream()
                        .map(declared ->
                                declared.over(bench.core().instruments().settingsFor(declared.pattern())))
                        .toList();
                return new Applied(apply(bench, whole, request.getValidateOnly()), whole);
            });
            return ApplyInstrumentsResponse.newBuilder()
                    .setEffectiveSequence(applied.sequence())
                    .addAllDeclarations(applied.declarations().stream()
                            .map(InstrumentMapper::toProto)
                            .toList())
                    .build();
        });
    }

    private record Applied(long sequence, List<InstrumentMapper.Declared> declarations) {}

    private static List<InstrumentMapper.Declared> read(ApplyInstrumentsRequest request) {
        Rejection rejection =
                new Rejection(ErrorReason.ERROR_REASON_REQUEST_INVALID, "expected declarations without errors");
        int count = request.getDeclarationsCount();
        if (count < 1 || count > MOST_DECLARATIONS) {
            rejection.withField(
                    "declarations", "expected 1 to " + MOST_DECLARATIONS + " declarations, found count=" + count);
        }
        List<InstrumentMapper.Declared> declarations = new ArrayList<>();
        for (int i = 0; i < Math.min(count, MOST_DECLARATIONS); i++) {
            declarations.add(InstrumentMapper.read(request.getDeclarations(i), "declarations[" + i + "]", rejection));
        }
        if (!rejection.violations().isEmpty()) {
            throw rejection;
        }
        return declarations;
    }

    /** All of them, or none where one of them is refused at sight; answers the last sequence, or 0 where nothing had to be journaled. */
    private static long apply(Bench bench, List<InstrumentMapper.Declared> declarations, boolean validateOnly) {
        List<InstrumentMapper.Declared> news = new ArrayList<>();
        for (InstrumentMapper.Declared declared : declarations) {
            Refusal check = bench.core().instruments().checkDeclaration(declared.pattern(), declared.settings());
            if (check == Refusal.ACCEPTED) {
                news.add(declared);
            } else if (check != Refusal.UNCHANGED) {
                throw Refused.by(check, "pattern=" + declared.pattern()).with("symbol", declared.pattern());
            }
        }
        long sequence = 0;
        for (InstrumentMapper.Declared declared : validateOnly ? List.<InstrumentMapper.Declared>of() : news) {
            Bench.Journaled journaled = bench.journal((encoder, buffer, time) ->
                    encoder.instrumentsDeclared(buffer, 0, time, declared.pattern(), declared.settings()));
            if (journaled.refusal() != Refusal.ACCEPTED) {
                throw Refused.by(journaled.refusal(), "pattern=" + declared.pattern())
                        .with("symbol", declared.pattern());
            }
            sequence = journaled.sequence();
        }
        return sequence;
    }

    @Override
    public void getSource(GetSourceRequest request, StreamObserver<GetSourceResponse> caller) {
        if (request.getSourceId().isEmpty()) {
            throw Rejection.invalid("source_id", "expected a name of 1 to 64 bytes, found none");
        }
        workers.answer(
                caller,
                () -> Asking.ask(desk, bench -> SourceMapper.toProto(bench, request.getSourceId(), journalId.get())));
    }
}
