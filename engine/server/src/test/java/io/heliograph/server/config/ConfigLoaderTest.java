package io.heliograph.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.core.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldGiveTheDefaultsWhenNothingIsConfigured() {
        ServerConfig config = new ConfigLoader(Optional.empty(), Map.of(), Map.of()).load();

        assertThat(config.grpc()).isEqualTo(new GrpcConfig("127.0.0.1", 50_051, Optional.empty()));
        assertThat(config.http().port()).isEqualTo(9_464);
        assertThat(config.data()).isEqualTo(Path.of("./heliograph-data"));
        assertThat(config.store()).isEqualTo(new StoreConfig.Embedded());
        assertThat(config.strategies()).isEqualTo(new StrategiesConfig(true, List.of(), false));
        assertThat(config.core().timeframes()).extracting(Timeframe::toString).containsExactly("1m", "5m", "1h", "1d");
        assertThat(config.ingress()).isEqualTo(new IngressConfig(5_000_000_000L, 4_194_304, 1_024, 20_000));
    }

    @Test
    void shouldSayWhereEachValueComesFromAndCallADefaultByItsName() throws IOException {
        ServerConfig config = load("grpc.port = 50052\ninstruments { \"BTC*\" { base = 5m } }");

        assertThat(config.lines())
                .contains(
                        "grpc.port = 50052  # " + folder.resolve("test.conf") + ":1",
                        "grpc.host = \"127.0.0.1\"  # default")
                .noneMatch(line -> line.contains("heliograph-defaults.conf"));
    }

    @Test
    void shouldShowNoSecretThatStandsWhereItMayNot() {
        String secret = "hunter2";
        ConfigException e = refused("""
                store { url = "postgres://heliograph:hunter2@db/heliograph", user = heliograph, password = hunter2 }
                """);
        ConfigException inQuery = refused("""
                store { url = "jdbc:mysql://db/heliograph?password=hunter2", user = heliograph }
                """);
        ConfigException inAuthority = refused("""
                store { url = "jdbc:postgresql://heliograph:hunter2@db/heliograph", user = heliograph }
                """);

        assertThat(e)
                .hasMessageContaining("store.password: expected a known key")
                .hasMessageContaining("store.url");
        assertThat(e).message().doesNotContain(secret);
        assertThat(inQuery).message().doesNotContain(secret);
        assertThat(inAuthority).message().contains("store.url").doesNotContain(secret);
    }

    @Test
    void shouldTellAllProblemsAtOnceWithKeyValueRangeAndLine() {
        ConfigException e = refused("""
                grpc.port = 70000
                grpc { hots = "127.0.0.1" }
                agents.idle = sleepy
                ingress.ring = 100000
                ingress.max_ahead = 5
                core.timeframes = [1m, 7m, banana]
                instruments { "BTC*" { lateness = 3h, gap = fill } }
                store = oracle
                """);

        String file = folder.resolve("test.conf").toString();
        assertThat(e.problems())
                .extracting(ConfigProblem::toString)
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("grpc.port: expected a whole number from 0 to 65535, found value=70000 (" + file
                                + ":1)"))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("grpc.hots: expected a known key, such as grpc.host, found value=\"127.0.0.1\" ("
                                + file + ":2)"))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("agents.idle: expected one of auto, spin, yield, park, found value=sleepy (" + file
                                + ":3)"))
                .anySatisfy(line -> assertThat(line).startsWith("ingress.ring: expected a power of two"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("ingress.max_ahead: expected a duration from 0s to 24h"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("core.timeframes:").contains("not 7m"))
                .anySatisfy(line -> assertThat(line).startsWith("core.timeframes: expected a timeframe of time"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("instruments.\"BTC*\".lateness:")
                        .contains("3h"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("instruments.\"BTC*\".gap:").contains("gaps"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("store: expected embedded, none")
                        .contains(":8)"))
                .hasSize(10);
    }

    @Test
    void shouldReadADeclarationWithTheCoresDefaults() {
        ServerConfig config = load("""
                instruments {
                  "BTC*" { base = 1s, bars_from = mid, lateness = 2s, gaps = fill, sources = [a, b], day_start = 4h }
                  SPY {}
                }
                """);

        assertThat(config.instruments())
                .containsExactly(
                        new InstrumentConfig(
                                "BTC*",
                                Timeframe.parse("1s"),
                                BarsFrom.MID,
                                2_000_000_000L,
                                GapPolicy.FILL,
                                List.of("a", "b"),
                                4 * Timeframe.HOUR),
                        new InstrumentConfig(
                                "SPY", Timeframe.ONE_MINUTE, BarsFrom.AUTO, 0, GapPolicy.LEAVE, List.of(), 0));
    }

    @Test
    void shouldRefuseAnOpenAddressWithoutTlsUnlessToldThatItIsInsecure() {
        ConfigException e = refused("grpc.host = \"0.0.0.0\"");

        assertThat(e).hasMessageContaining("grpc.host: expected a loopback address");
        assertThat(load("grpc { host = \"0.0.0.0\", insecure = true }").grpc().host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void shouldTakeTheStoresPasswordFromAFileOrTheEnvironmentAndNeverShowIt() throws IOException {
        Files.writeString(folder.resolve("password"), "canary-in-file\n");
        String text = "store { url = \"jdbc:postgresql://db/h\", user = h, password_file = password }";

        ServerConfig fromFile = load(text);
        ServerConfig fromEnvironment = new ConfigLoader(
                        Optional.of(folder.resolve("test.conf")),
                        Map.of(),
                        Map.of(ConfigLoader.STORE_PASSWORD, "canary-in-environment"))
                .load();

        assertThat(((StoreConfig.Outside) fromFile.store()).password().value()).isEqualTo("canary-in-file");
        assertThat(((StoreConfig.Outside) fromEnvironment.store()).password().value())
                .isEqualTo("canary-in-environment");
        assertThat(fromFile.toString() + fromEnvironment).doesNotContain("canary");
    }

    @Test
    void shouldPutTheCommandLineAboveTheFile() throws IOException {
        Files.writeString(folder.resolve("test.conf"), "grpc.port = 1, store = none");

        ServerConfig config =
                new ConfigLoader(Optional.of(folder.resolve("test.conf")), Map.of("grpc.port", 2), Map.of()).load();

        assertThat(config.grpc().port()).isEqualTo(2);
        assertThat(config.store()).isEqualTo(new StoreConfig.None());
        assertThat(config.lines()).contains("grpc.port = 2  # command line");
    }

    @Test
    void shouldSayWhereAFileCannotBeRead() {
        assertThat(refused("grpc { port = ")).hasMessageContaining("HOCON").hasMessageContaining("test.conf");
        ConfigException missing = catchThrowableOfType(
                ConfigException.class,
                () -> new ConfigLoader(Optional.of(folder.resolve("absent.conf")), Map.of(), Map.of()).load());
        assertThat(missing).hasMessageContaining("expected a file that can be read");
    }

    @Test
    void shouldRefuseHalfOfACertificate() {
        assertThat(refused("grpc.tls.certificate = a.pem")).hasMessageContaining("grpc.tls.key: expected a PEM file");
    }

    private ServerConfig load(String text) {
        try {
            Path file = Files.writeString(folder.resolve("test.conf"), text);
            return new ConfigLoader(Optional.of(file), Map.of(), Map.of()).load();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ConfigException refused(String text) {
        return catchThrowableOfType(ConfigException.class, () -> load(text));
    }
}
