package io.heliograph.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.ForgedLog;
import io.heliograph.journal.Journal;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.VoidedEvents;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One journal that is attacked, and what has to be seen of it with a witness and without; its number is its seed. */
public final class AttackCase implements AutoCloseable {
    private static final Set<Attack> UNSEEN_WITH_KEY = EnumSet.of(Attack.CUT_TAIL, Attack.ROLL_BACK);
    private static final Set<Attack> ON_VOIDED = EnumSet.of(Attack.TAKE_BACK_VOID, Attack.MOVE_VOID);
    private static final SealKey KEY = SealKey.generate();
    private static final SealKey ATTACKERS = SealKey.generate();

    private final Path root;
    private final Path directory;
    private final Path older;
    private final Path witness;
    private final int seed;
    private final Attack attack;
    private final Random random;
    private final String name;

    private Checkpoint last;

    public AttackCase(Path root, int seed, Attack attack) {
        this.root = root;
        this.directory = root.resolve("data");
        this.older = root.resolve("older");
        this.witness = root.resolve("witness");
        this.seed = seed;
        this.attack = attack;
        this.random = new Random(seed);
        this.name = "seed=" + seed + " attack=" + attack;
    }

    /**
     * One or two lives with some checkpoints each, killed or stopped; a copy is kept from somewhere in between. Between two
     * lives an event is voided.
     */
    public void prepare() throws IOException {
        Files.createDirectories(root);
        int lives = ON_VOIDED.contains(attack) ? 2 : 1 + random.nextInt(2);
        int copyAt = random.nextInt(lives * 3 - 1);
        for (int step = 0; step < lives * 3; step += 3) {
            if (step > 0) {
                list(VoidedEvents.NONE.with(entry(1)));
            }
            try (SealedJournal live =
                    SealedJournal.open(directory, seed, SealSettings.of(KEY).withWitnessFile(witness))) {
                for (int i = step; i < step + 3; i++) {
                    live.append(1 + random.nextInt(12));
                    live.checkpoint();
                    if (i == copyAt && attack == Attack.ROLL_BACK) {
                        Directories.copy(directory, older);
                    }
                }
                live.append(1 + random.nextInt(4));
                if (random.nextBoolean()) {
                    live.stop();
                }
            }
        }
        if (attack == Attack.ROLL_BACK && !Files.exists(older)) {
            throw new AssertionError(name);
        }
        last = checkpoints().get(checkpoints().size() - 1);
    }

    public void expectWhole() {
        SealFindings whole = check(List.of(KEY.publicKey()), witness());
        assertThat(whole.verdict()).as(name + " " + whole.problems()).isIn(SealVerdict.OK, SealVerdict.UNSIGNED_TAIL);
    }

    /** Writes both logs again as they are: what is found afterwards is not the writing. */
    public void rewrite() {
        for (LogKind kind : LogKind.values()) {
            ForgedLog.read(directory, kind).write(directory);
        }
    }

    public void attack() throws IOException {
        LogKind kind = LogKind.values()[random.nextInt(2)];
        long sealed = kind == LogKind.EVENTS ? last.event() : last.output();
        switch (attack) {
            case EDIT, DELETE, INSERT, SWAP, DUPLICATE ->
                attack.onLog(directory, kind, 1 + random.nextInt((int) sealed), random);
            case CUT_TAIL -> cutTail();
            case REHASH_ALL -> {
                attack.onLog(directory, kind, 1 + random.nextInt((int) sealed), random);
                ForgedSeals.makeAgain(directory, ATTACKERS, seed);
            }
            case ROLL_BACK -> rollBack();
            case TAKE_BACK_VOID -> list(VoidedEvents.NONE);
            case MOVE_VOID -> list(VoidedEvents.NONE.with(entry(2 + random.nextInt((int) last.event()))));
        }
    }

    private void cutTail() throws IOException {
        List<Checkpoint> all = checkpoints();
        Checkpoint to = all.get(random.nextInt(all.size() - 1));
        attack.onLog(directory, LogKind.EVENTS, to.event(), random);
        attack.onLog(directory, LogKind.OUTPUTS, to.output(), random);
        ForgedSeals.cutBehind(directory, to);
    }

    /** Half of the time the engine goes on from there and seals as if nothing had been. */
    private void rollBack() throws IOException {
        Directories.delete(directory);
        Files.move(older, directory);
        if (random.nextBoolean()) {
            try (SealedJournal live = SealedJournal.open(directory, seed + 1_000_000L, SealSettings.of(KEY))) {
                for (int i = 0; i < 1 + random.nextInt(8); i++) {
                    live.append(1 + random.nextInt(12));
                    live.checkpoint();
                }
            }
        }
    }

    private void list(VoidedEvents voided) {
        try (Journal journal = Journal.open(directory, SealedJournal.options(seed))) {
            journal.write(voided);
        }
    }

    private static VoidedEvents.Entry entry(long sequence) {
        return new VoidedEvents.Entry(sequence, 1, 1, "twice", "ann");
    }

    public void expectFoundWithWitness() {
        SealFindings seen = check(List.of(KEY.publicKey()), witness());
        assertThat(seen.verdict())
                .as(name + " " + seen.problems())
                .isIn(SealVerdict.FORKED, SealVerdict.TRUNCATED, SealVerdict.CORRUPT);
        SealFindings keyless = check(List.of(), witness());
        assertThat(keyless.verdict())
                .as("without the key: " + name + " " + keyless.problems())
                .isIn(SealVerdict.FORKED, SealVerdict.TRUNCATED, SealVerdict.CORRUPT);
    }

    public void expectWithoutWitness() {
        SealVerdict withKey = check(List.of(KEY.publicKey()), List.of()).verdict();
        SealVerdict alone = check(List.of(), List.of()).verdict();
        if (UNSEEN_WITH_KEY.contains(attack)) {
            assertThat(withKey).as(name).isIn(SealVerdict.OK, SealVerdict.UNSIGNED_TAIL);
            assertThat(alone).as(name).isEqualTo(withKey);
        } else if (attack == Attack.REHASH_ALL) {
            assertThat(withKey).as(name).isEqualTo(SealVerdict.FORKED);
            assertThat(alone).as(name).isIn(SealVerdict.OK, SealVerdict.UNSIGNED_TAIL);
        } else {
            assertThat(withKey).as(name).isIn(SealVerdict.FORKED, SealVerdict.TRUNCATED, SealVerdict.CORRUPT);
            assertThat(alone).as(name).isEqualTo(withKey);
        }
    }

    private SealFindings check(List<SealPublicKey> trusted, List<SealRecord> copies) {
        return SealCheck.run(directory, SealedJournal.options(seed), trusted, copies);
    }

    private List<SealRecord> witness() {
        return SealFolder.recordsOf(witness).records();
    }

    private List<Checkpoint> checkpoints() {
        return SealFolder.in(directory).records().records().stream()
                .filter(each -> each.kind() == SealRecord.Kind.CHECKPOINT)
                .map(Checkpoint::of)
                .toList();
    }

    @Override
    public void close() throws IOException {
        Directories.delete(root);
    }
}
