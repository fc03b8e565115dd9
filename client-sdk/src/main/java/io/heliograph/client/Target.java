package io.heliograph.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from the text of a target whether it can leave this machine. Pure functions; any thread. */
final class Target {
    /** An optional scheme with an optional authority, then a host (in brackets if IPv6), then an optional port. */
    private static final Pattern FORM = Pattern.compile(
            "(?:[a-z][a-z0-9+.-]*:(?://[^/]*)?/|(?:dns|ipv4|ipv6):)?(?:\\[([^\\]]+)\\]|([^:/]+))(?::\\d+)?");

    private Target() {}

    /** Whether the target names the loopback interface; a form that is not understood does not. */
    static boolean isLoopback(String target) {
        Matcher form = FORM.matcher(target);
        if (!form.matches()) {
            return false;
        }
        String host = form.group(1) != null ? form.group(1) : form.group(2);
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
