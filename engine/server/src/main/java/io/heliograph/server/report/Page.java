package io.heliograph.server.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The page around the data: resources of this package put together, style and script named by hash in the policy. */
record Page(String beforeData, String afterData) {
    private static final String DATA = "@DATA@";

    /** In the order in which they build on one another. */
    private static final List<String> SCRIPTS = List.of(
            "text.js",
            "columns.js",
            "levels.js",
            "series.js",
            "signals.js",
            "elements.js",
            "palette.js",
            "view.js",
            "axes.js",
            "bars.js",
            "marks.js",
            "lines.js",
            "changes.js",
            "chart.js",
            "overview.js",
            "tip.js",
            "movement.js",
            "listing.js",
            "figures.js",
            "reliability.js",
            "quality.js",
            "identity.js",
            "controls.js",
            "page.js");

    static Page read() throws IOException {
        String style = resource("page.css");
        StringBuilder parts = new StringBuilder("(() => {\n'use strict';\n");
        for (String name : SCRIPTS) {
            parts.append(resource(name)).append('\n');
        }
        String script = parts.append("})();\n").toString();
        String page = resource("page.html")
                .replace("@POLICY@", policy(style, script))
                .replace("@STYLE@", style)
                .replace("@SCRIPT@", script);
        int data = page.indexOf(DATA);
        return new Page(page.substring(0, data), page.substring(data + DATA.length()));
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; script-src '" + hash(script) + "'; style-src '" + hash(style)
                + "'; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("expected a resource of the report: name=" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
