package io.heliograph.server.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.replay.AuditFindings;
import io.heliograph.journal.replay.AuditReplay;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.engine.EngineTest;
import io.heliograph.server.engine.RandomMarket;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.EngineStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every release left on disk: this one replays it to the same outputs, starts from it, and goes on. */
final class KeptReleasesTest {
    private static final int OTHER_VERSION = 9;

    @TempDir
    private Path folder;

    static Stream<KeptRelease> releases() throws IOException {
        return KeptRelease.all();
    }

    @Test
    @EnabledIfSystemProperty(named = "heliograph.keep", matches = ".+", disabledReason = "a release is kept once")
    void keep() throws IOException {
        KeepRelease.keep(System.getProperty("heliograph.keep"), folder);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldReplayToTheSameOutputs(KeptRelease release) throws IOException {
        Properties expected = release.expected();

        try (JournalView journal = JournalView.open(release.unpackTo(folder.resolve("data")))) {
            AuditFindings findings = new AuditReplay(journal).run(ReplayProgress.NONE);

            assertThat(journal.id()).hasToString(expected.getProperty("journal"));
            assertThat(findings.contentDigest()).isEqualTo(expected.getProperty("content_digest"));
            assertThat(findings.outputs()).isEqualTo(number(expected, "outputs"));
            assertThat(findings.missingOutputs()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldStartFromItsSnapshotsAndGoOnAsWithoutThem(KeptRelease release) throws IOException {
        Properties expected = release.expected();
        Path with = release.unpackTo(folder.resolve("with"));
        assertThat(with.resolve("snapshots")).isNotEmptyDirectory();
        Path without = folder.resolve("without");
        Directories.copy(with, without);
        Directories.delete(without.resolve("snapshots"));

        EngineStatus fromSnapshot = goOn(with, expected);

        assertThat(fromSnapshot.getSignals()).isGreaterThanOrEqualTo(number(expected, "signals"));
        assertThat(fromSnapshot.getContentDigest())
                .isEqualTo(goOn(without, expected).getContentDigest())
                .isNotEqualTo(expected.getProperty("content_digest"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldRefuseItWhereItSaysThatANewerOneWroteIt(KeptRelease release) throws IOException {
        Path data = release.unpackTo(folder.resolve("data"));
        writeFormat(data.resolve("JOURNAL"), 99);
        List<String> before = list(data);

        JournalException reading = catchThrowableOfType(JournalException.class, () -> JournalView.open(data));
        FatalException starting = catchThrowableOfType(FatalException.class, () -> RunningEngine.start(data));

        assertThat(reading.exitCode()).isEqualTo(OTHER_VERSION);
        assertThat(starting.exitCode()).isEqualTo(ExitCode.OTHER_VERSION);
        assertThat(list(data)).isEqualTo(before);
    }

    /** All files with their lengths, but the one that holds the number of the process that locked last. */
    private static List<String> list(Path data) throws IOException {
        return Directories.list(data).stream()
                .filter(line -> !line.startsWith("LOCK "))
                .toList();
    }

    /** As a newer release would have written it: its format, and a checksum that fits (FORMAT.md). */
    private static void writeFormat(Path file, int format) throws IOException {
        ByteBuffer identity = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        identity.putInt(4, format);
        CRC32C crc = new CRC32C();
        crc.update(identity.array(), 0, 32);
        identity.putInt(32, (int) crc.getValue());
        Files.write(file, identity.array());
    }

    private static EngineStatus goOn(Path data, Properties expected) throws IOException {
        try (RunningEngine engine = RunningEngine.start(data)) {
            EngineStatus found = engine.status();
            assertThat(found.getContentDigest()).isEqualTo(expected.getProperty("content_digest"));
            assertThat(found.getBars()).isEqualTo(number(expected, "bars"));
            assertThat(found.getEpoch()).isEqualTo(number(expected, "epoch"));
            EngineTest.publish(engine, RandomMarket.batches(1, 9_000));
            return engine.status();
        }
    }

    private static long number(Properties expected, String name) {
        return Long.parseLong(expected.getProperty(name));
    }

    @Test
    void shouldKeepOne() throws IOException {
        assertThat(Files.isDirectory(KeptRelease.ALL)).isTrue();
        assertThat(releases()).isNotEmpty();
    }
}
