package io.heliograph.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ColumnTest {
    private static final long SEED = 20_240_304;

    @Test
    void shouldKeepEveryBitOfRandomColumnsOfEveryKind() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 2_000; round++) {
            double[] values = random(random);

            double[] read = ReportFile.column(written(Column.of(values)));

            assertThat(read).as("seed=%d round=%d", SEED, round).isEqualTo(withoutMinusZero(values));
        }
    }

    @Test
    void shouldTakeAByteForAPriceThatMovesByTicks() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] prices = new double[10_000];
        long cents = 34_512;
        for (int i = 0; i < prices.length; i++) {
            cents += random.nextInt(-30, 31);
            prices[i] = cents / 100.0;
        }

        Map<String, Object> column = written(Column.of(prices));

        assertThat(column).containsEntry("decimals", 2L).doesNotContainKeys("step", "doubles");
        assertThat(column.get("steps").toString()).hasSizeLessThan(13_400);
        assertThat(ReportFile.column(column)).isEqualTo(prices);
    }

    @Test
    void shouldTakeNextToNothingForTimesThatGoOnEvenly() throws IOException {
        double[] minutes = new double[525_600];
        Arrays.setAll(minutes, i -> 1_672_531_200_000.0 + 60_000.0 * i);

        Map<String, Object> column = written(Column.of(minutes));

        assertThat(column.get("steps").toString()).hasSizeLessThan(40);
        assertThat(ReportFile.column(column)).isEqualTo(minutes);
    }

    @Test
    void shouldSayToWhatItRounded() throws IOException {
        double[] values = {1.0 / 3, Double.NaN, 70.123456789, -0.000001};

        Map<String, Object> column = written(Column.rounded(values, 5));

        assertThat(column).containsEntry("decimals", 3L).containsEntry("step", "1e-3");
        assertThat(ReportFile.column(column)).containsExactly(0.333, Double.NaN, 70.123, 0.0);
    }

    @Test
    void shouldNotRoundWhatIsShortAnyway() throws IOException {
        double[] values = {0.25, 17, Double.NaN};

        assertThat(written(Column.rounded(values, 5)))
                .isEqualTo(written(Column.of(values)))
                .doesNotContainKey("step");
    }

    @Test
    void shouldKeepWhatIsTooLargeToRound() throws IOException {
        double[] values = {Math.PI * 1e18, 1.5};

        assertThat(ReportFile.column(written(Column.rounded(values, 5)))).isEqualTo(values);
    }

    private static double[] random(SplittableRandom random) {
        double[] values = new double[random.nextInt(40)];
        int kind = random.nextInt(5);
        double scale = Math.pow(10, random.nextInt(10));
        boolean hasHoles = random.nextBoolean();
        for (int i = 0; i < values.length; i++) {
            boolean repeats = i > 0 && random.nextInt(3) == 0;
            values[i] = repeats
                    ? values[i - 1]
                    : switch (kind) {
                        case 0 -> random.nextInt(-200, 200) / scale;
                        case 1 -> random.nextLong(1L << 52) / scale;
                        case 2 -> Double.longBitsToDouble(random.nextLong());
                        case 3 -> random.nextInt(3);
                        default -> random.nextDouble();
                    };
            if (!Double.isFinite(values[i]) || hasHoles && random.nextInt(4) == 0) {
                values[i] = Double.NaN;
            }
        }
        return values;
    }

    private static double[] withoutMinusZero(double[] values) {
        return Arrays.stream(values).map(value -> value == 0 ? 0 : value).toArray();
    }

    private static Map<String, Object> written(Column column) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            column.write(json);
        }
        Map<String, Object> parts = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(text.toString())) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                parts.put(name, json.currentToken().isNumeric() ? (Object) json.getLongValue() : json.getText());
            }
        }
        return parts;
    }
}
