package io.heliograph.server.indicator;

import io.grpc.stub.StreamObserver;
import io.heliograph.core.language.Indicator;
import io.heliograph.core.language.IndicatorCatalogue;
import io.heliograph.server.query.BarSource;
import io.heliograph.server.rpc.CallDeadline;
import io.heliograph.server.rpc.NamePages;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.v1.ComputeIndicatorsRequest;
import io.heliograph.v1.ComputeIndicatorsResponse;
import io.heliograph.v1.IndicatorServiceGrpc;
import io.heliograph.v1.ListIndicatorsRequest;
import io.heliograph.v1.ListIndicatorsResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lists the indicators, and computes expressions over bars, on a worker. */
public final class IndicatorService extends IndicatorServiceGrpc.IndicatorServiceImplBase {
    private static final long LONGEST_WAIT_NS = TimeUnit.SECONDS.toNanos(30);

    private final Workers workers;
    private final Supplier<BarSource> stored;

    /** @param stored bars of the store, asked for at each call; {@code BarSource.disabled()} without one */
    public IndicatorService(Workers workers, Supplier<BarSource> stored) {
        this.workers = workers;
        this.stored = stored;
    }

    @Override
    public void listIndicators(ListIndicatorsRequest request, StreamObserver<ListIndicatorsResponse> caller) {
        int size = NamePages.size(request.getPageSize());
        workers.answer(caller, () -> list(request, size));
    }

    @Override
    public void computeIndicators(ComputeIndicatorsRequest request, StreamObserver<ComputeIndicatorsResponse> caller) {
        long until = CallDeadline.within(LONGEST_WAIT_NS);
        workers.answer(caller, () -> new Computation(stored.get()).answer(request, until));
    }

    private static ListIndicatorsResponse list(ListIndicatorsRequest request, int size) {
        NamePages pages = new NamePages("indicators", request.getName());
        NamePages.Page<Indicator> page =
                pages.cut(chosen(request.getName()), Indicator::name, size, request.getPageToken());
        ListIndicatorsResponse.Builder response =
                ListIndicatorsResponse.newBuilder().setNextPageToken(page.nextToken());
        page.items().forEach(each -> response.addIndicators(CatalogueMapper.toProto(each)));
        return response.build();
    }

    private static List<Indicator> chosen(String name) {
        if (name.isEmpty()) {
            return IndicatorCatalogue.all();
        }
        Indicator indicator = IndicatorCatalogue.find(name);
        if (indicator == null) {
            String shown = name.length() > 40 ? name.substring(0, 40) + ".." : name;
            throw Rejection.invalid("name", "no such indicator: name=" + shown + IndicatorCatalogue.hint(shown));
        }
        return List.of(indicator);
    }
}
