package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.FrameFile;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals damaged after an engine was killed: what {@code serve}, {@code verify} and {@code journal check} say of them. */
final class DamagedStartTest {

    private static final String EVENTS = "events/00000000000000000001";

    @TempDir
    private Path folder;

    private Path data;
    private long events;

    @BeforeEach
    void publishAndKill() throws IOException {
        data = folder.resolve("data");
        Path trades = SyntheticFiles.trades(folder, 3, 7, 600);
        try (ServedEngine engine = ServedEngine.start(data, "--store", "none")) {
            assertThat(Shell.run("ingest", trades.toString(), "--target", engine.target())
                            .exitCode())
                    .isZero();
            events = engine.awaitDurable().getEventSequence();
            engine.kill();
        }
    }

    @Test
    void shouldEndWithFourAndOneAnswerWhereAForcedEventIsDamagedAndGoOnWhenItsLossIsAccepted() throws IOException {
        FrameFile file = new FrameFile(data.resolve(EVENTS));
        int damaged = file.count() / 2;
        file.flip(file.frame(damaged) + 60, 3);

        String said = refused("serve", "--data", data.toString(), "--store", "none", "--port", "0");
        assertThat(said)
                .contains("log=events segment=" + data.resolve(EVENTS) + " offset=" + file.frame(damaged))
                .contains("-" + events + " found=a frame its checksum does not match")
                .contains("restore that segment from a copy", "serve --accept-loss ");
        assertThat(refused("verify", data.toString())).isEqualTo(said);
        assertThat(refused("journal", "check", data.toString())).isEqualTo(said);

        String range = said.substring(said.lastIndexOf(' ') + 1);
        assertThat(refused("serve", "--data", data.toString(), "--store", "none", "--accept-loss", "1-" + events))
                .contains("accepted=1-" + events, "--accept-loss " + range);
        try (ServedEngine engine =
                ServedEngine.start(data, "--store", "none", "--accept-loss", range, "--actor", "ann")) {
            assertThat(engine.status().getEventSequence()).isGreaterThan(events + 1);
            assertThat(engine.stop()).isZero();
        }
        Shell.Answer dump = Shell.run(
                "journal",
                "dump",
                data.toString(),
                "--from",
                Long.toString(events + 1),
                "--through",
                "" + (events + 1));
        assertThat(String.join("\n", dump.out())).contains("EventsLost", "lastLost=" + events, "ann");
        Shell.Answer verified = Shell.run("verify", data.toString(), "--json");
        assertThat(verified.exitCode()).as(verified.said()).isZero();
        assertThat(verified.out())
                .singleElement()
                .asString()
                .contains(",\"lost\":[{\"first\":" + range.replace("-", ",\"last\":") + "}],\"voided\":[],");
        assertThat(Shell.run("journal", "check", data.toString()).exitCode()).isZero();
        Shell.Answer info = Shell.run("journal", "info", data.toString());
        assertThat(info.exitCode()).isZero();
        assertThat(String.join("\n", info.out())).contains("lost      events " + range);
    }

    @Test
    void shouldCutOffATornTailBehindWhatWasForcedAndSayWhere() throws IOException {
        FrameFile file = new FrameFile(data.resolve(EVENTS));
        file.flip(file.frame(file.count() - 1) + 60, 3);
        Files.delete(data.resolve("events/DURABLE"));
        byte[] evidence = Files.readAllBytes(data.resolve(EVENTS).resolve("19700101F.cq4"));

        try (ChildJvm engine = ServedEngine.launch(data, "--store", "none")) {
            String line = engine.awaitLine(
                    text -> text.contains("an unclean end"), "a warning of the end", ServedEngine.PATIENCE);
            assertThat(line).contains("kept as evidence", "events: validThrough=", "index=" + (file.count() - 1));
            engine.awaitLine(text -> text.startsWith("serving on"), "serving", ServedEngine.PATIENCE);
            engine.terminate();
            assertThat(engine.awaitExit()).isZero();
        }
        assertThat(Files.readAllBytes(data.resolve(EVENTS).resolve("19700101F.cq4")))
                .isEqualTo(evidence);
        assertThat(Shell.run("verify", data.toString()).exitCode()).isZero();
    }

    @Test
    void shouldEndWithTwoWhereNothingIsDamagedOrTheRangeIsNone() throws IOException {
        for (String range : List.of("1-" + events, "seven")) {
            Shell.Answer answer =
                    Shell.run("serve", "--data", data.toString(), "--store", "none", "--accept-loss", range);
            assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE.value());
            assertThat(answer.said()).contains("heliograph: ", range);
        }
        assertThat(Shell.run("verify", data.toString()).exitCode()).isZero();
    }

    /** The line with which a command ended with 4. */
    private static String refused(String... arguments) {
        Shell.Answer answer = Shell.run(arguments);
        assertThat(answer.exitCode()).as(answer.said()).isEqualTo(ExitCode.JOURNAL_CORRUPT.value());
        return answer.said()
                .lines()
                .filter(line -> line.startsWith("heliograph: "))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
