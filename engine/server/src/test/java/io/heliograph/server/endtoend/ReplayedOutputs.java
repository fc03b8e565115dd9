package io.heliograph.server.endtoend;

import io.heliograph.core.OutputHandler;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.replay.Replay;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/** One SHA-256 over sequence and bytes of every output of a journal: as replayed from the events, or as recorded. */
final class ReplayedOutputs implements OutputHandler {
    private final MessageDigest sha256;

    private long outputs;

    private ReplayedOutputs() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Prints the digest of the outputs that follow from the events of the journal in a folder. */
    public static void main(String[] args) {
        System.out.println("replayed " + replayed(Path.of(args[0])));
    }

    private static String replayed(Path folder) {
        ReplayedOutputs outputs = new ReplayedOutputs();
        try (JournalView journal = JournalView.open(folder)) {
            SignalCore core = new SignalCore(outputs);
            try (Replay replay =
                    new Replay(journal.events(), 0, journal.events().head(), core)) {
                replay.run((done, total) -> {});
            }
        }
        return outputs.text();
    }

    /** The digest of the outputs as they stand in the journal's output log. */
    static String recorded(Path folder) {
        ReplayedOutputs outputs = new ReplayedOutputs();
        try (JournalView journal = JournalView.open(folder);
                LogReader reader = journal.outputs().openReader(0, journal.outputs()::head)) {
            while (reader.position() < journal.outputs().head()) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) ->
                                outputs.onOutput(sequence, buffer, offset, length),
                        Integer.MAX_VALUE);
            }
        }
        return outputs.text();
    }

    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            sha256.update((byte) (sequence >>> shift));
        }
        for (int i = 0; i < length; i++) {
            sha256.update(buffer.getByte(offset + i));
        }
        outputs++;
    }

    private String text() {
        return "outputs=" + outputs + " sha256=" + HexFormat.of().formatHex(sha256.digest());
    }
}
