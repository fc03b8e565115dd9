package io.heliograph.journal.seal;

import io.heliograph.journal.ForgedLog;
import io.heliograph.journal.LogKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What somebody may do to a sealed journal who can write to its directory, knows the format, and lacks the key. */
public enum Attack {
    /** Changes one record. */
    EDIT {
        @Override
        void on(ForgedLog log, long sequence, Random random) {
            byte[] bytes = log.get(sequence);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            log.set(sequence, bytes);
        }
    },
    /** Takes one record out. */
    DELETE {
        @Override
        void on(ForgedLog log, long sequence, Random random) {
            log.delete(sequence);
        }
    },
    /** Puts one in. */
    INSERT {
        @Override
        void on(ForgedLog log, long sequence, Random random) {
            byte[] bytes = new byte[1 + random.nextInt(100)];
            random.nextBytes(bytes);
            log.insert(sequence, bytes);
        }
    },
    /** Lets two neighbours change places. */
    SWAP {
        @Override
        void on(ForgedLog log, long sequence, Random random) {
            long first = Math.max(1, sequence - 1);
            byte[] bytes = log.get(first);
            log.set(first, log.get(first + 1));
            log.set(first + 1, bytes);
        }
    },
    /** Has one twice. */
    DUPLICATE {
        @Override
        void on(ForgedLog log, long sequence, Random random) {
            log.insert(sequence, log.get(sequence));
        }
    },
    /** Cuts both logs and their seals back to an earlier checkpoint. */
    CUT_TAIL {
        @Override
        void on(ForgedLog log, long sequence, Random random) {
            log.cutBehind(sequence);
        }
    },
    /** Changes one record, hashes all again, and signs it with a key of one's own. */
    REHASH_ALL {
        @Override
        void on(ForgedLog log, long sequence, Random random) {
            EDIT.on(log, sequence, random);
        }
    },
    /** Puts an older copy of the whole directory in its place. */
    ROLL_BACK {
        @Override
        void on(ForgedLog log, long sequence, Random random) {
            throw new IllegalStateException("a copy is put back, no log is changed");
        }
    },
    /** Lets replays have an event again that an operator had voided. */
    TAKE_BACK_VOID {
        @Override
        void on(ForgedLog log, long sequence, Random random) {
            throw new IllegalStateException("the list of voided events is changed, no log");
        }
    },
    /** Has replays pass over another event than the one that was voided. */
    MOVE_VOID {
        @Override
        void on(ForgedLog log, long sequence, Random random) {
            throw new IllegalStateException("the list of voided events is changed, no log");
        }
    };

    abstract void on(ForgedLog log, long sequence, Random random);

    /** Changes one log of the journal in {@code directory} at a sequence; the durable mark is taken away with it. */
    void onLog(Path directory, LogKind kind, long sequence, Random random) throws IOException {
        ForgedLog log = ForgedLog.read(directory, kind);
        on(log, sequence, random);
        log.write(directory);
        Files.deleteIfExists(directory.resolve("events").resolve("DURABLE"));
    }
}
