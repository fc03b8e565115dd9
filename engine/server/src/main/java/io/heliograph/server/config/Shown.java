package io.heliograph.server.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Locale;

/** What may be shown of a configured value: a password that stands where none may is still a password. */
final class Shown {
    private static final String HIDDEN = "***";

    private Shown() {}

    /** The value at a key as text. */
    static String value(String key, ConfigValue value, String text) {
        String last = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean isSecret = last.contains("password") || last.contains("secret") || last.contains("token");
        if (value.valueType() == ConfigValueType.OBJECT) {
            return "an object";
        }
        if (isSecret && !last.endsWith("_file")) {
            return HIDDEN;
        }
        return text.replaceAll("://[^/@]*@", "://" + HIDDEN + "@")
                .replaceAll("(?i)password=[^&\"]*", "password=" + HIDDEN);
    }
}
