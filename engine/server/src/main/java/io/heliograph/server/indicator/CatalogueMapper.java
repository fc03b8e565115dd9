package io.heliograph.server.indicator;

import io.heliograph.v1.Indicator;
import io.heliograph.v1.IndicatorParameter;
import io.heliograph.v1.IndicatorParameterKind;
import io.heliograph.v1.IndicatorReadiness;
import io.heliograph.v1.IndicatorVariant;

/** The catalogue in the form of the wire. */
final class CatalogueMapper {
    private CatalogueMapper() {}

    static Indicator toProto(io.heliograph.core.language.Indicator indicator) {
        Indicator.Builder builder = Indicator.newBuilder()
                .setName(indicator.name())
                .setSignature(indicator.signature())
                .addAllOutputs(indicator.outputs())
                .setDefinition(indicator.definition())
                .setFirst(indicator.first())
                .setFlat(indicator.flat())
                .setSource(indicator.source());
        indicator.parameters().forEach(each -> builder.addParameters(toProto(each)));
        indicator.variants().forEach(each -> builder.addVariants(toProto(each)));
        return builder.build();
    }

    private static IndicatorParameter toProto(io.heliograph.core.language.Indicator.Argument argument) {
        IndicatorParameterKind kind = switch (argument.kind()) {
            case WHOLE -> IndicatorParameterKind.INDICATOR_PARAMETER_KIND_WHOLE;
            case REAL -> IndicatorParameterKind.INDICATOR_PARAMETER_KIND_REAL;
            case WORD -> IndicatorParameterKind.INDICATOR_PARAMETER_KIND_WORD;
            case WORD_OR_WHOLE -> IndicatorParameterKind.INDICATOR_PARAMETER_KIND_WORD_OR_WHOLE;
            case SERIES -> IndicatorParameterKind.INDICATOR_PARAMETER_KIND_SERIES;
        };
        return IndicatorParameter.newBuilder()
                .setName(argument.name())
                .setKind(kind)
                .setDefaultValue(argument.fallback())
                .addAllWords(argument.words())
                .setLeast(argument.least())
                .setMost(argument.most())
                .build();
    }

    private static IndicatorVariant toProto(io.heliograph.core.language.Indicator.Variant variant) {
        IndicatorVariant.Builder builder =
                IndicatorVariant.newBuilder().setCall(variant.call()).setSemanticId(variant.semanticId());
        for (io.heliograph.core.language.Indicator.Output output : variant.outputs()) {
            builder.addOutputs(IndicatorReadiness.newBuilder()
                    .setOutput(output.name())
                    .setReadyBars(bars(output.firstBar()))
                    .setConvergedBars(bars(output.convergedBar())));
        }
        return builder.build();
    }

    /** Bars are counted from 0 there and from 1 here; -1, never, is 0. */
    static int bars(int bar) {
        return bar + 1;
    }
}
