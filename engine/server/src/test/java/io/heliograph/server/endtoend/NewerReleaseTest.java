package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.FrameFile;
import io.heliograph.server.ExitCode;
import io.heliograph.server.releases.KeptRelease;
import io.heliograph.testkit.ChildJvm;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A journal of which something says, with checksums that fit, that a newer release wrote it: exit code 9, and no byte changed. */
final class NewerReleaseTest {
    private static final byte NEWER = 99;

    /** Of a frame, before its first record. */
    private static final int FRAME_HEADER = 48;

    /** Where a record says its template. */
    private static final int TEMPLATE = 2;

    @TempDir
    private Path folder;

    private final List<ChildJvm> children = new ArrayList<>();

    /** What a newer release may have written otherwise, and the words that name it. */
    enum Newer {
        JOURNAL("the journal has another format", "found=99") {
            @Override
            void write(Path data) throws IOException {
                Path file = data.resolve("JOURNAL");
                ByteBuffer bytes = read(file);
                bytes.putInt(4, NEWER).putInt(32, crc(bytes, 32));
                Files.write(file, bytes.array());
            }
        },
        SEGMENT("a frame has another format", "found=99") {
            @Override
            void write(Path data) throws IOException {
                Path file = newestEvents(data).resolve("SEGMENT");
                ByteBuffer bytes = read(file);
                bytes.put(4, NEWER).putInt(12, 0);
                bytes.putInt(12, crc(bytes, bytes.getInt(8)));
                Files.write(file, bytes.array());
            }
        },
        FRAME("a frame has another format", "found=99") {
            @Override
            void write(Path data) throws IOException {
                FrameFile frames = new FrameFile(newestEvents(data));
                frames.forge(frames.count() - 1, 4, NEWER);
            }
        },
        SNAPSHOT("a snapshot was written by a newer release", "format=99") {
            @Override
            void write(Path data) throws IOException {
                forgeSnapshots(data, 4);
            }
        },
        STATE("a snapshot was written by a newer release", "stateVersion=99") {
            @Override
            void write(Path data) throws IOException {
                forgeSnapshots(data, 12);
            }
        },
        CORE_LEVEL("the journal was written at a newer core level", "coreLevel=99") {
            @Override
            void write(Path data) throws IOException {
                Directories.delete(data.resolve("snapshots"));
                FrameFile frames = new FrameFile(data.resolve("events/00000000000000000001"));
                for (int i = 0; i < frames.count(); i++) {
                    int level = levelIn(frames, i);
                    if (level > 0) {
                        frames.forge(i, level, NEWER);
                        return;
                    }
                }
                throw new AssertionError("expected settings among the first events");
            }
        };

        private final String[] words;

        Newer(String... words) {
            this.words = words;
        }

        /** Makes a journal say so. */
        abstract void write(Path data) throws IOException;
    }

    @AfterEach
    void end() {
        children.forEach(ChildJvm::close);
    }

    @Test
    void shouldEndWithNoughtWhereNothingIsNewer() throws IOException {
        Path data = kept();
        Map<String, String> before = digests(data);

        launchReaders(data);
        for (ChildJvm child : children) {
            assertThat(child.awaitExit()).as(child.output().toString()).isZero();
        }

        assertThat(digests(data)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndWithNineAndChangeNothing(Newer newer) throws IOException {
        Path data = kept();
        newer.write(data);
        Map<String, String> before = digests(data);

        launchReaders(data);
        if (newer == Newer.CORE_LEVEL) {
            // What only counts records needs no core, and can say who wrote them.
            assertThat(children.remove(1).awaitExit()).isZero();
        }
        children.add(ServedEngine.launch(data, "--store", "none"));
        for (ChildJvm child : children) {
            int exitCode = child.awaitExit();
            String said = String.join("\n", child.output());
            assertThat(exitCode).as(said).isEqualTo(ExitCode.OTHER_VERSION.value());
            assertThat(said)
                    .contains("heliograph: ")
                    .contains(newer.words)
                    .containsPattern("; use (the|that) release")
                    .doesNotContain("\tat ");
        }

        assertThat(digests(data)).isEqualTo(before);
    }

    /** Of everything but the lock, in which an engine that may have it leaves its process number. */
    private static Map<String, String> digests(Path data) throws IOException {
        Map<String, String> digests = FileDigests.of(data);
        digests.remove("LOCK");
        return digests;
    }

    private Path kept() throws IOException {
        try (Stream<KeptRelease> all = KeptRelease.all()) {
            return all.findFirst().orElseThrow().unpackTo(folder.resolve("data"));
        }
    }

    /** Starts the commands that read a journal without an engine, side by side. */
    private void launchReaders(Path data) throws IOException {
        children.add(ServedEngine.run("verify", data.toString()));
        children.add(ServedEngine.run("journal", "info", data.toString()));
    }

    private static Path newestEvents(Path data) throws IOException {
        try (Stream<Path> segments = Files.list(data.resolve("events"))) {
            return segments.filter(Files::isDirectory).max(Path::compareTo).orElseThrow();
        }
    }

    /** Where a frame's settings say their level, from the frame's first byte; 0 where it holds none. */
    private static int levelIn(FrameFile frames, int n) {
        int begin = frames.frame(n);
        int at = FRAME_HEADER;
        while (at < frames.length(n)) {
            int record = at + Integer.BYTES;
            if (u16(frames, begin + record + TEMPLATE) == CoreSettingsDecoder.TEMPLATE_ID) {
                int level =
                        record + MessageHeaderDecoder.ENCODED_LENGTH + CoreSettingsDecoder.coreLevelEncodingOffset();
                assertThat(frames.at(begin + level)).isEqualTo((byte) SignalCore.CORE_LEVEL);
                return level;
            }
            at = record + u16(frames, begin + at);
        }
        return 0;
    }

    private static int u16(FrameFile frames, int offset) {
        return frames.at(offset) & 0xff | (frames.at(offset + 1) & 0xff) << 8;
    }

    private static void forgeSnapshots(Path data, int offset) throws IOException {
        try (Stream<Path> snapshots = Files.list(data.resolve("snapshots"))) {
            for (Path file : (Iterable<Path>) snapshots::iterator) {
                ByteBuffer bytes = read(file);
                bytes.putInt(offset, NEWER);
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                sha256.update(bytes.array(), 0, 72);
                sha256.update(bytes.array(), 104, bytes.capacity() - 104);
                bytes.put(72, sha256.digest());
                Files.write(file, bytes.array());
            }
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteBuffer read(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(ByteBuffer bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, length);
        return (int) crc.getValue();
    }
}
