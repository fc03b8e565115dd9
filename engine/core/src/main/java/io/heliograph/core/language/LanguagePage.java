package io.heliograph.core.language;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The reference page of the language, made of the tables that reader, parser, binder and warnings use. */
public final class LanguagePage {
    private static final String OPENING = """
            # The strategy language

            *Made by `LanguagePage` from the tables that the parser itself uses; a test of the build compares it. After a change:
            `mvn -pl engine/core test -Dtest=LanguagePageTest -Dheliograph.regenerate=true`.*

            A strategy is a text: keys with values, and expressions in double quotes. `heliograph strategy new NAME` writes a first
            one, `heliograph strategy check FILE` says everything that is wrong with one. Formulas of the indicators, and which other
            programs compute the same: [INDICATORS.md](INDICATORS.md).

            """;

    private static final String DOCUMENT = """

            The syntax around the expressions is HOCON: `key = value` or `key : value`, one a line or with commas between, comments
            from `#` to the end of the line. Includes, substitutions (`${x}`), `+=`, dotted keys and keys given twice are refused.
            Numbers, `true` and `false` may stand without quotes. With `hold = while` the keys `exit`, `exit_buy`, `exit_sell`,
            `expires`, `cooldown` and `rearm` have no meaning and are refused.
            """;

    private static final String GRAMMAR = """

            ## Grammar

            ```ebnf
            expression  = conjunction , { "or" , conjunction } ;
            conjunction = negation , { "and" , negation } ;
            negation    = "not" , negation | comparison ;
            comparison  = sum , [ ( RELATIONS ) , sum ] ;
            sum         = product , { ( "+" | "-" ) , product } ;
            product     = unary , { ( "*" | "/" | "%" ) , unary } ;
            unary       = ( "-" | "+" ) , unary | postfix ;
            postfix     = primary , { "." , name | "[" , expression , "]" | "@" , timeframe } ;
            primary     = number | "true" | "false" | name | call | "(" , expression , ")" ;
            call        = name , "(" , [ argument , { "," , argument } ] , ")" ;
            argument    = [ name , "=" ] , expression ;
            timeframe   = whole number above 0 , ( "s" | "m" | "h" | "d" | "w" ) ;
            ```

            Text is ASCII, case counts, blanks and line ends only separate. Keywords: KEYWORDS. A number is `3`, `.5`, `1.5` or
            `2e-3`; a timeframe stands after `@` and nowhere else.

            Precedence, what binds most tightly first:

            | | |
            |---|---|
            | `.` `[ ]` `@` | output, bars before, larger timeframe |
            | `-` `+` in front | sign |
            | `*` `/` `%` | from the left |
            | `+` `-` | from the left |
            | RELATION_CELL | one only: `a < b and b < c`, never `a < b < c` |
            | `not` | |
            | `and` | |
            | `or` | |

            Arguments go by position first, then by name (`ema(20, seed = first)`). A parameter that takes words goes by name, and there a
            bare name is the word. The input of an indicator is its `of`, and may come first: `ema(volume, 20)`.

            ## Types

            | type | what it is |
            |---|---|
            | NUMBER | a number on every bar, or undefined |
            | CONDITION | TRUE, FALSE or UNKNOWN on every bar |
            | CONSTANT | a NUMBER known before the first bar: literals, params, arithmetic on them; periods and bar counts must be CONSTANT |
            | RECORD | an indicator with several outputs; choose one: `macd(12, 26, 9).line` |
            | WORD | one of the words of a parameter |

            Nothing turns into another type by itself: write `if(c, 1, 0)` for a number, `x != 0` for a condition.

            """;

    private static final String TIME = """

            ## Time

            `x[k]` is x on the k-th bar before (k CONSTANT), undefined where there was none. `x @ 4h` is x over 4-hour bars, as of the
            latest that has closed by the end of this bar: never of one that still forms. T is the strategy's own timeframe or a larger
            one that divides the day, or days, or weeks. `@` stands neither inside another `@` nor in the input of an indicator: write
            `ema(9, of = rsi(14)) @ 1h`. For the hour before the latest write `x[1] @ 1h`, for what was known a bar ago `(x @ 1h)[1]`.

            ## Undefined, UNKNOWN, FLAT

            - A number is **undefined** before there is enough history, when it is divided by 0, when it overflows, where data are missing;
              what is computed from it is undefined too.
            - A comparison with an undefined number is **UNKNOWN**. `and`, `or`, `not` follow Kleene: UNKNOWN unless the other side decides.
              Only TRUE acts.
            - Where a formula divides zero by zero its value is the middle of its range, marked **FLAT**. The mark stays through
              arithmetic, functions, history and `@`; in a window it stays until the value has left, in a recursive average only while the
              input has it. A comparison with a FLAT number is UNKNOWN, unless the document says `flat = evaluate`.
            - An indicator whose input is undefined on a bar skips that bar. A strategy is first evaluated on the bar on which each of its
              expressions is **ready**; `strategy check` names that bar and what sets it.

            """;

    private static final String LEVELS = """

            | expression | context it may name |
            |---|---|
            """;

    private static final String WARNINGS = """

            ## Warnings

            They do not keep a strategy from being applied.

            | warning | example |
            |---|---|
            | a comparison that the current bar makes impossible | `close > highest(20)`: write `highest(20)[1]` |
            | a range that is never reached, or never left | `rsi(14) > 100`, `atr(14) >= 0` |
            | two sides of `and` that exclude each other | `rsi(14) > 50 and rsi(14) < 40` |
            | a comparison of constants, unless a param is among them | `1 > 2` |
            | something that is never defined | `sqrt(-1) > 0` |
            | `==` or `!=` between computed numbers | `rsi(14) == 50`: write `abs(x - y) < d` |
            | a condition that is never FALSE and so never arms its side | `buy = true` |
            | an exit that is always TRUE, so nothing enters | `exit = "close > 0"` |
            | a side that nothing ends | `buy` alone |
            | a stop or target on the wrong side of the close | `stop = "close + atr(14)"` for BUY |
            | a confidence outside 0..1 | `confidence = 60` |
            | params and definitions that nothing uses; symbols that exclude everything | |

            What outputs can be, as far as the warnings know it:

            | output | range |
            |---|---|
            """;

    private LanguagePage() {}

    /** The whole page, ending with a line end. */
    public static String text() {
        StringBuilder page = new StringBuilder(OPENING);
        page.append("## The document\n\n| key | value | default | meaning |\n|---|---|---|---|\n");
        DocumentKeys.all()
                .forEach(each -> page.append("| `")
                        .append(each.name())
                        .append("` | ")
                        .append(each.values())
                        .append(" | ")
                        .append(each.fallback())
                        .append(" | ")
                        .append(each.meaning())
                        .append(" |\n"));
        page.append(DOCUMENT);
        page.append(GRAMMAR.replace("RELATION_CELL", quoted(Parser.RELATIONS, "`", " "))
                .replace("RELATIONS", quoted(Parser.RELATIONS, "\"", " | "))
                .replace("KEYWORDS", quoted(Scanner.KEYWORDS, "`", " ")));
        names(page);
        page.append(TIME);
        functions(page);
        indicators(page);
        limits(page);
        errors(page);
        page.append(WARNINGS);
        ranges(page);
        return page.toString();
    }

    private static void names(StringBuilder page) {
        page.append(
                "## Names\n\nLooked up in this order: params, let, series, context. No param or definition may have a name of the"
                        + " language.\n\nSeries: ");
        page.append(quoted(List.of(Series.values()).stream().map(Series::word).toList(), "`", " "));
        page.append(
                ".\n`hl2`, `hlc3`, `ohlc4` are means of the letters; `trades` and `wap` (volume-weighted price) are undefined"
                        + " where a bar has none; `utc_minute` is 0..1439 and\n`utc_weekday` 1 (Monday)..7, both of the bar's start.\n");
        page.append(LEVELS);
        for (Root root : Root.values()) {
            List<String> known = List.of(Context.values()).stream()
                    .filter(root::knows)
                    .map(Context::word)
                    .toList();
            page.append("| `")
                    .append(root.key())
                    .append("` | ")
                    .append(known.isEmpty() ? "" : quoted(known, "`", " "))
                    .append(" |\n");
        }
        page.append(
                "\n`side` is +1 for BUY and -1 for SELL, `entry` the reference price of the open signal, `bars_held` the bars since"
                        + " then. None of them\nmay stand in `let`, in history, in `@` or in a function that remembers.\n");
    }

    private static void functions(StringBuilder page) {
        page.append("## Functions\n\n\"Ready\" is by how many bars later than its arguments.\n\n"
                + "| function | type | meaning | ready |\n|---|---|---|---|\n");
        for (Definition each : Catalogue.all()) {
            if (!each.isIndicator()) {
                FunctionNotes.Note note = FunctionNotes.of(each.name());
                String type = each.result() == Definition.Result.BRANCHES
                        ? "that of a and b"
                        : each.result().name();
                page.append("| `")
                        .append(each.signature())
                        .append("` | ")
                        .append(type)
                        .append(" | ")
                        .append(note.meaning())
                        .append(" | ")
                        .append(note.bars())
                        .append(" |\n");
            }
        }
    }

    private static void indicators(StringBuilder page) {
        page.append(
                "\n## Indicators\n\nAll are NUMBERs, or RECORDs of the outputs named. \"First\" is the first bar with a value,"
                        + " counted from 0.\n\n| indicator | outputs | words | first | FLAT value |\n|---|---|---|---|---|\n");
        for (Indicator each : IndicatorCatalogue.all()) {
            Definition definition = Catalogue.find(each.name());
            page.append("| [`")
                    .append(each.signature())
                    .append("`](INDICATORS.md#")
                    .append(each.name())
                    .append(") | ")
                    .append(definition.outputs().isEmpty() ? "" : quoted(definition.outputs(), "`", " "))
                    .append(" | ")
                    .append(words(definition))
                    .append(" | ")
                    .append(each.first())
                    .append(" | ")
                    .append(each.flat())
                    .append(" |\n");
        }
    }

    private static String words(Definition definition) {
        StringBuilder words = new StringBuilder();
        for (Parameter parameter : definition.parameters()) {
            if (parameter.takesWords()) {
                words.append(words.length() == 0 ? "" : "; ")
                        .append(parameter.name())
                        .append(": ")
                        .append(quoted(parameter.words(), "`", " "));
            }
        }
        return words.toString();
    }

    private static void limits(StringBuilder page) {
        page.append("\n## Limits\n\n| what | at most |\n|---|---|\n");
        limit(page, "bytes of a document", DocumentReader.MAX_BYTES);
        limit(page, "characters of an expression", Parser.MAX_LENGTH);
        limit(page, "nesting of parentheses, brackets, calls, `not` and signs", Parser.MAX_NESTING);
        limit(page, "params; definitions", DocumentReader.MAX_NAMES);
        limit(page, "characters of a name", DocumentReader.LONGEST_NAME);
        limit(page, "distinct operations of a strategy", DocumentCompiler.MAX_NODES);
        limit(page, "doubles of windows and histories, for each instrument", DocumentCompiler.MAX_STATE);
        limit(page, "period, bars of history, count", Parameter.LONGEST);
        limit(page, "arguments of `min` and `max`", ArgumentMatcher.MOST_REPEATED);
        limit(page, "patterns in `symbols`", RuleReader.MAX_SYMBOLS);
    }

    private static void limit(StringBuilder page, String what, long most) {
        page.append("| ")
                .append(what)
                .append(" | ")
                .append(String.format(Locale.ROOT, "%,d", most))
                .append(" |\n");
    }

    private static void errors(StringBuilder page) {
        page.append("""

                ## Errors

                All errors of a document are told at once, one for each expression: `key:line:column: message`, the expression, and a
                caret under the place. The line is that of the key, the column counts in the expression. Spellings of other languages
                are answered with ours; any other unknown name with the nearest known one.

                | found | answer |
                |---|---|
                """);
        for (String prefix : Parser.PREFIXES) {
            page.append("| `").append(prefix).append(".x(...)` | no prefix: `x(...)` |\n");
        }
        page.append(
                "| `x.shift(n)` | `x[n]` |\n| `a < b < c` | `a < b and b < c` |\n| `x @ T[k]` | `x[k] @ T`, or `(x @ T)[k]` |\n");
        new TreeMap<>(ForeignWords.symbols()).forEach((found, answer) -> row(page, found, answer));
        for (Map.Entry<String, String> each : new TreeMap<>(ForeignWords.names()).entrySet()) {
            row(page, each.getKey(), "write " + each.getValue());
        }
    }

    private static void row(StringBuilder page, String found, String answer) {
        page.append("| `")
                .append(found.replace("|", "\\|"))
                .append("` | ")
                .append(answer.replace("|", "\\|"))
                .append(" |\n");
    }

    private static void ranges(StringBuilder page) {
        for (Definition each : Catalogue.all()) {
            if (!each.isIndicator()) {
                continue;
            }
            for (String output : each.outputs().isEmpty() ? List.of("") : each.outputs()) {
                OutputRanges.Rule rule = OutputRanges.of(each.name(), output);
                if (rule.isOfInput() || rule.range().isBounded()) {
                    page.append("| `")
                            .append(each.name())
                            .append(output.isEmpty() ? "" : "." + output)
                            .append("` | ")
                            .append(
                                    rule.isOfInput()
                                            ? "that of its input"
                                            : rule.range().text())
                            .append(" |\n");
                }
            }
        }
    }

    private static String quoted(List<String> words, String quote, String between) {
        return quote + String.join(quote + between + quote, words) + quote;
    }
}
