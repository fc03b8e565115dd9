package io.heliograph.server.store;

import java.io.IOException;
import java.util.stream.Stream;

/** Sends signals of the operating system to processes that a test started. */
final class Signals {
    private Signals() {}

    /** Helpers of a server come and go; one that is gone before its signal is no fault. */
    static void send(String signal, long... pids) throws IOException, InterruptedException {
        for (long pid : pids) {
            int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            if (exit != 0 && ProcessHandle.of(pid).isPresent()) {
                throw new IOException("signal=" + signal + " pid=" + pid + " exit=" + exit);
            }
        }
    }

    /** A server and all its helpers. */
    static long[] family(ProcessHandle server) {
        return Stream.concat(Stream.of(server), server.descendants())
                .mapToLong(ProcessHandle::pid)
                .toArray();
    }
}
