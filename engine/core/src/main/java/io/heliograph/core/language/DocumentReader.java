package io.heliograph.core.language;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a document's text into a {@link Document}, collecting every problem on the way. */
final class DocumentReader {
    /** Bytes of a document as given; its canonical form may be longer. */
    static final int MAX_BYTES = 64 * 1024;

    /** The event log keeps both in one record, of at most 256 KiB. */
    static final int MAX_CANONICAL_BYTES = 2 * MAX_BYTES;

    /** Params, and definitions, of a document. */
    static final int MAX_NAMES = 64;

    private static final List<String> KEYS = DocumentKeys.names();
    static final int LONGEST_NAME = 64;

    private final String text;
    private final DocumentScanner scanner;
    private final List<Problem> problems;
    private final Document document = new Document();
    private final Set<String> unquoted = new TreeSet<>();

    private ConfigObject root;

    /** {@code problems} takes what is found. */
    DocumentReader(String text, List<Problem> problems) {
        this.text = text;
        this.scanner = new DocumentScanner(text);
        this.problems = problems;
    }

    /** Reads it all; answers null where the text is no document, else a document that is good if no problem was added. */
    Document read(int maxBytes) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            problems.add(new Problem(
                    "document", 1, 1, "a document has at most " + maxBytes + " bytes: bytes=" + bytes, "  \n  ^"));
            return null;
        }
        scanner.scan();
        problems.addAll(scanner.problems());
        findUnquotedExpressions();
        if (!scanner.problems().isEmpty() || !parse()) {
            return null;
        }
        refuseUnknown();
        names();
        new RuleReader(root, this, document).read();
        expressions();
        return document;
    }

    /** The place of a key, its object's where the key itself has none. */
    DocumentKey key(String path) {
        DocumentKey key = scanner.keys().get(path);
        if (key == null && path.indexOf('.') > 0) {
            key = scanner.keys().get(path.substring(0, path.indexOf('.')));
        }
        return key == null ? new DocumentKey(path, 1, 1, "", false) : key;
    }

    /** Whether the text has the key. */
    boolean has(String path) {
        return scanner.keys().containsKey(path);
    }

    /** Adds a problem at a key. */
    void problem(String path, String message) {
        problems.add(at(path, message));
    }

    /** Adds a problem inside the expression of a key; {@code at} is an index from 0. */
    void problem(String path, int at, String message, String expression) {
        problems.add(at(path, at, message, expression));
    }

    /** What is to be said at a key. */
    Problem at(String path, String message) {
        DocumentKey key = key(path);
        return Problem.at(path, key.line(), key.column(), message, scanner.lineText(key.line()));
    }

    /** What is to be said inside the expression of a key; {@code at} is an index from 0. */
    Problem at(String path, int at, String message, String expression) {
        return Problem.at(path, key(path).line(), at + 1, message, expression);
    }

    private void findUnquotedExpressions() {
        for (DocumentKey key : scanner.keys().values()) {
            String path = key.path();
            boolean isExpression = path.startsWith("let.") || isRoot(path);
            if (!isExpression || key.isQuoted() || isPlain(key.raw())) {
                continue;
            }
            long open = key.raw().chars().filter(c -> c == '(').count();
            long closed = key.raw().chars().filter(c -> c == ')').count();
            String hint =
                    open != closed ? ": this looks like a part of an expression that a comma or '=' broke up" : "";
            String argument = path.startsWith("let.") && isArgumentName(path.substring(4)) && open != closed
                    ? ": '" + path.substring(4) + "' is the name of an argument"
                    : "";
            unquoted.add(path);
            problem(path, "expressions stand in double quotes: found " + shown(key.raw()) + hint + argument);
        }
    }

    private static boolean isRoot(String path) {
        for (Root root : Root.values()) {
            if (root.key().equals(path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isArgumentName(String name) {
        return Catalogue.all().stream().anyMatch(definition -> definition.parameter(name) != null);
    }

    /** Numbers, true and false may stand without quotes. */
    private static boolean isPlain(String raw) {
        if (raw.equals("true") || raw.equals("false")) {
            return true;
        }
        return raw.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    }

    /** A value as a message shows it: one line, cut where it is long. */
    static String shown(String raw) {
        String line = raw.replace('\n', ' ');
        return line.isEmpty() ? "nothing" : line.length() > 40 ? line.substring(0, 40) + "..." : line;
    }

    private boolean parse() {
        try {
            ConfigParseOptions options = ConfigParseOptions.defaults()
                    .setSyntax(ConfigSyntax.CONF)
                    .setOriginDescription("strategy")
                    .setIncluder(new NoIncludes());
            root = ConfigFactory.parseString(text, options).root();
            return true;
        } catch (ConfigException e) {
            if (!unquoted.isEmpty()) {
                // Expressions without quotes are on the list, and are what the library stumbled over.
                return false;
            }
            int line = e.origin() == null ? 1 : Math.max(1, e.origin().lineNumber());
            String message = e.getMessage().replaceFirst("^strategy: ?[0-9]*: ?", "");
            int advice = message.indexOf(" (if you intended");
            message = advice < 0 ? message : message.substring(0, advice);
            problems.add(
                    Problem.at("document", line, 1, "this is no document (HOCON): " + message, scanner.lineText(line)));
            return false;
        }
    }

    private void refuseUnknown() {
        for (String key : root.keySet().stream().sorted().toList()) {
            // An argument's name is a piece of an expression without quotes, which is on the list.
            if (!KEYS.contains(key) && (unquoted.isEmpty() || !isArgumentName(key))) {
                problem(key, "no such key: '" + key + "'" + Nearest.hint(key, KEYS));
            }
        }
    }

    private void names() {
        for (Map.Entry<String, ConfigValue> entry : object("params").entrySet()) {
            String path = "params." + entry.getKey();
            if (checkName(path, entry.getKey())) {
                param(path, entry.getKey(), entry.getValue());
            }
        }
        for (Map.Entry<String, ConfigValue> entry : object("let").entrySet()) {
            String path = "let." + entry.getKey();
            if (!checkName(path, entry.getKey())) {
                continue;
            }
            String expression = expression(path, entry.getValue());
            if (document.params.containsKey(entry.getKey())) {
                problem(path, "'" + entry.getKey() + "' is a name of params too: choose another");
            } else if (expression != null) {
                document.lets.put(entry.getKey(), expression);
            } else {
                document.broken.add(entry.getKey());
            }
        }
    }

    private Map<String, ConfigValue> object(String key) {
        ConfigValue value = root.get(key);
        if (value == null) {
            return Collections.emptyMap();
        } else if (!(value instanceof ConfigObject object)) {
            problem(key, "expected an object in { }: found " + type(value));
            return Collections.emptyMap();
        } else {
            if (object.size() > MAX_NAMES) {
                problem(key, "at most " + MAX_NAMES + " names: found " + object.size());
            }
            return new TreeMap<>(object);
        }
    }

    private boolean checkName(String path, String name) {
        String message = nameProblem(name);
        if (message != null) {
            problem(path, message);
        }
        return message == null;
    }

    /** Why a param or a definition may not have this name; null where it may. */
    static String nameProblem(String name) {
        if (!Scanner.isName(name)) {
            return "a name is letters, digits and _, and starts with no digit: found '" + shown(name) + "'";
        } else if (Scanner.isKeyword(name) || Catalogue.names().contains(name)) {
            return "'" + name + "' is a name of the language: choose another";
        } else if (name.length() > LONGEST_NAME) {
            return "a name has at most " + LONGEST_NAME + " characters: length=" + name.length();
        }
        return null;
    }

    private void param(String path, String name, ConfigValue value) {
        if (value.valueType() != ConfigValueType.NUMBER) {
            problem(path, "expected a number: found " + type(value));
            document.broken.add(name);
            return;
        }
        double number = ((Number) value.unwrapped()).doubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            problem(path, "expected a finite number: found " + key(path).raw());
            document.broken.add(name);
        } else {
            document.params.put(name, number);
        }
    }

    private void expressions() {
        for (Root each : Root.values()) {
            ConfigValue value = root.get(each.key());
            String expression = value == null ? null : expression(each.key(), value);
            if (expression != null) {
                document.expressions.put(each, expression);
            }
        }
        if (!root.containsKey("buy") && !root.containsKey("sell")) {
            problem("buy", "a strategy has buy, sell or both: found neither");
        }
        document.expressions.putIfAbsent(Root.BUY, "false");
        document.expressions.putIfAbsent(Root.SELL, "false");
        document.expressions.putIfAbsent(Root.CONFIDENCE, "0.5");
    }

    /** An expression's text; null where it has a problem. */
    private String expression(String path, ConfigValue value) {
        if (unquoted.contains(path)) {
            return null;
        }
        return switch (value.valueType()) {
            case STRING -> (String) value.unwrapped();
            case NUMBER, BOOLEAN -> key(path).raw();
            case OBJECT, LIST, NULL -> {
                problem(path, "expected an expression in double quotes: found " + type(value));
                yield null;
            }
        };
    }

    /** What a value is, as a message says it. */
    static String type(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> "an object";
            case LIST -> "a list";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case STRING -> "a text";
        };
    }
}
