package io.heliograph.server.publish;

import io.heliograph.journal.Log;
import io.heliograph.v1.Position;
import java.util.UUID;

/** Names places in the output log; keeps the last name, which all subscribers at one place share. One thread. */
final class Bookmarks {
    private final UUID journalId;
    private final String journalText;
    private final long epoch;
    private final Log outputs;
    private final Reach reach;

    private Position position = Position.getDefaultInstance();
    private String token = "";

    /** Of an output log that was started. */
    Bookmarks(UUID journalId, Log outputs, Reach reach) {
        this.journalId = journalId;
        this.journalText = journalId.toString();
        this.epoch = outputs.epoch();
        this.outputs = outputs;
        this.reach = reach;
    }

    Position position(long sequence) {
        if (token.isEmpty() || position.getSequence() != sequence) {
            position = Position.newBuilder()
                    .setJournalId(journalText)
                    .setEpoch(epoch)
                    .setSequence(sequence)
                    .build();
            token = new ResumeToken(journalId, epoch, sequence).text();
        }
        return position;
    }

    String token(long sequence) {
        position(sequence);
        return token;
    }

    String journalId() {
        return journalText;
    }

    /** The epoch in force. */
    long epoch() {
        return epoch;
    }

    long head() {
        return outputs.head();
    }

    long durable() {
        return outputs.durable();
    }

    /** The last output in the store; 0 without one. */
    long stored() {
        return reach.stored();
    }

    long first() {
        return outputs.first();
    }
}
