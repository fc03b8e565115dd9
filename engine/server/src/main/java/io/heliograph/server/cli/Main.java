package io.heliograph.server.cli;

import io.heliograph.server.LibraryDiagnostics;
import io.heliograph.server.cli.console.Console;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        LibraryDiagnostics.takeOver();
        System.exit(Heliograph.run(Console.ofProcess(), args));
    }
}
