package io.heliograph.core.language;

import java.util.Arrays;
import java.util.List;

/**
 * The constant arguments of one indicator's call, by name.
 *
 * <p>A word is kept as its ordinal among its parameter's words, so that all arguments are numbers and a key needs no
 * text; {@link #NO_WORD} marks a number where a word might have stood.
 */
final class KernelArguments {
    private static final int NO_WORD = -1;

    private final List<Parameter> parameters;
    private final double[] numbers;
    private final int[] words;

    /** All arguments not given yet. */
    KernelArguments(List<Parameter> parameters) {
        this.parameters = parameters;
        this.numbers = new double[parameters.size()];
        this.words = new int[parameters.size()];
        Arrays.fill(words, NO_WORD);
    }

    void number(String name, double value) {
        numbers[index(name)] = value;
    }

    void word(String name, String word) {
        int i = index(name);
        words[i] = parameters.get(i).words().indexOf(word);
    }

    int whole(String name) {
        return (int) numbers[index(name)];
    }

    double real(String name) {
        return numbers[index(name)];
    }

    boolean is(String name, String word) {
        int i = index(name);
        return words[i] != NO_WORD && parameters.get(i).words().get(words[i]).equals(word);
    }

    /** Every argument as two numbers: its word's ordinal or -1, and its number. */
    double[] key() {
        double[] key = new double[2 * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            key[2 * i] = words[i];
            key[2 * i + 1] = numbers[i];
        }
        return key;
    }

    /** {@code 12, 26, 9}, words by name and only where they are not the default. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers.length; i++) {
            Parameter parameter = parameters.get(i);
            boolean isWord = words[i] != NO_WORD;
            String word = isWord ? parameter.words().get(words[i]) : Numbers.text(numbers[i]);
            if (parameter.isInput() || isWord && word.equals(parameter.fallback())) {
                continue;
            }
            text.append(text.length() == 0 ? "" : ", ");
            text.append(isWord ? parameter.name() + " = " + word : word);
        }
        return text.toString();
    }

    private int index(String name) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such parameter: name=" + name);
    }
}
