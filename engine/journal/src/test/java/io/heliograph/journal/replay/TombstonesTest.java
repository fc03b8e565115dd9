package io.heliograph.journal.replay;

import static io.heliograph.journal.replay.RetentionRig.POLICY;
import static io.heliograph.journal.replay.RetentionRig.cut;
import static io.heliograph.journal.replay.RetentionRig.segments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalVersionException;
import io.heliograph.journal.Remover;
import io.heliograph.journal.Tombstone;
import io.heliograph.journal.TombstoneSigner;
import io.heliograph.journal.retention.Retention;
import io.heliograph.journal.retention.RetentionFloor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the segments that were deleted: a chain, each signed. */
class TombstonesTest {
    @TempDir
    private Path temporary;

    private final RetentionRig rig = new RetentionRig();

    @Test
    void shouldChainTombstones() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 2)) {
            Retention retention = rig.retention(engine, directory, POLICY, RetentionFloor.NONE, Remover.UNLINK);
            rig.run(retention);
            cut(engine);
            rig.run(retention);

            List<Tombstone> all = engine.journal().tombstones().all();
            assertThat(all).extracting(Tombstone::number).containsExactly(1L, 2L);
            assertThat(all.get(0).previousDigest()).isEqualTo(new byte[Tombstone.DIGEST_LENGTH]);
            assertThat(all.get(1).previousDigest()).isEqualTo(all.get(0).digest());
        }
    }

    @Test
    void shouldTellADamagedFormatFromANewerOne() throws Exception {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 2)) {
            TombstoneSigner signer = content -> new byte[64];
            rig.run(rig.retention(engine, directory, POLICY, RetentionFloor.NONE, signer, Remover.UNLINK));

            Path file;
            try (Stream<Path> files = Files.list(directory.resolve("tombstones"))) {
                file = files.findFirst().orElseThrow();
            }
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = whole.clone();
            damaged[4] ^= 2;
            Files.write(file, damaged);
            assertThatThrownBy(() -> engine.journal().tombstones().all()).isInstanceOf(JournalCorruptException.class);

            int content = whole.length - 64 - Tombstone.DIGEST_LENGTH;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(damaged, content));
            System.arraycopy(digest, 0, damaged, content, digest.length);
            Files.write(file, damaged);
            assertThatThrownBy(() -> engine.journal().tombstones().all()).isInstanceOf(JournalVersionException.class);
        }
    }

    @Test
    void shouldSignWhatItSays() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 2)) {
            List<byte[]> signed = new ArrayList<>();
            TombstoneSigner signer = content -> {
                signed.add(content);
                return new byte[] {1, 2, 3};
            };
            rig.run(rig.retention(engine, directory, POLICY, RetentionFloor.NONE, signer, Remover.UNLINK));

            Tombstone tombstone = engine.journal().tombstones().newest().orElseThrow();
            assertThat(tombstone.signature()).containsExactly(1, 2, 3);
            assertThat(signed).singleElement().isEqualTo(tombstone.content());
        }
    }
}
