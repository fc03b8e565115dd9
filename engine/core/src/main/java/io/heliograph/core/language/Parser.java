package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads an expression by the grammar of the language, one method a rule.
 *
 * <p>The first mistake ends it with a {@link LanguageException}. Chains of operators are loops, so only what
 * {@link #MAX_NESTING} counts goes deep: parentheses, brackets, calls, {@code not} and signs.
 */
final class Parser {
    static final int MAX_LENGTH = 4_096;
    static final int MAX_NESTING = 64;

    static final List<String> RELATIONS = List.of("<", "<=", ">", ">=", "==", "!=");
    static final List<String> PREFIXES = List.of("ta", "talib", "math");

    private final String text;
    private final Scanner scanner;

    private Token token;
    private int previousEnd;
    private int nesting;

    private Parser(String text) {
        this.text = text;
        this.scanner = new Scanner(text);
    }

    /** Reads the whole text as one expression. */
    static Expr parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new LanguageException(
                    MAX_LENGTH, "an expression has at most " + MAX_LENGTH + " characters: length=" + text.length());
        }
        Parser parser = new Parser(text);
        parser.advance();
        Expr expr = parser.disjunction();
        if (parser.token.kind() != Token.Kind.END) {
            throw parser.unexpected("an operator or the end");
        }
        return expr;
    }

    private Expr disjunction() {
        Expr left = conjunction();
        while (token.is("or")) {
            advance();
            left = new Expr.Binary(left.at(), "or", left, conjunction());
        }
        return left;
    }

    private Expr conjunction() {
        Expr left = negation();
        while (token.is("and")) {
            advance();
            left = new Expr.Binary(left.at(), "and", left, negation());
        }
        return left;
    }

    private Expr negation() {
        if (!token.is("not")) {
            return comparison();
        }
        int at = token.at();
        enter();
        advance();
        Expr operand = negation();
        leave();
        return new Expr.Not(at, operand);
    }

    private Expr comparison() {
        int start = token.at();
        Expr left = sum();
        if (!isRelation()) {
            return left;
        }
        String first = token.text();
        advance();
        int middle = token.at();
        Expr comparison = new Expr.Binary(left.at(), first, left, sum());
        if (isRelation()) {
            throw chained(start, middle, first);
        }
        return comparison;
    }

    private Expr sum() {
        Expr left = product();
        while (token.is("+") || token.is("-")) {
            String operator = token.text();
            advance();
            left = new Expr.Binary(left.at(), operator, left, product());
        }
        return left;
    }

    private Expr product() {
        Expr left = unary();
        while (token.is("*") || token.is("/") || token.is("%")) {
            String operator = token.text();
            advance();
            left = new Expr.Binary(left.at(), operator, left, unary());
        }
        return left;
    }

    private Expr unary() {
        if (!token.is("-") && !token.is("+")) {
            return postfix();
        }
        int at = token.at();
        boolean negative = token.is("-");
        enter();
        advance();
        Expr operand = unary();
        leave();
        return new Expr.Sign(at, negative, operand);
    }

    private Expr postfix() {
        Expr base = primary();
        int outer = nesting;
        int selectors = 0;
        while (token.is(".") || token.is("[") || token.is("@")) {
            // Only brackets nest; outputs and timeframes are counted by themselves, so that a chain of them ends too.
            if (token.is("[") || ++selectors > MAX_NESTING) {
                enter();
            }
            base = selector(base);
        }
        nesting = outer;
        return base;
    }

    private Expr selector(Expr base) {
        Token sign = token;
        advance();
        if (sign.is(".")) {
            return output(base);
        } else if (sign.is("@")) {
            return larger(base, sign.at());
        }
        Expr bars = disjunction();
        expect("]");
        return new Expr.History(base.at(), base, bars, sign.at());
    }

    private Expr output(Expr base) {
        Token name = token;
        if (name.kind() != Token.Kind.NAME) {
            throw unexpected("the name of an output after '.'");
        }
        advance();
        if (token.is("(")) {
            throw new LanguageException(
                    name.at(),
                    name.text().equals("shift")
                            ? "no call follows '.': write x[n] for x.shift(n)"
                            : "no call follows '.': write " + name.text() + "(x, ...) for x." + name.text() + "(...)");
        }
        return new Expr.Output(base.at(), base, name.text(), name.at());
    }

    private Expr larger(Expr base, int signAt) {
        Token name = token;
        if (name.kind() != Token.Kind.TIMEFRAME) {
            throw unexpected("a timeframe such as 1h after '@'");
        }
        Timeframe timeframe = timeframe(name);
        advance();
        if (token.is("[")) {
            throw historyOfLarger(name.text());
        }
        return new Expr.Larger(base.at(), base, timeframe, signAt);
    }

    private Expr primary() {
        Token first = token;
        switch (first.kind()) {
            case NUMBER -> {
                advance();
                return new Expr.Literal(first.at(), finite(first));
            }
            case NAME -> {
                advance();
                if (token.is(".") && PREFIXES.contains(first.text())) {
                    advance();
                    throw new LanguageException(
                            first.at(), "no prefix '" + first.text() + ".': write " + token.text() + " alone");
                }
                return token.is("(") ? call(first) : new Expr.Name(first.at(), first.text());
            }
            case TIMEFRAME ->
                throw new LanguageException(
                        first.at(), "a timeframe stands only after '@': found '" + first.text() + "'");
            case KEYWORD, SYMBOL, END -> {
                return truthOrGroup(first);
            }
        }
        throw new IllegalStateException("kind=" + first.kind());
    }

    private Expr truthOrGroup(Token first) {
        if (first.is("true") || first.is("false")) {
            advance();
            return new Expr.Truth(first.at(), first.is("true"));
        } else if (first.is("(")) {
            enter();
            advance();
            Expr inner = disjunction();
            expect(")");
            leave();
            return new Expr.Group(first.at(), inner);
        }
        throw unexpected("a number, a name or '('");
    }

    private Expr call(Token name) {
        enter();
        advance();
        List<Argument> arguments = new ArrayList<>();
        if (!token.is(")")) {
            arguments.add(argument());
            while (token.is(",")) {
                advance();
                if (token.is(")")) {
                    throw new LanguageException(token.at(), "expected an argument after ',': found ')'");
                }
                arguments.add(argument());
            }
        }
        if (!token.is(")")) {
            throw unexpected("',' or ')'");
        }
        advance();
        leave();
        return new Expr.Call(name.at(), name.text(), List.copyOf(arguments));
    }

    private Argument argument() {
        Token start = token;
        Expr value = disjunction();
        String name = null;
        if (token.is("=") && value instanceof Expr.Name named) {
            name = named.name();
            advance();
            value = disjunction();
        }
        return new Argument(name, start.at(), value, value instanceof Expr.Name);
    }

    private void advance() {
        previousEnd = token == null ? 0 : token.end();
        token = scanner.next();
    }

    private void expect(String symbol) {
        if (!token.is(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
        advance();
    }

    private void enter() {
        if (++nesting > MAX_NESTING) {
            throw new LanguageException(token.at(), "expressions nest at most " + MAX_NESTING + " deep: simplify");
        }
    }

    private void leave() {
        nesting--;
    }

    private boolean isRelation() {
        return token.kind() == Token.Kind.SYMBOL && RELATIONS.contains(token.text());
    }

    private LanguageException chained(int start, int middle, String first) {
        Token second = token;
        String left = text.substring(start, middle).strip();
        String shared = text.substring(middle, previousEnd);
        advance();
        sum();
        String right = text.substring(second.at(), previousEnd);
        return new LanguageException(
                second.at(),
                "comparisons do not chain: write " + left + " " + shared + " and " + shared + " " + right + ": found '"
                        + second.text() + "' after '" + first + "'");
    }

    private LanguageException historyOfLarger(String timeframe) {
        Token bracket = token;
        advance();
        String bars = token.kind() == Token.Kind.NUMBER ? token.text() : "k";
        String ago = bars.equals("1")
                ? "the previous " + timeframe + " bar, or (x @ " + timeframe + ")[1] for one bar of this timeframe ago"
                : bars + " bars of " + timeframe + " ago, or (x @ " + timeframe + ")[" + bars + "] for " + bars
                        + " bars of this timeframe ago";
        return new LanguageException(
                bracket.at(), "history of another timeframe: write x[" + bars + "] @ " + timeframe + " for " + ago);
    }

    /** Says what was expected; the spellings of other languages are answered with ours. */
    private LanguageException unexpected(String expected) {
        String ours = ForeignWords.ofSymbol(token.text());
        if (token.kind() == Token.Kind.NAME && Scanner.isKeyword(token.text().toLowerCase(Locale.ROOT))) {
            ours = "write '" + token.text().toLowerCase(Locale.ROOT) + "' for '" + token.text() + "'";
        }
        return new LanguageException(
                token.at(), ours != null ? ours : "expected " + expected + ": found " + token.found());
    }

    private static double finite(Token number) {
        double value = Double.parseDouble(number.text());
        if (Double.isInfinite(value)) {
            throw new LanguageException(number.at(), "expected a finite number: found " + number.text());
        }
        return value;
    }

    private static Timeframe timeframe(Token token) {
        try {
            return Timeframe.parse(token.text());
        } catch (IllegalArgumentException e) {
            throw new LanguageException(token.at(), e.getMessage());
        }
    }
}
