package io.heliograph.server.file;

/** Texts that come again and again, each made once as long as it keeps its place. Owned by one thread. */
final class Names {
    private static final int PLACES = 1 << 10;

    private final String[] names = new String[PLACES];

    /** The text of a cell. */
    String of(char[] chars, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + chars[i];
        }
        int place = (hash ^ hash >>> 10 ^ hash >>> 20) & PLACES - 1;
        String name = names[place];
        if (name == null || !isSame(name, chars, from, to)) {
            name = new String(chars, from, to - from);
            names[place] = name;
        }
        return name;
    }

    private static boolean isSame(String name, char[] chars, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }
}
