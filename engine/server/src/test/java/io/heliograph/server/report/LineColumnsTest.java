package io.heliograph.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LineColumnsTest {
    @Test
    void shouldKeepEqualLinesOnce() {
        LineColumns columns = new LineColumns();
        double[] values = {Double.NaN, 1.5, 2};

        int one = columns.add(new ChartLines.Line("unit", false, values));
        int same = columns.add(new ChartLines.Line("other name", false, values.clone()));
        int other = columns.add(new ChartLines.Line("unit", false, new double[] {Double.NaN, 1.5, 3}));

        assertThat(same).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
        assertThat(columns.count()).isEqualTo(2);
    }

    @Test
    void shouldRoundOnceThereAreMoreValuesThanAreKeptExact() {
        LineColumns columns = new LineColumns();
        int half = (int) (LineColumns.KEPT_EXACT / 2);

        columns.add(new ChartLines.Line("a", false, filled(half, 1)));
        columns.add(new ChartLines.Line("b", false, filled(half, 2)));
        boolean before = columns.isRounded();
        columns.add(new ChartLines.Line("c", false, new double[] {Math.E}));

        assertThat(before).isFalse();
        assertThat(columns.isRounded()).isTrue();
    }

    private static double[] filled(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }
}
