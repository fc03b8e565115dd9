package io.heliograph.server.store;

import java.util.Objects;

/**
 * Where a database is and as whom to go there.
 *
 * @param url of the form {@code jdbc:postgresql://host:port/name}; never holds the password
 * @param user the role to log in as
 * @param password its password; empty where the server asks for none
 */
public record DatabaseAddress(String url, String user, String password) {
    public DatabaseAddress {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("expected jdbc:postgresql://host:port/name: url=" + url);
        }
    }

    /** Without the password: this text may stand in diagnostics. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
