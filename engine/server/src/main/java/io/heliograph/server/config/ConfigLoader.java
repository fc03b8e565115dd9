package io.heliograph.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.heliograph.core.Timeframe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns a configuration file into a {@link ServerConfig}: what is set on the command line stands above the file, the file
 * above the defaults; a secret may come from the environment.
 *
 * <p>Nothing is corrected in silence, and all problems are told at once.
 */
public final class ConfigLoader {
    /** Environment variable that holds the password of an outside store. */
    public static final String STORE_PASSWORD = "HELIOGRAPH_STORE_PASSWORD";

    private static final String DEFAULTS = "heliograph-defaults.conf";
    private static final int MOST_TIMEFRAMES = 16;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LEAST_RETENTION = Duration.ofMinutes(1);

    private final Optional<Path> file;
    private final Map<String, ?> overrides;
    private final Map<String, String> environment;

    private final List<ConfigProblem> problems = new ArrayList<>();

    /**
     * @param file where the configuration stands; empty = defaults only
     * @param overrides key to value, from the command line
     * @param environment variables of the process
     */
    public ConfigLoader(Optional<Path> file, Map<String, ?> overrides, Map<String, String> environment) {
        this.file = file;
        this.overrides = overrides;
        this.environment = environment;
    }

    /**
     * Reads and checks.
     *
     * @throws ConfigException with every problem there is
     */
    public ServerConfig load() {
        Config defaults = ConfigFactory.parseResources(
                getClass().getClassLoader(),
                DEFAULTS,
                ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription(KeyReader.DEFAULT));
        Config given = ConfigFactory.parseMap(overrides, "command line")
                .withFallback(file.map(this::parse).orElseGet(ConfigFactory::empty));
        stopAtProblems();
        refuseUnknownKeys(given, defaults);

        Config all = given.withFallback(defaults);
        ServerConfig config = read(all);
        stopAtProblems();
        return config;
    }

    private ServerConfig read(Config all) {
        KeyReader keys = new KeyReader(all, problems);
        CoreConfig core = core(keys);
        Path data = path("data", keys.text("data", "a folder"), keys, Path.of(""));
        return new ServerConfig(
                data,
                grpc(keys),
                new HttpConfig(keys.text("http.host", "an address"), keys.port("http.port")),
                store(all, keys),
                strategies(keys),
                instruments(all, core),
                core,
                ingress(keys),
                new JournalConfig(
                        keys.nanos("journal.force_interval", Duration.ofMillis(1), Duration.ofSeconds(10)),
                        keys.wholeNumber("journal.free_floor", 0, 1L << 50),
                        keys.wholeNumber("journal.segment_bytes", 1L << 20, 1L << 40),
                        keys.nanos("journal.segment_age", Duration.ofMinutes(1), Duration.ofDays(366))),
                new SnapshotsConfig(
                        keys.wholeNumber("snapshots.every_events", 1_000, 1_000_000_000),
                        keys.nanos("snapshots.every", Duration.ofSeconds(1), Duration.ofDays(7)),
                        (int) keys.wholeNumber("snapshots.keep", 1, 100)),
                retention(keys),
                new SealKeysReader(keys, folder(), data).read(),
                new AgentsConfig(keys.oneOf("agents.idle", List.of(AgentsConfig.Idle.values()))),
                new PublishConfig(
                        (int) keys.wholeNumber("publish.max_subscriptions", 1, 100_000),
                        (int) keys.wholeNumber("publish.catch_up_readers", 1, 1_024),
                        (int) keys.wholeNumber("publish.memory_per_subscription", 65_536, 1 << 28)),
                lines(all));
    }

    private Config parse(Path path) {
        if (!Files.isReadable(path)) {
            problems.add(new ConfigProblem("--config", path.toString(), "a file that can be read", "command line"));
            return ConfigFactory.empty();
        }
        try {
            return ConfigFactory.parseFile(
                            path.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
                    .resolve();
        } catch (com.typesafe.config.ConfigException e) {
            String origin = e.origin() == null ? path.toString() : e.origin().description();
            problems.add(new ConfigProblem("--config", path.toString(), "HOCON: " + e.getMessage(), origin));
            return ConfigFactory.empty();
        }
    }

    private void refuseUnknownKeys(Config given, Config defaults) {
        KnownKeys known = new KnownKeys();
        defaults.entrySet().forEach(entry -> known.add(entry.getKey()));
        for (String key : List.of("store.url", "store.user", "store.password_file")) {
            known.add(key);
        }
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(leaves(given)).entrySet()) {
            String key = entry.getKey();
            if (!known.holds(key) && !key.startsWith("instruments.")) {
                problems.add(new ConfigProblem(
                        key,
                        shown(key, entry.getValue()),
                        "a known key, such as " + known.nearest(key),
                        KeyReader.origin(entry.getValue())));
            }
        }
    }

    private static Map<String, ConfigValue> leaves(Config config) {
        Map<String, ConfigValue> leaves = new TreeMap<>();
        config.entrySet().forEach(entry -> leaves.put(entry.getKey(), entry.getValue()));
        return leaves;
    }

    private GrpcConfig grpc(KeyReader keys) {
        String host = keys.text("grpc.host", "an address");
        Optional<GrpcConfig.Tls> tls = tls(keys);
        boolean insecure = keys.flag("grpc.insecure");
        if (!host.isBlank() && tls.isEmpty() && !insecure && !isLoopback(host, keys)) {
            keys.problem(
                    "grpc.host", "a loopback address, or grpc.tls with certificate and key, or grpc.insecure = true");
        }
        return new GrpcConfig(host, keys.port("grpc.port"), tls);
    }

    private static boolean isLoopback(String host, KeyReader keys) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            keys.problem("grpc.host", "an address or a name that is known");
            return true;
        }
    }

    private Optional<GrpcConfig.Tls> tls(KeyReader keys) {
        String certificate = keys.anyText("grpc.tls.certificate");
        String key = keys.anyText("grpc.tls.key");
        String authorities = keys.anyText("grpc.tls.client_authorities");
        if (certificate.isEmpty() && key.isEmpty()) {
            if (!authorities.isEmpty()) {
                keys.problem("grpc.tls.client_authorities", "nothing without certificate and key");
            }
            return Optional.empty();
        }
        if (certificate.isEmpty()) {
            keys.problem("grpc.tls.certificate", "a PEM file beside grpc.tls.key");
        } else if (key.isEmpty()) {
            keys.problem("grpc.tls.key", "a PEM file beside grpc.tls.certificate");
        }
        return Optional.of(new GrpcConfig.Tls(
                path("grpc.tls.certificate", certificate, keys, folder()),
                path("grpc.tls.key", key, keys, folder()),
                authorities.isEmpty()
                        ? Optional.empty()
                        : Optional.of(path("grpc.tls.client_authorities", authorities, keys, folder()))));
    }

    private StoreConfig store(Config all, KeyReader keys) {
        if (all.getValue("store").valueType() == ConfigValueType.OBJECT) {
            return outsideStore(keys);
        }
        return switch (keys.anyText("store")) {
            case "embedded" -> new StoreConfig.Embedded();
            case "none" -> new StoreConfig.None();
            default -> {
                keys.problem("store", "embedded, none, or an object with url and user");
                yield new StoreConfig.None();
            }
        };
    }

    private StoreConfig outsideStore(KeyReader keys) {
        String url = keys.has("store.url") ? keys.anyText("store.url") : "";
        if (!url.startsWith("jdbc:postgresql://")) {
            keys.problem("store.url", "an address that begins with jdbc:postgresql://");
        } else if (url.contains("@") || url.toLowerCase(Locale.ROOT).contains("password=")) {
            keys.problem("store.url", "an address without user and password; use store.user, store.password_file");
        }
        String user = keys.has("store.user") ? keys.anyText("store.user") : "";
        if (user.isEmpty()) {
            keys.problem("store.user", "the name of a database user");
        }
        return new StoreConfig.Outside(url, user, password(keys));
    }

    private Secret password(KeyReader keys) {
        String variable = environment.get(STORE_PASSWORD);
        if (variable != null && !variable.isEmpty()) {
            return new Secret(variable);
        }
        if (!keys.has("store.password_file")) {
            return Secret.NONE;
        }
        Path path = path("store.password_file", keys.anyText("store.password_file"), keys, folder());
        try {
            return new Secret(Files.readString(path).strip());
        } catch (IOException e) {
            keys.problem("store.password_file", "a file that can be read");
            return Secret.NONE;
        }
    }

    private StrategiesConfig strategies(KeyReader keys) {
        List<Path> files = new ArrayList<>();
        for (String text : keys.texts("strategies.files")) {
            Path path = path("strategies.files", text, keys, folder());
            if (!Files.isReadable(path)) {
                keys.problem("strategies.files", "files that can be read, not " + path);
            }
            files.add(path);
        }
        return new StrategiesConfig(
                keys.flag("strategies.house"), List.copyOf(files), keys.flag("strategies.exclusive"));
    }

    private List<InstrumentConfig> instruments(Config all, CoreConfig core) {
        if (all.getValue("instruments").valueType() != ConfigValueType.OBJECT) {
            new KeyReader(all, problems).problem("instruments", "an object of patterns");
            return List.of();
        }
        List<InstrumentConfig> instruments = new ArrayList<>();
        for (String pattern : new TreeMap<>(all.getObject("instruments")).keySet()) {
            instruments.add(new InstrumentKeys(all, problems, pattern, core).read());
        }
        return List.copyOf(instruments);
    }

    private CoreConfig core(KeyReader keys) {
        Timeframe base = keys.timeframe("core.base");
        List<Timeframe> timeframes = keys.timeframes("core.timeframes", MOST_TIMEFRAMES);
        for (Timeframe timeframe : timeframes) {
            if (!isBuiltFrom(base, timeframe)) {
                keys.problem(
                        "core.timeframes",
                        "core.base (" + base + "), or whole multiples of it that divide the day, or days or weeks, not "
                                + timeframe);
            }
        }
        return new CoreConfig(
                base,
                timeframes,
                keys.oneOf("core.bars_from", InstrumentKeys.BARS_FROM),
                keys.nanos("core.lateness", Duration.ZERO, Duration.ofNanos(64 * base.length())),
                InstrumentKeys.gaps(keys, "core.gaps"),
                (int) keys.wholeNumber("core.history", 2, 5_000),
                (int) keys.wholeNumber("core.max_instruments", 1, 10_000),
                (int) keys.wholeNumber("core.max_sources", 1, 4_096),
                (int) keys.wholeNumber("core.max_strategies", 1, 256),
                keys.wholeNumber("core.max_state", 1, 1L << 32));
    }

    private static boolean isBuiltFrom(Timeframe base, Timeframe timeframe) {
        long length = timeframe.length();
        boolean dividesDay = Timeframe.DAY % length == 0;
        boolean wholeDays = length % Timeframe.DAY == 0;
        return length % base.length() == 0 && (dividesDay || wholeDays);
    }

    private IngressConfig ingress(KeyReader keys) {
        int ring = (int) keys.wholeNumber("ingress.ring", 65_536, 1 << 30);
        if (Integer.bitCount(ring) != 1) {
            keys.problem("ingress.ring", "a power of two from 65536 to 1073741824");
        }
        return new IngressConfig(
                keys.nanos("ingress.max_ahead", Duration.ZERO, DAY),
                ring,
                (int) keys.wholeNumber("ingress.max_publishers", 1, 65_536),
                (int) keys.wholeNumber("ingress.max_in_flight", IngressConfig.MAX_BATCH_EVENTS, 1_000_000));
    }

    private static RetentionConfig retention(KeyReader keys) {
        long maxAge = keys.nanos("retention.max_age", Duration.ZERO, Duration.ofDays(36_500));
        if (maxAge > 0 && maxAge < LEAST_RETENTION.toNanos()) {
            keys.problem("retention.max_age", "0 for no bound, or at least 1m");
        }
        return new RetentionConfig(
                maxAge,
                keys.wholeNumber("retention.max_bytes", 0, 1L << 50),
                keys.nanos("retention.reader_patience", Duration.ZERO, DAY));
    }

    private Path folder() {
        return file.map(path -> path.toAbsolutePath().getParent()).orElse(Path.of(""));
    }

    private static Path path(String key, String text, KeyReader keys, Path folder) {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            keys.problem(key, "a path");
            return folder;
        }
    }

    private static List<String> lines(Config all) {
        List<String> lines = new ArrayList<>();
        leaves(all)
                .forEach((key, value) -> lines.add(key + " = " + shown(key, value) + "  # " + KeyReader.origin(value)));
        return List.copyOf(lines);
    }

    private static String shown(String key, ConfigValue value) {
        return Shown.value(key, value, value.render(ConfigRenderOptions.concise()));
    }

    private void stopAtProblems() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
