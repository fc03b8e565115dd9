package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import io.heliograph.server.ExitCode;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo} twice with one seed, in processes of their own: what it says, and what it leaves behind. */
final class DemoEndToEndTest {
    private static final String EVENTS = "48000";

    @TempDir
    private Path folder;

    @Test
    void shouldSayTheSameTwiceAndLeaveNothingOutsideItsDirectory() throws Exception {
        Program program = new Program(folder.resolve("machine"));
        Path data = folder.resolve("data");

        Program.Answer first = demo(program, data, "--json");
        Program.Answer second = demo(program, data);

        assertThat(first.exitCode()).as(first.said()).isZero();
        assertThat(second.exitCode()).as(second.said()).isZero();
        assertThat(first.out()).as("one object, no signals").hasSize(1);
        Struct json = json(first.out().get(0));
        Map<String, String> text = fields(second.out());
        assertThat(number(json, "trades")).isEqualTo(48_000);
        assertThat(number(json, "signals_emitted")).isPositive();
        assertThat(number(json, "signals_stored")).isEqualTo(number(json, "signals_emitted"));
        assertThat(number(json, "first_signal_ms")).isPositive();
        assertThat(number(json, "bytes_per_event")).isNotNegative();
        assertThat(number(json, "latency_p99_ns")).isGreaterThanOrEqualTo(number(json, "latency_p50_ns"));
        assertThat(text.get("trades published")).isEqualTo(EVENTS);
        assertThat(text.get("bars closed")).isEqualTo(whole(json, "bars"));
        assertThat(text.get("signals emitted")).isEqualTo(whole(json, "signals_emitted"));
        assertThat(text.get("signals stored")).isEqualTo(whole(json, "signals_stored"));
        assertThat(text.get("late")).isEqualTo("0");
        assertThat(text.get("content digest"))
                .hasSize(64)
                .isEqualTo(json.getFieldsOrThrow("content_digest").getStringValue());
        assertThat(text).containsKeys("tick to signal", "first signal after", "bytes an event", "took");
        for (Path each : program.folders()) {
            assertThat(Directories.list(each)).as(each.toString()).isEmpty();
        }
        assertThat(filesNamedFor(first)).isEmpty();
        assertThat(filesNamedFor(second)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldTellWhatAMachineLacksAndEndWithOne() throws Exception {
        Program program = new Program(folder.resolve("machine"));

        Program.Answer answer = program.run(
                List.of("-XX:-UsePerfData", "-Xmx128m", "-XX:ActiveProcessorCount=1"), "doctor", "--port", "0");

        assertThat(answer.exitCode()).as(answer.said()).isEqualTo(ExitCode.FINDING.value());
        assertThat(answer.out())
                .anyMatch(line -> line.startsWith("FAILED   runtime doors        closed=java.lang.reflect,"))
                .anyMatch(line -> line.startsWith("warning  memory "))
                .anyMatch(line -> line.startsWith("warning  processors           1"))
                .anyMatch(line -> line.startsWith("ok       grpc port "));
        for (Path each : program.folders()) {
            assertThat(Directories.list(each)).as(each.toString()).isEmpty();
        }
    }

    private static Program.Answer demo(Program program, Path data, String... more)
            throws IOException, InterruptedException {
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent"))
                .toList();
        List<String> arguments = new ArrayList<>(List.of(
                "demo", "--symbols", "2", "--seed", "7", "--events", EVENTS, "--port", "0", "--data", data.toString()));
        arguments.addAll(List.of(more));
        return program.run(options, arguments.toArray(String[]::new));
    }

    /** What lies where all processes may write and bears the process's number; others write there meanwhile. */
    private static List<String> filesNamedFor(Program.Answer answer) {
        List<String> named = new ArrayList<>();
        for (String shared : List.of("/tmp", "/var/tmp", "/dev/shm", "/tmp/hsperfdata_" + user())) {
            String[] names = Path.of(shared).toFile().list();
            for (String name : names == null ? new String[0] : names) {
                if (name.matches("(.*[._-])?" + answer.pid() + "([._].*)?")) {
                    named.add(shared + "/" + name);
                }
            }
        }
        return named;
    }

    private static String user() {
        return System.getProperty("user.name");
    }

    /** The lines of the summary: a name, two spaces or more or the name's full width, a value. */
    private static Map<String, String> fields(List<String> lines) {
        Map<String, String> fields = new TreeMap<>();
        for (String line : lines.subList(lines.lastIndexOf("") + 1, lines.size())) {
            fields.put(line.substring(0, 18).strip(), line.substring(18).strip());
        }
        return fields;
    }

    private static Struct json(String line) throws IOException {
        Struct.Builder read = Struct.newBuilder();
        JsonFormat.parser().merge(line, read);
        return read.build();
    }

    private static double number(Struct json, String field) {
        return json.getFieldsOrThrow(field).getNumberValue();
    }

    private static String whole(Struct json, String field) {
        return Long.toString((long) number(json, field));
    }
}
