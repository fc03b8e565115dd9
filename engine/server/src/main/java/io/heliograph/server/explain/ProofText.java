package io.heliograph.server.explain;

import io.heliograph.server.text.NumberText;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ExplainedStrategy;
import io.heliograph.v1.Explanation;
import io.heliograph.v1.ExplanationProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The end of an explanation's page: the strategy as it was in force, and what proves all that stands above. */
final class ProofText {
    private static final String INDENT = "  ";

    private final Explanation explanation;
    private final List<String> lines = new ArrayList<>();

    private ProofText(Explanation explanation) {
        this.explanation = explanation;
    }

    static List<String> of(Explanation explanation) {
        ProofText text = new ProofText(explanation);
        if (explanation.hasStrategy()) {
            text.strategy();
        }
        text.proof();
        return text.lines;
    }

    private void strategy() {
        ExplainedStrategy strategy = explanation.getStrategy();
        part("strategy " + strategy.getStrategyId());
        lines.add(INDENT + "hash " + strategy.getStrategyHash());
        lines.add(INDENT + "in force from event " + strategy.getAppliedSequence() + ", "
                + Texts.time(strategy.getAppliedTime()) + "; timeframe " + strategy.getTimeframe());
        lines.add(INDENT + Texts.fields(strategy.getRulesList()));
        if (strategy.getParamsCount() > 0) {
            lines.add(INDENT + "params "
                    + strategy.getParamsMap().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(each -> each.getKey() + "=" + NumberText.of(each.getValue()))
                            .collect(Collectors.joining(" ")));
        }
        strategy.getText().lines().forEach(line -> lines.add(INDENT + "| " + line));
    }

    private void proof() {
        ExplanationProof proof = explanation.getProof();
        part("proof");
        lines.add(INDENT
                + (proof.getReproduced()
                        ? "replayed, the events give the recorded " + (explanation.hasStrategy() ? "signal" : "output")
                                + " again, byte for byte"
                        : "REPLAYED, THE EVENTS GIVE ANOTHER RECORD THAN THE ONE IN THE OUTPUT LOG"));
        lines.add(INDENT
                + String.format(
                        Locale.ROOT,
                        "%d events replayed %s in %.3f s by build %s; journal %s",
                        proof.getEventsReplayed(),
                        proof.getReplayedFrom() == 0
                                ? "from the first"
                                : "behind the snapshot of event " + proof.getReplayedFrom(),
                        proof.getDuration().getSeconds() + proof.getDuration().getNanos() / 1e9,
                        proof.getBuild(),
                        proof.getJournalId()));
        lines.add(INDENT + "made by build " + explanation.getEngine().getBuild() + " (started at event "
                + explanation.getEngine().getStartedSequence() + ", epoch "
                + explanation.getEngine().getEpoch() + ") at core level "
                + explanation.getEngine().getCoreLevel() + ", settings of event "
                + explanation.getEngine().getSettingsSequence());
        lines.add(INDENT + "the record is " + levels());
        lines.add(INDENT
                + (proof.hasCheckpoint()
                        ? "covered by checkpoint " + proof.getCheckpoint().getNumber() + " of "
                                + Texts.time(proof.getCheckpoint().getTime()) + ", signed by key "
                                + proof.getCheckpoint().getKey() + "; verify says whether it holds"
                        : "covered by no checkpoint"));
    }

    private String levels() {
        String levels = explanation.getDurability() == DurabilityLevel.DURABILITY_LEVEL_DURABLE
                ? "JOURNALED and DURABLE"
                : "JOURNALED";
        if (!explanation.hasStored()) {
            return levels + "; whether it is STORED is not known here";
        }
        return levels + (explanation.getStored() ? ", and STORED" : ", and not yet STORED");
    }

    private void part(String title) {
        lines.add("");
        lines.add(title);
    }
}
