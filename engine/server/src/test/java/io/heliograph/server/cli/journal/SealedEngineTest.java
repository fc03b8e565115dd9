package io.heliograph.server.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.ForgedLog;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine with a key and a witness file, run twice; then its directory is checked as it is, and changed. */
class SealedEngineTest {

    @TempDir
    private static Path folder;

    private static Path data;
    private static Path older;
    private static Path witness;
    private static Path copies;
    private static Path key;
    private static String publicKey;
    private static Shell.Answer first;

    @TempDir
    private Path fresh;

    @BeforeAll
    static void run() throws IOException {
        data = folder.resolve("data");
        older = folder.resolve("older");
        witness = folder.resolve("witness");
        copies = folder.resolve("copies");
        key = folder.resolve("key.pem");
        Shell.Answer made = Shell.run("seal", "keygen", key.toString());
        assertThat(made.exitCode()).as(made.said()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        publicKey = made.out().get(0);
        Path trades = SyntheticTrades.file(folder, 4_000);
        Map<String, ?> config = Map.of("seal.key", key.toString(), "seal.witness_file", witness.toString());
        try (RunningEngine engine = RunningEngine.start(RunningEngine.config(data, config))) {
            String target = "127.0.0.1:" + engine.engine().grpcPort();
            first = Shell.run("checkpoint", "--target", target);
            Shell.Answer ingested = Shell.run("ingest", trades.toString(), "--target", target);
            assertThat(ingested.exitCode()).as(ingested.said()).isZero();
        }
        Directories.copy(data, older);
        try (RunningEngine engine = RunningEngine.start(RunningEngine.config(data, config))) {
            String target = "127.0.0.1:" + engine.engine().grpcPort();
            Shell.run("checkpoint", "--target", target, "--out", copies.toString());
        }
    }

    @Test
    void shouldVouchForTheWholeJournal() {
        Shell.Answer answer =
                Shell.run("verify", data.toString(), "--key", publicKey, "--witness", witness.toString(), "--strict");

        assertThat(answer.exitCode())
                .as(String.join("\n", answer.out()) + answer.said())
                .isZero();
        assertThat(String.join("\n", answer.out()))
                .startsWith("OK ")
                .contains("signature   OK: sealed through event ")
                .contains("trusted: given keys")
                .contains("the witness agrees through record=");
        assertThat(first.exitCode()).as(first.said()).isZero();
        assertThat(first.out()).singleElement().asString().startsWith("checkpoint 1  events 0 ");
    }

    @Test
    void shouldNameTheCheckpointThatCoversWhatIsExplained() {
        Shell.Answer answer = Shell.run("explain", "1", "--data", data.toString());

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(String.join("\n", answer.out())).containsPattern("covered by checkpoint [1-9][0-9]* of ");
    }

    @Test
    void shouldFindARecordThatWasChangedWithItsChecksum() throws IOException {
        Path changed = copy();
        ForgedLog events = ForgedLog.read(changed, LogKind.EVENTS);
        byte[] record = events.get(2_000);
        record[record.length - 1] ^= 1;
        events.set(2_000, record);
        events.write(changed);

        Shell.Answer answer = Shell.run("verify", changed.toString(), "--key", publicKey);

        assertThat(answer.exitCode())
                .as(String.join("\n", answer.out()) + answer.said())
                .isEqualTo(11);
        assertThat(String.join("\n", answer.out()))
                .contains("signature   FORKED")
                .contains("the log is not what was sealed: log=EVENTS");
    }

    @Test
    void shouldFindAnOlderCopyOnlyWithAWitness() {
        Shell.Answer alone = Shell.run("verify", older.toString(), "--key", publicKey, "--strict");
        Shell.Answer watched =
                Shell.run("verify", older.toString(), "--key", publicKey, "--witness", witness.toString());
        Shell.Answer kept = Shell.run("verify", older.toString(), "--witness", copies.toString(), "--json");

        assertThat(alone.exitCode()).as("what no one can see without a witness").isZero();
        assertThat(watched.exitCode()).isEqualTo(10);
        assertThat(String.join("\n", watched.out()))
                .contains("TRUNCATED: the witness holds a seal that the journal lacks");
        assertThat(kept.exitCode()).isZero(); // the copy was taken before the second run sealed anything
        assertThat(kept.out()).singleElement().asString().contains("\"signature\":\"OK\"");
    }

    @Test
    void shouldRefuseAKeyOfSomebodyElse() {
        Shell.run("seal", "keygen", fresh.resolve("other.pem").toString());
        String other = Shell.run("seal", "keygen", fresh.resolve("another.pem").toString())
                .out()
                .get(0);

        assertThat(Shell.run("verify", data.toString(), "--key", other).exitCode())
                .isEqualTo(11);
        assertThat(Shell.run("verify", data.toString(), "--key", "nonsense").exitCode())
                .isEqualTo(2);
    }

    @Test
    void shouldSayUnsignedWithoutSeals() throws IOException {
        Path stripped = copy();
        Directories.delete(stripped.resolve("seals"));

        assertThat(Shell.run("verify", stripped.toString()).exitCode()).isZero();
        assertThat(Shell.run("verify", stripped.toString(), "--strict").exitCode())
                .isEqualTo(12);
        assertThat(Shell.run("verify", stripped.toString(), "--witness", witness.toString())
                        .exitCode())
                .isEqualTo(10);
    }

    @Test
    void shouldSealWhatAnOperatorVoidedWithTheNextStart() throws IOException {
        Path voiding = copy();
        long stop = lastEvent(voiding);

        Shell.Answer voided = Shell.run(
                "journal",
                "void",
                voiding.toString(),
                "--sequence",
                Long.toString(stop),
                "--reason",
                "no stop",
                "--actor",
                "ann",
                "--set-aside-snapshots");
        assertThat(voided.exitCode()).as(voided.said()).isZero();
        Shell.Answer before = Shell.run("verify", voiding.toString(), "--key", publicKey);
        Shell.Answer strict = Shell.run("verify", voiding.toString(), "--key", publicKey, "--strict", "--json");
        RunningEngine.start(RunningEngine.config(voiding, Map.of("seal.key", key.toString())))
                .close();
        Shell.Answer after = Shell.run("verify", voiding.toString(), "--key", publicKey, "--strict");
        Files.delete(voiding.resolve("events/VOID"));
        Shell.Answer takenBack = Shell.run("verify", voiding.toString(), "--key", publicKey);

        assertThat(before.exitCode()).as(before.said()).isZero();
        assertThat(String.join("\n", before.out()))
                .contains("signature   UNSIGNED TAIL: ")
                .contains("UNSIGNED TAIL: voided, and not sealed yet: events=[" + stop + "] behind 0 that are")
                .contains("voided    event " + stop + " at ", " by ann: no stop");
        assertThat(strict.exitCode()).isEqualTo(12);
        assertThat(strict.out())
                .singleElement()
                .asString()
                .contains("\"sealed_voided\":0,", "\"unsigned_events\":0,", "\"unsigned_voided\":1,");
        assertThat(after.exitCode()).as(after.said()).isZero();
        assertThat(String.join("\n", after.out())).contains("signature   OK: ", ", with 1 voided, by checkpoint ");
        assertThat(takenBack.exitCode()).isEqualTo(10);
        assertThat(String.join("\n", takenBack.out()))
                .contains("TRUNCATED: the list of voided events ends before what was signed: events=[] signed=1");
    }

    @Test
    void shouldSayThatNothingIsSealedWithoutAKey() {
        try (RunningEngine engine = RunningEngine.start(fresh.resolve("unsealed"))) {
            Shell.Answer answer = Shell.run(
                    "checkpoint", "--target", "127.0.0.1:" + engine.engine().grpcPort());

            assertThat(answer.exitCode()).isEqualTo(2);
            assertThat(answer.said()).contains("SEALS_DISABLED").contains("seal.key");
        }
    }

    private static long lastEvent(Path directory) {
        try (JournalView view = JournalView.open(directory)) {
            return view.events().head();
        }
    }

    private Path copy() throws IOException {
        Path copy = fresh.resolve("copy");
        Directories.copy(data, copy);
        return copy;
    }
}
