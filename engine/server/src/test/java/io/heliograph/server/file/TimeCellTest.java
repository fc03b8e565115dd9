package io.heliograph.server.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.server.text.TimeText;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeCellTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        "2013-10-07T08:00:00.464Z, 2013-10-07T08:00:00.464Z",
        "2013-10-07T08:00Z, 2013-10-07T08:00:00Z",
        "2013-10-07 08:00:00z, 2013-10-07T08:00:00Z",
        "2013-10-07 08:00:00.25 +01:00, 2013-10-07T07:00:00.250Z",
        "2013-10-07T04:00:00-0400, 2013-10-07T08:00:00Z",
        "2013-10-07t04:00:00-04, 2013-10-07T08:00:00Z",
        "2013-10-07T13:30:00+05:30, 2013-10-07T08:00:00Z",
        "2013-10-04, 2013-10-04T00:00:00Z",
        "1381132800, 2013-10-07T08:00:00Z",
        "1381132800.464, 2013-10-07T08:00:00.464Z",
        "1381132800464, 2013-10-07T08:00:00.464Z",
        "1381132800464.25, 2013-10-07T08:00:00.464250Z",
        "1381132800464001, 2013-10-07T08:00:00.464001Z",
        "1381132800464001002, 2013-10-07T08:00:00.464001002Z"
    })
    void shouldReadByLooks(String text, String expected) {
        assertThat(parse(TimeFormat.AUTO, null, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "s, 60, 1970-01-01T00:01:00Z",
        "ms, 1381132800464, 2013-10-07T08:00:00.464Z",
        "us, 1381132800464001, 2013-10-07T08:00:00.464001Z",
        "ns, 5, 1970-01-01T00:00:00.000000005Z",
        "iso, 2013-10-07T08:00:00Z, 2013-10-07T08:00:00Z",
        "yyyyMMdd, 20131007, 2013-10-07T00:00:00Z",
        "yyyy-MM-dd HH:mm:ssXXX, 2013-10-07 04:00:00-04:00, 2013-10-07T08:00:00Z",
        "dd-MMM-yy hh:mm a VV, 07-OCT-13 04:00 am America/New_York, 2013-10-07T08:00:00Z"
    })
    void shouldReadAsItIsTold(String format, String text, String expected) {
        assertThat(parse(TimeFormat.parse(format), null, text)).isEqualTo(expected);
    }

    @Test
    void shouldReadLocalTimesOfAZone() {
        assertThat(parse(TimeFormat.AUTO, NEW_YORK, "2013-10-07T04:00:00")).isEqualTo("2013-10-07T08:00:00Z");
        assertThat(parse(TimeFormat.AUTO, NEW_YORK, "2013-10-07T04:00:00Z")).isEqualTo("2013-10-07T04:00:00Z");
        assertThat(parse(TimeFormat.AUTO, NEW_YORK, "2013-12-06")).isEqualTo("2013-12-06T05:00:00Z");
        assertThat(parse(TimeFormat.parse("MM/dd/yyyy HH:mm"), NEW_YORK, "10/07/2013 04:00"))
                .isEqualTo("2013-10-07T08:00:00Z");
        assertThat(parse(TimeFormat.parse("MM/dd/yyyy"), NEW_YORK, "10/07/2013"))
                .isEqualTo("2013-10-07T04:00:00Z");
    }

    @Test
    void shouldReadLocalTimesAsTheJdkDoesAndRefuseThoseThatAreNoneOrTwo() {
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (String name :
                new String[] {"America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Tokyo"}) {
            ZoneId zone = ZoneId.of(name);
            TimeCell cell = new TimeCell(TimeFormat.AUTO, zone);
            for (int i = 0; i < 20_000; i++) {
                LocalDateTime local =
                        LocalDateTime.ofEpochSecond(1_300_000_000L + 600 * random.nextLong(100_000), 0, ZoneOffset.UTC);
                String text = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
                if (zone.getRules().getValidOffsets(local).size() == 1) {
                    assertThat(cell.parse(text.toCharArray(), 0, text.length()))
                            .as("%s in %s", text, zone)
                            .isEqualTo(
                                    TimeText.nanos(ZonedDateTime.of(local, zone).toInstant()));
                } else {
                    refused++;
                    assertThatThrownBy(() -> cell.parse(text.toCharArray(), 0, text.length()))
                            .as("%s in %s", text, zone)
                            .isInstanceOf(DateTimeException.class);
                }
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void shouldSayWhatTheClocksDid() {
        assertThatThrownBy(() -> parse(TimeFormat.AUTO, NEW_YORK, "2013-03-10T02:30:00"))
                .hasMessage("expected a time that clocks showed; in zone=America/New_York they went from"
                        + " 2013-03-10T02:00 to 2013-03-10T03:00");
        assertThatThrownBy(() -> parse(TimeFormat.AUTO, NEW_YORK, "2013-11-03T01:30:00"))
                .hasMessage(
                        "expected a time that clocks showed once; in zone=America/New_York they showed it at offsets"
                                + " -04:00 and -05:00: give times with their offset, or in UTC");
        assertThatThrownBy(() -> parse(TimeFormat.AUTO, null, "2013-11-03T01:30:00"))
                .hasMessage("expected a time with Z or an offset; --time-zone says where one without is from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "20131007",
                "0",
                "2013-02-29",
                "2013-2-9",
                "2013-10-07T24:00:00Z",
                "2013-10-07T08:00:00 Z Z",
                "2013-10-07T08:00:00+25:00",
                "2013-10-07T08:00:00+01:0",
                "2013-10-07 08:00:00.1234567890Z",
                "13-10-07",
                "1.2.3",
                "-1381132800",
                "1.38E+12",
                "99999999999999999999",
                "9999-01-01"
            })
    void shouldRefuseWhatIsNoTime(String text) {
        assertThatThrownBy(() -> parse(TimeFormat.AUTO, null, text))
                .isInstanceOf(DateTimeException.class)
                .hasMessageStartingWith("expected a ");
    }

    @Test
    void shouldKeepToTheUnitOfTheFirstRow() {
        TimeCell cell = new TimeCell(TimeFormat.AUTO, null);
        cell.parse("1381132800".toCharArray(), 0, 10);

        assertThatThrownBy(() -> cell.parse("1381132800464".toCharArray(), 0, 13))
                .hasMessage("expected seconds (s) since the epoch as in the rows before, found what looks like"
                        + " milliseconds (ms)");
        assertThatThrownBy(() -> parse(TimeFormat.parse("ms"), null, "1381132800"))
                .hasMessage("expected milliseconds (ms) since the epoch, found what looks like seconds (s)");
    }

    @Test
    void shouldReadPatternsStrictly() {
        assertThatThrownBy(() -> parse(TimeFormat.parse("dd.MM.yyyy"), null, "31.02.2013"))
                .isInstanceOf(DateTimeException.class)
                .hasMessageStartingWith("expected a time as --time-format says");
        assertThatThrownBy(() -> TimeFormat.parse("HH:mm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pattern=HH:mm");
        assertThatThrownBy(() -> TimeFormat.parse("epoch"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pattern=epoch");
    }

    private static String parse(TimeFormat format, ZoneId zone, String text) {
        return TimeText.of(new TimeCell(format, zone).parse(text.toCharArray(), 0, text.length()));
    }
}
