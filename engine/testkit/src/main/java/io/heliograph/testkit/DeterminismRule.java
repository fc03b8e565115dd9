package io.heliograph.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rule that compiled classes are a function of their input: they read no clock, file, chance, locale or zone, and
 * nothing whose order or rounding differs between runs or JVMs.
 *
 * <p>It looks at what the class files refer to, so it sees what a library call hides from the reader of the source, and
 * nothing that a called class does inside. Give it the {@code target/classes} of a module, and the exceptions by name
 * with a reason each; an exception that nothing needs any more is a violation too.
 */
public final class DeterminismRule {
    private static final List<Ban> BANS = List.of(
            new Ban("the clock", "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)\\(.*"),
            new Ban("the clock", "java\\.time\\.(Clock|InstantSource)(\\..*)?"),
            new Ban("the clock", "java\\.time\\.\\w+\\.now\\(.*"),
            new Ban("the clock", "java\\.util\\.(Date|Timer|Calendar|GregorianCalendar)(\\..*)?"),
            new Ban("the zone of the machine", "java\\.time\\.ZoneId\\.systemDefault\\(.*"),
            new Ban("the zone of the machine", "java\\.util\\.TimeZone(\\..*)?"),
            new Ban("files", "java\\.io\\.(?!Serializable$|UncheckedIOException|IOException).*"),
            new Ban("files", "java\\.nio\\.(file|channels)\\..*"),
            new Ban("the network", "java\\.net\\..*"),
            new Ban("chance", "java\\.util\\.(Random|SplittableRandom|UUID)(\\..*)?"),
            new Ban("chance", "java\\.util\\.random\\..*"),
            new Ban("chance", "java\\.util\\.concurrent\\.ThreadLocalRandom(\\..*)?"),
            new Ban("chance", "java\\.security\\.SecureRandom(\\..*)?"),
            new Ban("chance", "java\\.lang\\.Math\\.random\\(.*"),
            new Ban(
                    "rounding that differs between JVMs (StrictMath is exact)",
                    "java\\.lang\\.Math\\.(exp|expm1|log|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh"
                            + "|cbrt|hypot)\\(.*"),
            new Ban(
                    "hash order",
                    "java\\.util\\.(HashMap|HashSet|Hashtable|IdentityHashMap|WeakHashMap)(\\$.*|\\..*)?"),
            new Ban("hash order", "java\\.util\\.concurrent\\.ConcurrentHashMap(\\$.*|\\..*)?"),
            new Ban(
                    "hash order (iteration over immutable sets and maps differs in every run)",
                    "java\\.util\\.(Set|Map)\\.(of|ofEntries|copyOf)\\(.*"),
            new Ban(
                    "hash order",
                    "java\\.util\\.stream\\.Collectors\\.(toSet|toMap|toUnmodifiableSet|toUnmodifiableMap|groupingBy)\\(.*"),
            new Ban("the identity of objects", "java\\.lang\\.System\\.identityHashCode\\(.*"),
            new Ban("the identity of objects", "java\\.lang\\.Object\\.hashCode\\(.*"),
            new Ban("threads", "java\\.lang\\.(Thread|ThreadLocal)(\\..*)?"),
            new Ban(
                    "threads",
                    "java\\.util\\.concurrent\\.(Executors?|ExecutorService|ForkJoin\\w*|CompletableFuture)(\\..*)?"),
            new Ban("threads", ".*\\.parallel(Stream)?\\(\\).*"),
            new Ban("the environment", "java\\.lang\\.System\\.(getenv|getProperty|getProperties|lineSeparator)\\(.*"),
            new Ban("the environment", "java\\.lang\\.(Runtime|Process|ProcessBuilder|ProcessHandle)(\\..*)?"),
            new Ban("the locale of the machine", "java\\.lang\\.String\\.format\\(Ljava/lang/String;.*"),
            new Ban("the locale of the machine", "java\\.lang\\.String\\.formatted\\(.*"),
            new Ban("the locale of the machine", "java\\.lang\\.String\\.to(Lower|Upper)Case\\(\\).*"),
            new Ban("the locale of the machine", "java\\.util\\.Locale\\.getDefault\\(.*"),
            new Ban("the locale of the machine", "java\\.text\\..*"),
            new Ban("the character set of the machine", "java\\.lang\\.String\\.getBytes\\(\\).*"),
            new Ban("the character set of the machine", "java\\.nio\\.charset\\.Charset\\.defaultCharset\\(.*"));

    private DeterminismRule() {}

    private record Ban(String why, Pattern pattern) {
        Ban(String why, String pattern) {
            this(why, Pattern.compile(pattern));
        }
    }

    /**
     * Answers every breach as a line {@code class refers to member: why}; none when the rule holds.
     *
     * @param classes a folder of class files, {@code target/classes}
     * @param exceptions by {@code class name -> member prefix}, the reason; the class name may end in {@code *}
     */
    public static List<String> breaches(Path classes, Map<Exemption, String> exceptions) throws IOException {
        Map<Exemption, Boolean> used = new TreeMap<>();
        exceptions.keySet().forEach(exemption -> used.put(exemption, false));
        List<String> breaches = new ArrayList<>();
        int seen = 0;
        for (Path file : classFiles(classes)) {
            String name = className(classes, file);
            for (String reference : ClassFile.read(file).references()) {
                String why = reasonAgainst(reference);
                if (why != null && !isExempt(name, reference, used)) {
                    breaches.add(name + " refers to " + reference + ": " + why);
                }
            }
            seen++;
        }
        if (seen == 0) {
            breaches.add("no class files were found: folder=" + classes);
        }
        used.forEach((exemption, isUsed) -> {
            if (!isUsed) {
                breaches.add("nothing needs this exemption any more: " + exemption);
            }
        });
        return breaches;
    }

    /** A class (its name may end in {@code *}) that may refer to what starts with this. */
    public record Exemption(String className, String reference) implements Comparable<Exemption> {
        @Override
        public int compareTo(Exemption other) {
            int byClass = className.compareTo(other.className);
            return byClass != 0 ? byClass : reference.compareTo(other.reference);
        }

        private boolean covers(String name, String found) {
            boolean isClass = className.endsWith("*")
                    ? name.startsWith(className.substring(0, className.length() - 1))
                    : name.equals(className);
            return isClass && found.startsWith(reference);
        }
    }

    private static boolean isExempt(String name, String reference, Map<Exemption, Boolean> used) {
        boolean exempt = false;
        for (Map.Entry<Exemption, Boolean> entry : used.entrySet()) {
            if (entry.getKey().covers(name, reference)) {
                entry.setValue(true);
                exempt = true;
            }
        }
        return exempt;
    }

    private static String reasonAgainst(String reference) {
        for (Ban ban : BANS) {
            if (ban.pattern().matcher(reference).matches()) {
                return ban.why();
            }
        }
        return null;
    }

    private static List<Path> classFiles(Path classes) throws IOException {
        try (Stream<Path> paths = Files.walk(classes)) {
            return paths.filter(path -> path.toString().endsWith(".class"))
                    .filter(path -> !path.endsWith("module-info.class"))
                    .sorted()
                    .toList();
        }
    }

    private static String className(Path classes, Path file) {
        String path = classes.relativize(file).toString();
        return path.substring(0, path.length() - ".class".length()).replace(File.separatorChar, '.');
    }
}
