package io.heliograph.server.cli.strategy;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.cli.option.EngineOptions;
import io.heliograph.server.cli.option.StrategyDocuments;
import io.heliograph.v1.ApplyStrategyResponse;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.ProblemSeverity;
import io.heliograph.v1.StrategyProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code strategy apply}: puts documents in force, all of them or none. */
@Command(
        name = "apply",
        description = {
            "Put strategies in force in a running engine: files, or the names of house strategies.",
            "All are checked there first; where one cannot be applied, none is and the exit code is 1. A document that is"
                    + " in force already changes nothing."
        },
        mixinStandardHelpOptions = true)
final class StrategyApplyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private EngineOptions engine;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A document, or the name of a house strategy.")
    private List<String> documents;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter instead of the document's.")
    private Map<String, Double> params = new LinkedHashMap<>();

    @Option(names = "--validate-only", description = "Check against the engine, change nothing.")
    private boolean validateOnly;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    StrategyApplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> texts = documents.stream().map(StrategyDocuments::text).toList();
        return engine.ask(client -> {
            if (!check(client, texts)) {
                return ExitCode.FINDING.value();
            }
            for (int i = 0; i < texts.size() && !validateOnly; i++) {
                print(documents.get(i), client.strategies().apply(texts.get(i), params), false);
            }
            return ExitCode.OK.value();
        });
    }

    /** Asks the engine for its judgement of every document; prints it where it is wanted, or where one is bad. */
    private boolean check(HeliographClient client, List<String> texts) {
        List<ApplyStrategyResponse> answers = new ArrayList<>();
        boolean isGood = true;
        for (int i = 0; i < texts.size(); i++) {
            ApplyStrategyResponse answer = judge(client, texts.get(i));
            answers.add(answer);
            isGood &= !hasErrors(answer);
        }
        for (int i = 0; i < texts.size(); i++) {
            if (validateOnly || hasErrors(answers.get(i))) {
                print(documents.get(i), answers.get(i), true);
            }
        }
        return isGood;
    }

    /** An engine that has no room or no such timeframe refuses a good document; that is a finding about it too. */
    private ApplyStrategyResponse judge(HeliographClient client, String text) {
        try {
            return client.strategies().check(text, params);
        } catch (HeliographException e) {
            if (!isAboutTheStrategy(e)) {
                throw e;
            }
            return ApplyStrategyResponse.newBuilder()
                    .addProblems(StrategyProblem.newBuilder()
                            .setSeverity(ProblemSeverity.PROBLEM_SEVERITY_ERROR)
                            .setMessage(e.reason() + ": " + e.getMessage()))
                    .build();
        }
    }

    private static boolean isAboutTheStrategy(HeliographException e) {
        return e.is(ErrorReason.ERROR_REASON_TIMEFRAME_NOT_AVAILABLE)
                || e.is(ErrorReason.ERROR_REASON_TOO_MANY_STRATEGIES)
                || e.is(ErrorReason.ERROR_REASON_STATE_LIMIT);
    }

    private static boolean hasErrors(ApplyStrategyResponse answer) {
        return answer.getProblemsList().stream()
                .anyMatch(problem -> problem.getSeverity() == ProblemSeverity.PROBLEM_SEVERITY_ERROR);
    }

    private void print(String document, ApplyStrategyResponse answer, boolean isCheck) {
        boolean isGood = !hasErrors(answer);
        if (json) {
            JsonLine line = new JsonLine()
                    .put("document", document)
                    .put("ok", isGood)
                    .put("applied", isGood && !isCheck && !answer.getUnchanged())
                    .put("unchanged", answer.getUnchanged())
                    .put("problems", problems(answer, ProblemSeverity.PROBLEM_SEVERITY_ERROR))
                    .put("warnings", problems(answer, ProblemSeverity.PROBLEM_SEVERITY_WARNING));
            if (isGood) {
                StrategyLines.put(line, answer.getStrategy());
            }
            console.print(line.toString());
            return;
        }
        problems(answer, ProblemSeverity.PROBLEM_SEVERITY_ERROR)
                .forEach(problem -> console.print(document + ": " + problem));
        problems(answer, ProblemSeverity.PROBLEM_SEVERITY_WARNING)
                .forEach(problem -> console.print(document + ": warning: " + problem));
        if (!isGood) {
            console.print(document + ": not applied");
        } else if (isCheck) {
            console.print(document + ": ok" + (answer.getUnchanged() ? ", in force already" : ""));
            StrategyLines.text(answer.getStrategy()).forEach(line -> console.print("  " + line));
        } else {
            console.print(document + ": " + answer.getStrategy().getStrategyId()
                    + (answer.getUnchanged() ? " unchanged, in force from event " : " in force from event ")
                    + answer.getEffectiveSequence());
        }
    }

    private static List<String> problems(ApplyStrategyResponse answer, ProblemSeverity severity) {
        return answer.getProblemsList().stream()
                .filter(problem -> problem.getSeverity() == severity)
                .map(StrategyLines::text)
                .toList();
    }
}
