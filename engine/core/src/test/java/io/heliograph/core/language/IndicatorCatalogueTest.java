package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndicatorCatalogueTest {
    @Test
    void shouldHaveEveryIndicatorOfTheLanguageAndNothingElse() {
        assertThat(IndicatorCatalogue.all())
                .extracting(Indicator::name)
                .containsExactlyElementsOf(Catalogue.all().stream()
                        .filter(Definition::isIndicator)
                        .map(Definition::name)
                        .toList());
    }

    @Test
    void shouldSayWhatAnIndicatorIsAndHowLongItTakes() {
        Indicator macd = IndicatorCatalogue.find("macd");

        assertThat(macd.signature()).isEqualTo("macd(fast, slow, signal, start = own, of = close)");
        assertThat(macd.outputs()).containsExactly("line", "signal", "histogram");
        assertThat(macd.variants())
                .extracting(Indicator.Variant::semanticId)
                .containsExactly("macd/own/1", "macd/slow/1");
        assertThat(macd.variants().get(0).outputs())
                .extracting(Indicator.Output::firstBar)
                .containsExactly(25, 33, 33);
        assertThat(macd.parameters().get(3))
                .isEqualTo(new Indicator.Argument("start", Indicator.Kind.WORD, "own", List.of("own", "slow"), 0, 0));
        assertThat(IndicatorCatalogue.find("rsi").variants().get(0).outputs())
                .containsExactly(new Indicator.Output("value", 14, 14 + 187));
        assertThat(IndicatorCatalogue.find("obv")
                        .variants()
                        .get(0)
                        .outputs()
                        .get(0)
                        .convergedBar())
                .isEqualTo(-1);
    }

    @Test
    void shouldListEachSemanticIdOnce() {
        Set<String> ids = new HashSet<>();
        for (Indicator indicator : IndicatorCatalogue.all()) {
            assertThat(indicator.definition()).isNotBlank().endsWith(".");
            assertThat(indicator.source()).isNotBlank();
            for (Indicator.Variant variant : indicator.variants()) {
                assertThat(ids.add(variant.semanticId())).as(variant.call()).isTrue();
                assertThat(variant.call()).startsWith(indicator.name() + "(");
            }
        }
        assertThat(ids).contains("dynamic_bands/seed/1", "adx/talib/1", "atr/range/1", "vwap/window/1");
    }

    @Test
    void shouldHaveAVariantForEveryWordThatChangesTheArithmetic() {
        for (Definition definition : Catalogue.all()) {
            if (!definition.isIndicator()) {
                continue;
            }
            List<Indicator.Variant> variants =
                    IndicatorCatalogue.find(definition.name()).variants();
            for (Parameter parameter : definition.parameters()) {
                boolean isSemantic = parameter.takesWords()
                        && !parameter.takesNumbers()
                        && !parameter.name().equals("warmup");
                for (String word : isSemantic ? parameter.words() : List.<String>of()) {
                    assertThat(variants)
                            .as(definition.name() + " " + word)
                            .anyMatch(each -> word.equals(parameter.fallback())
                                    || each.call().contains(parameter.name() + " = " + word));
                }
            }
        }
    }

    @Test
    void shouldAnswerNothingForANameThatIsNone() {
        assertThat(IndicatorCatalogue.find("rsy")).isNull();
        assertThat(IndicatorCatalogue.hint("rsy")).contains("rsi");
    }
}
