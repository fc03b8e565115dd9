package io.heliograph.core.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the keys of a document's text and their places, and refuses the doors of HOCON: includes, substitutions,
 * {@code +=}, dotted keys, keys given twice.
 *
 * <p>The library merges and resolves those in silence and keeps no place of a key; the values are the library's. Both
 * cut strings and comments alike. What is no document at all is left to the library to refuse.
 */
final class DocumentScanner {
    private static final int DEEPEST = 8;
    private static final int MOST_PROBLEMS = 100;

    private final String text;
    private final int[] lineStarts;
    private final Map<String, DocumentKey> keys = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private int next;

    DocumentScanner(String text) {
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    /** Reads the whole text. */
    void scan() {
        skipBlank();
        if (peek() == '{') {
            next++;
        }
        object("", 1);
    }

    Map<String, DocumentKey> keys() {
        return keys;
    }

    List<Problem> problems() {
        return problems;
    }

    private void object(String prefix, int depth) {
        while (problems.size() < MOST_PROBLEMS) {
            skipBlank();
            while (peek() == ',') {
                next++;
                skipBlank();
            }
            if (next >= text.length()) {
                return;
            } else if (peek() == '}') {
                next++;
                if (depth > 1) {
                    return;
                }
            } else {
                entry(prefix, depth);
            }
        }
    }

    private void entry(String prefix, int depth) {
        int at = next;
        boolean quoted = peek() == '"';
        String name = quoted ? quoted() : unquotedKey();
        if (!quoted && isInclude(name)) {
            problem("include", at, "includes are refused: write everything into the document");
            skipLine();
            return;
        }
        skipSpaces();
        if (peek() == '+' && peek(1) == '=') {
            problem(prefix + name, at, "'+=' is refused: write the whole value after '='");
            next++;
        }
        boolean hasValue = peek() == '=' || peek() == ':';
        if (hasValue) {
            next++;
            skipBlank();
        }
        add(prefix, name, quoted, at, depth);
        if (next == at) {
            next++;
        }
    }

    private void add(String prefix, String name, boolean quoted, int at, int depth) {
        String path = prefix + name;
        if (!quoted && name.indexOf('.') >= 0) {
            problem(path, at, "dotted keys are refused: write the object out, as in let { m = \"...\" }");
        }
        int valueAt = next;
        boolean isQuoted = value(path, depth);
        String raw = text.substring(valueAt, Math.max(valueAt, next)).strip();
        DocumentKey key = new DocumentKey(path, line(at), column(at), raw, isQuoted);
        DocumentKey before = keys.put(path, key);
        if (before != null) {
            problem(path, at, "this key is given twice: the first is in line " + before.line());
        }
    }

    /** Reads a value up to the end of its line, a comma, or the end of its object. */
    private boolean value(String path, int depth) {
        int strings = 0;
        boolean onlyString = true;
        while (next < text.length()) {
            char c = peek();
            if (c == '\n' || c == ',' || c == '}' || isComment()) {
                break;
            } else if (c == '"') {
                quoted();
                strings++;
            } else if (c == '{' || c == '[') {
                onlyString = false;
                nested(path, c, depth);
            } else {
                onlyString &= isSpace(c);
                refuseSubstitution(path, c);
                next++;
            }
        }
        return onlyString && strings == 1;
    }

    private void nested(String path, char open, int depth) {
        int at = next++;
        if (depth == DEEPEST) {
            problem(path, at, "objects and lists nest at most " + DEEPEST + " deep");
            next = text.length();
        } else if (open == '{') {
            object(path + ".", depth + 1);
        } else {
            list(path, depth + 1);
        }
    }

    private void list(String path, int depth) {
        while (next < text.length()) {
            skipBlank();
            char c = peek();
            if (c == ']') {
                next++;
                return;
            } else if (c == '"') {
                quoted();
            } else if (c == '[' || c == '{') {
                nested(path, c, depth);
            } else if (next < text.length()) {
                refuseSubstitution(path, c);
                next++;
            }
        }
    }

    private void refuseSubstitution(String path, char c) {
        if (c == '$' && peek(1) == '{') {
            problem(path, next, "substitutions are refused: write the value, or a name of params or let");
        }
    }

    private String unquotedKey() {
        int at = next;
        while (next < text.length() && "=:{}[],\n\"".indexOf(peek()) < 0 && !isComment() && !isAppend()) {
            refuseSubstitution("document", peek());
            next++;
        }
        return text.substring(at, next).strip();
    }

    private boolean isInclude(String name) {
        boolean includes = name.equals("include") || name.startsWith("include ") || name.startsWith("include\t");
        return includes && peek() != '=' && peek() != ':' && peek() != '{';
    }

    /** Reads a string in one or three double quotes; answers what stands between them. */
    private String quoted() {
        int at = next;
        if (text.startsWith("\"\"\"", at)) {
            int end = text.indexOf("\"\"\"", at + 3);
            next = end < 0 ? text.length() : end + 3;
            while (peek() == '"') {
                next++;
            }
            return text.substring(Math.min(at + 3, next), Math.max(at + 3, next - 3));
        }
        next++;
        while (next < text.length() && peek() != '"' && peek() != '\n') {
            next += peek() == '\\' ? 2 : 1;
        }
        next = Math.min(next, text.length());
        String inside = text.substring(at + 1, next);
        if (peek() == '"') {
            next++;
        }
        return inside;
    }

    private void skipBlank() {
        while (next < text.length() && (isSpace(peek()) || peek() == '\n' || isComment())) {
            if (isComment()) {
                skipLine();
            } else {
                next++;
            }
        }
    }

    private void skipSpaces() {
        while (isSpace(peek())) {
            next++;
        }
    }

    private void skipLine() {
        while (next < text.length() && peek() != '\n') {
            next++;
        }
    }

    private boolean isComment() {
        return peek() == '#' || peek() == '/' && peek(1) == '/';
    }

    private boolean isAppend() {
        return peek() == '+' && peek(1) == '=';
    }

    private char peek() {
        return peek(0);
    }

    private char peek(int ahead) {
        return next + ahead < text.length() ? text.charAt(next + ahead) : '\0';
    }

    private static boolean isSpace(char c) {
        return c != '\n' && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF');
    }

    private void problem(String key, int at, String message) {
        String name = key.strip();
        problems.add(Problem.at(name.isEmpty() ? "document" : name, line(at), column(at), message, lineText(line(at))));
    }

    private int line(int at) {
        int found = Arrays.binarySearch(lineStarts, at);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int column(int at) {
        return at - lineStarts[line(at) - 1] + 1;
    }

    /** A line of the text, from 1; empty where there is none. */
    String lineText(int line) {
        if (line < 1 || line > lineStarts.length) {
            return "";
        }
        int end = line == lineStarts.length ? text.length() : lineStarts[line] - 1;
        return text.substring(lineStarts[line - 1], end);
    }

    private static int[] lineStarts(String text) {
        int lines = 1 + (int) text.chars().filter(c -> c == '\n').count();
        int[] starts = new int[lines];
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                starts[line++] = i + 1;
            }
        }
        return starts;
    }
}
