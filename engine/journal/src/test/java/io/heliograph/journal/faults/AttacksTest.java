package io.heliograph.journal.faults;

import io.heliograph.journal.seal.Attack;
import io.heliograph.journal.seal.AttackCase;
import io.heliograph.testkit.FaultSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fault suite {@code attacks}: each of the ten on a journal of its own, at a random place that is sealed, checked with
 * a witness and without.
 *
 * <p>With a witness every one is found, whether the key is known or not. Without a witness three are not, and that is
 * expected here too: a tail cut back to a checkpoint and an older copy of the whole directory, even by who knows the key;
 * and everything signed anew, by who does not know it.
 */
class AttacksTest {
    private final Map<Attack, Integer> found = new EnumMap<>(Attack.class);

    @TempDir
    Path folder;

    @Test
    void shouldFindEveryAttackWithAWitnessAndThoseThatCanBeFoundWithout() {
        FaultSuite suite = FaultSuite.of("attacks", 10, 10_000);
        suite.run(this::attack);
        suite.passed("found_with_witness=" + found.toString().replace(", ", ",").replaceAll("[{}]", "")
                + " unseen_without_witness=CUT_TAIL,ROLL_BACK unseen_without_witness_and_key=REHASH_ALL");
    }

    private void attack(int number) {
        Attack attack = Attack.values()[number % Attack.values().length];
        try (AttackCase each = new AttackCase(folder.resolve("case"), number, attack)) {
            each.prepare();
            each.rewrite();
            each.expectWhole();
            each.attack();
            each.expectFoundWithWitness();
            each.expectWithoutWitness();
            found.merge(attack, 1, Integer::sum);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
