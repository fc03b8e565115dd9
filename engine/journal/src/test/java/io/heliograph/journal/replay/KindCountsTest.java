package io.heliograph.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.MessageHeaderEncoder;
import io.heliograph.journal.LogKind;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class KindCountsTest {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);

    @Test
    void shouldNameEachKindAsItsTextDoes() {
        for (LogKind log : LogKind.values()) {
            int schema = log == LogKind.EVENTS
                    ? MessageHeaderEncoder.SCHEMA_ID
                    : io.heliograph.codec.output.MessageHeaderEncoder.SCHEMA_ID;
            int templateId = 1;
            while (!name(log, schema, templateId).equals("Unknown")) {
                assertThat(RecordText.of(log, buffer, 0, 512)).startsWith("[" + name(log, schema, templateId) + "](");
                templateId++;
            }
            assertThat(templateId).isEqualTo(log == LogKind.EVENTS ? 16 : 6);
            assertThat(RecordText.of(log, buffer, 0, 8)).doesNotContain("[");
        }
    }

    @Test
    void shouldCountWhatItDoesNotKnowToo() {
        KindCounts counts = new KindCounts(LogKind.EVENTS);
        name(LogKind.EVENTS, 1, 1);
        counts.count(buffer, 0, 100);
        counts.count(buffer, 0, 3);

        assertThat(counts.byName()).containsEntry("TradeEvent", 1L).containsEntry("Unknown", 1L);
        assertThat(counts.total()).isEqualTo(2);
        assertThat(counts.bytes()).isEqualTo(103);
    }

    private String name(LogKind log, int schema, int templateId) {
        new MessageHeaderEncoder()
                .wrap(buffer, 0)
                .blockLength(256)
                .templateId(templateId)
                .schemaId(schema)
                .version(1);
        return KindCounts.nameOf(log, buffer, 0, 512);
    }
}
