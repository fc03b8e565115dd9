package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChildJvmTest {

    /** Says hello with its first argument, answers lines, and ends with code 5 when its input ends. */
    static final class Echo {
        public static void main(String[] arguments) throws IOException {
            System.out.println("hello " + arguments[0]);
            System.out.println("flags " + ManagementFactory.getRuntimeMXBean().getInputArguments());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); !"end".equals(line); line = in.readLine()) {
                System.err.println("echo " + line);
            }
            System.exit(5);
        }
    }

    @Test
    void shouldCollectOutputAndExitCode() throws IOException {
        try (ChildJvm child = ChildJvm.start(Echo.class, "you")) {
            child.awaitLine("hello you");
            child.send("one");
            child.awaitLine("echo one");

            child.send("end");

            assertThat(child.awaitExit()).isEqualTo(5);
            assertThat(child.output()).contains("hello you", "echo one");
        }
    }

    @Test
    void shouldGiveTheParentsFlagsToTheChild() throws IOException {
        try (ChildJvm child = ChildJvm.start(Echo.class, "you")) {
            String flags = child.awaitLine("flags ");

            assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
                    .filteredOn(flag -> flag.startsWith("--add") || flag.startsWith("-X"))
                    .isNotEmpty()
                    .allSatisfy(flag -> assertThat(flags).contains(flag));
        }
    }

    @Test
    void shouldKillAtOnce() throws IOException {
        try (ChildJvm child = ChildJvm.start(Echo.class, "you")) {
            child.awaitLine("hello you");

            child.kill();

            assertThat(child.isAlive()).isFalse();
            assertThat(child.awaitExit()).isEqualTo(128 + 9);
        }
    }

    @Test
    void shouldShowTheOutputWhenALineNeverComes() throws IOException {
        try (ChildJvm child = ChildJvm.start(Echo.class, "you")) {
            child.awaitLine("hello you");

            assertThatThrownBy(() -> child.awaitLine("bye"::equals, "bye", Duration.ofMillis(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("without the line bye")
                    .hasMessageContaining("hello you");

            child.kill();
            assertThatThrownBy(() -> child.awaitLine("bye"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the child ended");
        }
    }
}
