package io.heliograph.server.cli;

import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.cli.check.CheckCommand;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.feed.BarsCommand;
import io.heliograph.server.cli.feed.IngestCommand;
import io.heliograph.server.cli.indicator.ComputeCommand;
import io.heliograph.server.cli.indicator.IndicatorsCommand;
import io.heliograph.server.cli.journal.CheckpointCommand;
import io.heliograph.server.cli.journal.JournalCommand;
import io.heliograph.server.cli.journal.SealCommand;
import io.heliograph.server.cli.journal.SnapshotCommand;
import io.heliograph.server.cli.journal.VerifyCommand;
import io.heliograph.server.cli.serve.BenchCommand;
import io.heliograph.server.cli.serve.DemoCommand;
import io.heliograph.server.cli.serve.DoctorCommand;
import io.heliograph.server.cli.serve.ServeCommand;
import io.heliograph.server.cli.signal.ExplainCommand;
import io.heliograph.server.cli.signal.QueryCommand;
import io.heliograph.server.cli.signal.TailCommand;
import io.heliograph.server.cli.strategy.StrategyCommand;
import io.heliograph.server.cli.trial.BacktestCommand;
import io.heliograph.server.cli.trial.OperationsCommand;
import io.heliograph.server.cli.trial.ReplayCommand;
import io.heliograph.server.cli.trial.WhatIfCommand;
import io.heliograph.server.config.ConfigException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: its commands, and which code each ending has. */
@Command(
        name = "heliograph",
        description = "A trading-signal engine: market data in, signals out, every signal provable.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ok",
            "1:finding: a difference, a failed check, rows refused by --strict",
            "2:usage or configuration",
            "3:data directory locked",
            "4:journal corrupt",
            "5:storage failed",
            "6:journal and database disagree",
            "7:port or TLS",
            "8:engine or database unreachable",
            "9:needs another version",
            "10:truncated against a checkpoint",
            "11:forked",
            "12:unsigned tail, with --strict"
        })
final class Heliograph implements Runnable {
    private final CommandLine line;

    private Heliograph(Console console) {
        this.line = new CommandLine(this)
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new ServeCommand(console))
                .addSubcommand(new IngestCommand(console))
                .addSubcommand(new TailCommand(console))
                .addSubcommand(new QueryCommand(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new ComputeCommand(console))
                .addSubcommand(new BarsCommand(console))
                .addSubcommand(new BacktestCommand(console))
                .addSubcommand(new ReplayCommand(console))
                .addSubcommand(new WhatIfCommand(console))
                .addSubcommand(OperationsCommand.line(console))
                .addSubcommand(CheckCommand.line(console))
                .addSubcommand(StrategyCommand.line(console))
                .addSubcommand(new SnapshotCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(JournalCommand.line(console))
                .addSubcommand(SealCommand.line(console))
                .addSubcommand(new CheckpointCommand(console))
                .addSubcommand(new IndicatorsCommand(console))
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(new PrintWriter(console.out(), true))
                .setErr(new PrintWriter(console.err(), true))
                .setExecutionExceptionHandler((failure, command, parsed) -> exitCode(console, failure));
    }

    /** Runs one command line and answers its exit code. */
    static int run(Console console, String... args) {
        int code = new Heliograph(console).line.execute(args);
        // A print stream keeps its errors to itself; without this a full disk would cut a result short and end well.
        if (code == ExitCode.OK.value() && console.out().checkError()) {
            console.say("heliograph: expected standard output to take everything, found it closed or its disk full");
            return ExitCode.STORAGE_FAILED.value();
        }
        return code;
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(line, "expected a command");
    }

    private static int exitCode(Console console, Exception failure) {
        if (failure instanceof CommandException e) {
            console.say("heliograph: " + e.getMessage());
            return e.exitCode().value();
        } else if (failure instanceof FatalException e) {
            console.say("heliograph: " + e.getMessage());
            return e.exitCode().value();
        } else if (failure instanceof ConfigException e) {
            console.say("heliograph: " + e.getMessage());
            return ExitCode.USAGE.value();
        }
        // A defect of ours: the trace is what its report needs.
        console.say("heliograph: unexpected: " + failure);
        failure.printStackTrace(console.err());
        return ExitCode.STORAGE_FAILED.value();
    }
}
