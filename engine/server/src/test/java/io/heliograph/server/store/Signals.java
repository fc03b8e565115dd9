package io.heliograph.server.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sends signals of the operating system to processes that a test started. */
final class Signals {
    private Signals() {}

    static void send(String signal, long... pids) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        for (long pid : pids) {
            command.add(Long.toString(pid));
        }
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("command=" + command + " exit=" + exit);
        }
    }

    /** A server and all its helpers. */
    static long[] family(ProcessHandle server) {
        return Stream.concat(Stream.of(server), server.descendants())
                .mapToLong(ProcessHandle::pid)
                .toArray();
    }
}
