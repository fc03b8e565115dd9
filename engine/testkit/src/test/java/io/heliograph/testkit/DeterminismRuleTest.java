package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.DeterminismRule.Exemption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismRuleTest {
    @TempDir
    private Path classes;

    static final class ReadsTheClock {
        long now() {
            return System.nanoTime();
        }
    }

    static final class ReadsTheClockThroughAHandle {
        LongSupplier now() {
            return System::currentTimeMillis;
        }
    }

    static final class AsksForNow {
        Instant now() {
            return Instant.now();
        }
    }

    static final class TakesExp {
        double of(double x) {
            return Math.exp(x);
        }
    }

    static final class TakesExpThroughAHandle {
        DoubleUnaryOperator exp() {
            return Math::exp;
        }
    }

    static final class Hashes {
        Map<String, String> map() {
            return new HashMap<>();
        }
    }

    static final class CopiesASet {
        Set<String> set(List<String> list) {
            return Set.copyOf(list);
        }
    }

    static final class Rolls {
        int dice() {
            return new Random().nextInt(6);
        }
    }

    static final class Opens {
        boolean there() {
            return Files.exists(Path.of("there"));
        }
    }

    static final class Formats {
        String text(double x) {
            return String.format("%f", x);
        }
    }

    static final class GoesParallel {
        int size(List<String> list) {
            return (int) list.parallelStream().count();
        }
    }

    static final class IsAFunction {
        String of(double x, List<String> names) {
            List<String> sorted = new ArrayList<>(names);
            sorted.sort(null);
            return String.format(
                    Locale.ROOT, "%s %f", sorted, StrictMath.exp(x) + Math.sqrt(x) + Math.max(x, Math.fma(x, x, x)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ReadsTheClock.class,
                ReadsTheClockThroughAHandle.class,
                AsksForNow.class,
                TakesExp.class,
                TakesExpThroughAHandle.class,
                Hashes.class,
                CopiesASet.class,
                Rolls.class,
                Opens.class,
                Formats.class,
                GoesParallel.class
            })
    void shouldFindWhatIsPlanted(Class<?> planted) throws IOException {
        plant(planted);

        List<String> breaches = DeterminismRule.breaches(classes, Map.of());

        assertThat(breaches)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith(planted.getName() + " refers to "));
    }

    @Test
    void shouldLetAFunctionPass() throws IOException {
        plant(IsAFunction.class);

        assertThat(DeterminismRule.breaches(classes, Map.of())).isEmpty();
    }

    @Test
    void shouldTakeExemptionsByNameAndSayWhichNothingNeeds() throws IOException {
        plant(Hashes.class);
        Exemption needed = new Exemption(Hashes.class.getName(), "java.util.HashMap");
        Exemption forgotten = new Exemption("io.heliograph.Gone", "java.util.HashMap");

        assertThat(DeterminismRule.breaches(classes, Map.of(needed, "never iterated")))
                .isEmpty();
        assertThat(DeterminismRule.breaches(classes, Map.of(needed, "never iterated", forgotten, "old")))
                .singleElement()
                .asString()
                .startsWith("nothing needs this exemption any more");
    }

    @Test
    void shouldNotTakeAnEmptyFolderForAnInnocentOne() throws IOException {
        assertThat(DeterminismRule.breaches(classes, Map.of()))
                .singleElement()
                .asString()
                .startsWith("no class files were found");
    }

    private void plant(Class<?> planted) throws IOException {
        String path = planted.getName().replace('.', '/') + ".class";
        Path target = classes.resolve(path);
        Files.createDirectories(target.getParent());
        try (InputStream in = getClass().getClassLoader().getResourceAsStream(path)) {
            Files.copy(in, target);
        }
    }
}
