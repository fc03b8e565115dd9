package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kernels.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sma(5)                               | 4
            wma(5)                               | 4
            smma(5)                              | 4
            median(5)                            | 4
            stdev(5)                             | 4
            zscore(5, ddof = 1)                  | 4
            ema(5)                               | 4
            ema(5, seed = first)                 | 0
            highest(5)                           | 4
            lowest(5, of = close)                | 4
            dema(5)                              | 8
            tema(5)                              | 12
            hma(9)                               | 10
            trix(5)                              | 13
            kama(5)                              | 5
            mom(5)                               | 5
            roc(5)                               | 5
            linreg(5).value                      | 4
            linreg(5).slope                      | 4
            rsi(5)                               | 5
            rsi(5, smoothing = cutler)           | 5
            stochrsi(5, 4, 3, 2).raw             | 8
            stochrsi(5, 4, 3, 2).k               | 10
            stochrsi(5, 4, 3, 2).d               | 11
            macd(3, 6, 4).line                   | 5
            macd(3, 6, 4, start = slow).signal   | 8
            macd(3, 6, 4).histogram              | 8
            bbands(5, 2).bandwidth               | 4
            vwma(5)                              | 4
            tr()                                 | 1
            atr(5)                               | 5
            atr(5, first = range)                | 4
            natr(5)                              | 5
            adx(5).adx                           | 9
            adx(5, seed = talib).minus_di        | 5
            keltner(5, 7, 2).upper               | 7
            donchian(5).middle                   | 4
            stoch(5, 3, 2).raw                   | 4
            stoch(5, 3, 2).k                     | 6
            stoch(5, 3, 2).d                     | 7
            willr(5)                             | 4
            cci(5)                               | 4
            mfi(5)                               | 5
            aroon(5).oscillator                  | 5
            obv()                                | 0
            obv(start = volume)                  | 0
            vwap()                               | 0
            vwap(n = none)                       | 0
            vwap(5)                              | 4
            vwap_cum()                           | 0
            supertrend(5, 2).direction           | 5
            psar().line                          | 1
            psar(0.01, max = 0.1).direction      | 1
            dynamic_bands(5, 4).lower            | 8
            dynamic_bands(atr = 5, mean = 4, profile = seed, warmup = base).ratio | 8
            """)
    void shouldKnowTheFirstBarOfEveryIndicator(String call, int first) {
        CompiledStrategy strategy = Documents.strategy(Documents.of("buy = \"" + call + " > 0\""));

        assertThat(strategy.readyBar()).isEqualTo(first);
    }

    @Test
    void shouldNameTheOutputsAsTheKernelsDo() {
        for (Definition definition : Catalogue.all()) {
            if (definition.isIndicator()) {
                KernelArguments arguments = new KernelArguments(definition.parameters());
                int value = 2;
                for (Parameter parameter : definition.parameters()) {
                    if (parameter.takesWords()) {
                        arguments.word(parameter.name(), parameter.fallback());
                    } else if (!parameter.isInput()) {
                        double number =
                                parameter.fallback() == null ? value++ : Double.parseDouble(parameter.fallback());
                        arguments.number(parameter.name(), number);
                    }
                }
                Kernel kernel = definition.maker().make(arguments);
                for (int i = 0; i < kernel.outputs(); i++) {
                    assertThat(kernel.outputName(i))
                            .as(definition.name())
                            .isEqualTo(
                                    definition.outputs().isEmpty()
                                            ? "value"
                                            : definition.outputs().get(i));
                }
            }
        }
    }

    @Test
    void shouldTakeTheSeedsDefaultsForTheSeedProfile() {
        CompiledStrategy strategy = Documents.strategy(Documents.of(
                "let { a = \"dynamic_bands(profile = seed)\","
                        + " b = \"dynamic_bands(lower = 35, upper = 100, profile = seed)\","
                        + " c = \"dynamic_bands()\", d = \"dynamic_bands(14, 20, 20, 80)\" }",
                "buy = true"));

        assertThat(strategy.plan().values().get(0).slot())
                .isEqualTo(strategy.plan().values().get(1).slot());
        assertThat(strategy.plan().values().get(2).slot())
                .isEqualTo(strategy.plan().values().get(3).slot());
        assertThat(strategy.plan().values().get(0).slot())
                .isNotEqualTo(strategy.plan().values().get(2).slot());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3        | 3
            0.5      | 0.5
            -0.1     | -0.1
            100000   | 100000
            1e15     | 1e15
            1.25e20  | 1.25e20
            1e-9     | 0.000000001
            -2.5e-10 | -2.5e-10
            0.30000000000000004 | 0.30000000000000004
            -0       | 0
            2e-320   | 2e-320
            """)
    void shouldWriteNumbersWithTheFewestDigitsThatReadBack(String number, String text) {
        double value = Double.parseDouble(number);

        assertThat(Numbers.text(value)).isEqualTo(text);
        assertThat(Double.parseDouble(Numbers.text(value))).isEqualTo(value == 0.0 ? 0.0 : value);
    }
}
