package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a document is, it is answered in time with a strategy or with problems, and never with an exception. */
@Timeout(30)
class DocumentFuzzTest {
    private static final String ALPHABET = "abcxyz0189 \t\n\r\"'\"{}[]()=:,.+-*/%<>!&|?@#$_\\eEmh\u00e9\u2028\0;~^`";
    private static final List<String> WORDS = List.of(
            "buy",
            "sell",
            "let",
            "params",
            "exit",
            "stop",
            "=",
            "\"",
            "{",
            "}",
            "[",
            "]",
            "\n",
            "true",
            "ema(",
            "rsi(14)",
            ")",
            "@",
            "1h",
            "close",
            "side",
            "and",
            "or",
            "not",
            "${",
            "include ",
            "\"\"\"",
            "1e400",
            "-",
            "1",
            "if(",
            "symbols",
            "hold = while",
            "macd(12, 26, 9)",
            ".line",
            "#",
            "//",
            "id = a",
            "timeframe = 1m",
            ",",
            "+=",
            ".");

    @Test
    void shouldAnswerGarbageWithProblems() {
        Random random = new Random(42);
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : Documents.of("buy = true"));
            int length = random.nextInt(200);
            for (int j = 0; j < length; j++) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            check(i, text.toString());
        }
    }

    @Test
    void shouldAnswerHeapsOfWordsWithProblems() {
        Random random = new Random(43);
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int j = 0; j < length; j++) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextBoolean() ? " " : "");
            }
            check(i, text.toString());
            check(i, Documents.of("buy = \"" + text.toString().replaceAll("[\"\\\\\n]", "") + "\""));
        }
    }

    @Test
    void shouldAnswerMutationsOfHouseStrategiesWithStrategiesOrProblems() {
        Random random = new Random(44);
        int good = 0;
        for (int i = 0; i < 1_200; i++) {
            StringBuilder text = new StringBuilder(
                    HouseStrategies.text(HouseStrategies.names().get(random.nextInt(5))));
            int mutations = 1 + random.nextInt(3);
            for (int j = 0; j < mutations; j++) {
                mutate(random, text);
            }
            good += check(i, text.toString()) ? 1 : 0;
        }
        assertThat(good).isBetween(60, 1_140);
    }

    @Test
    void shouldAnswerDeepAndLongTexts() {
        for (String each : List.of("{", "[", "(", "a{", "a=[", "\"", "not ", "-", "a.", "${", "x=1,", "[1]", "a\n")) {
            check(0, each.repeat(64 * 1024 / each.length()));
            check(0, Documents.of("buy = true", "symbols = " + each.repeat(5_000)));
            check(
                    0,
                    Documents.of("buy = \"close" + each.replaceAll("[\"\n]", "").repeat(1_000) + "\""));
        }
    }

    @Test
    void shouldAnswerRandomBytesWithProblems() {
        Random random = new Random(45);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            check(i, new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
            String inside = new String(bytes, StandardCharsets.US_ASCII).replaceAll("[\"\\\\\r\n]", "");
            check(i, Documents.of("buy = \"" + inside + "\"", "let { x = \"" + inside + "\" }"));
        }
    }

    @Test
    void shouldAnswerNumbersOfAnySize() {
        for (String number : List.of(
                "9".repeat(400),
                "1e308",
                "1e-400",
                "1e999999999",
                "0." + "0".repeat(400) + "1",
                "1".repeat(60) + "e-60")) {
            for (String place : List.of(
                    "params { n = %s }\nbuy = \"close > n\"",
                    "buy = \"close > %s\"",
                    "buy = \"close > %s * %1$s\"",
                    "buy = \"sma(%s) > 1\"",
                    "buy = \"close[%s] > 1\"",
                    "buy = \"bbands(20, %s).upper > 1\"",
                    "buy = \"close @ %sh > 1\"",
                    "buy = true, cooldown = %s bars",
                    "buy = true, expires = %sd",
                    "buy = true, confidence = %s")) {
                check(0, Documents.of(String.format(place, number)));
            }
        }
    }

    /** As many conditions as fit, each of which the warnings look into. */
    @Test
    void shouldAnswerTheLargestDocumentsInTime() {
        StringBuilder lets = new StringBuilder("let {\n");
        for (int i = 0; i < 50; i++) {
            String before = i == 0 ? "close" : "if(a" + (i - 1) + " > 1, close, a" + (i - 1) + " + 1)";
            String more = " + if(close > open and low < high, " + i + ", max(open, " + i + ", close))";
            lets.append(" a")
                    .append(i)
                    .append(" = \"")
                    .append(before)
                    .append(more)
                    .append("\"\n");
        }
        String comparisons = "close > highest(20) and a3 < a4 or ".repeat(60) + "a49 > a48";
        String document = Documents.of(
                lets + "}", "buy = \"" + comparisons + "\"", "sell = \"" + comparisons.replace('>', '<') + "\"");

        assertThat(check(0, document)).isTrue();
        assertThat(Documents.compile(document).warnings()).hasSizeBetween(50, 110);
        check(0, Documents.of("buy = \"" + "close > 1 and ".repeat(290) + "true\""));
        check(0, document + "# " + "x".repeat(65_536 - document.length() - 2));
    }

    /** Whether it is a strategy. */
    private static boolean check(int round, String text) {
        try {
            Compilation compilation = Documents.compile(text);
            if (compilation.strategy() == null) {
                assertThat(compilation.problems()).as(text).isNotEmpty();
                compilation
                        .problems()
                        .forEach(problem -> assertThat(problem.toString()).isNotBlank());
                return false;
            }
            CompiledStrategy again = StrategyCompiler.compileCanonical(
                            compilation.strategy().canonical())
                    .strategy();
            assertThat(again).as(text).isNotNull();
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("round=" + round + " text=" + text, e);
        }
    }

    private static void mutate(Random random, StringBuilder text) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            case 2 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            default -> text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
    }
}
