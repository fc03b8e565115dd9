package io.heliograph.server.config;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** The keys that may stand in a configuration, and which of them somebody may have meant. */
final class KnownKeys {
    private final Set<String> keys = new TreeSet<>();

    void add(String key) {
        keys.add(key);
    }

    boolean holds(String key) {
        return keys.contains(key);
    }

    /** The known key with the fewest letters to change. */
    String nearest(String key) {
        return keys.stream()
                .min(Comparator.comparingInt((String known) -> distance(key, known)))
                .orElse("");
    }

    /** Levenshtein's distance: insertions, deletions and replacements of one letter. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
