package io.heliograph.core.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The strategies that come with the engine, as documents. */
public final class HouseStrategies {
    private static final List<String> NAMES = List.of(
            "mean-reversion", "momentum", "stochrsi-dynamic-bands", "stochrsi-dynamic-bands-seed", "trend-following");

    private HouseStrategies() {}

    /** Their ids, sorted. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The document of this id.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static String text(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("expected one of " + NAMES + ": name=" + name);
        }
        try (InputStream in =
                HouseStrategies.class.getResourceAsStream("/io/heliograph/strategies/" + name + ".conf")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the house strategy " + name, e);
        }
    }
}
