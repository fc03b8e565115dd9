package io.heliograph.journal;

import java.util.ArrayList;
import java.util.List;

/** Checks that the JVM was started with the doors open that Chronicle needs; with half of them it silently writes nothing. */
final class JdkDoors {
    private static final List<String> OPENS = List.of("java.lang.reflect", "sun.nio.ch", "java.nio.channels.spi");
    private static final List<String> EXPORTS = List.of("jdk.internal.misc", "sun.nio.ch", "jdk.internal.ref");

    private JdkDoors() {}

    /**
     * Refuses to go on where a door is closed, naming all of them.
     *
     * @throws IllegalStateException with the flags to add
     */
    static void check() {
        Module base = Object.class.getModule();
        Module ours = JdkDoors.class.getModule();
        List<String> missing = new ArrayList<>();
        for (String name : OPENS) {
            if (!base.isOpen(name, ours)) {
                missing.add("--add-opens java.base/" + name + "=ALL-UNNAMED");
            }
        }
        for (String name : EXPORTS) {
            if (!base.isExported(name, ours)) {
                missing.add("--add-exports java.base/" + name + "=ALL-UNNAMED");
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "the journal needs doors of the JDK that are closed; start through ops/heliograph" + " or add: "
                            + String.join(" ", missing));
        }
    }
}
