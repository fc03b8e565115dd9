package io.heliograph.core.language;

import java.util.Collection;
import java.util.Locale;

/** Finds the known word that was probably meant. */
final class Nearest {
    /** No word of the language is nearly so long. */
    private static final int LONGEST = 40;

    private Nearest() {}

    /**
     * The nearest of the words by edits (insert, delete, replace, swap of neighbours), or null where none is near: at most
     * a third of the letters, and at least one edit. Of equals the first counts.
     */
    static String of(String word, Collection<String> words) {
        if (word.length() > LONGEST) {
            return null;
        }
        String best = null;
        int least = Math.max(1, word.length() / 3) + 1;
        for (String candidate : words) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** {@code : did you mean x?}, or nothing. */
    static String hint(String word, Collection<String> words) {
        String nearest = of(word, words);
        return nearest == null ? "" : ": did you mean " + nearest + "?";
    }

    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, edits);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] edits) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
