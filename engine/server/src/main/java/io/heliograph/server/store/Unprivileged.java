package io.heliograph.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How to run PostgreSQL, which refuses to be root, where the engine is root.
 *
 * <p>In a user namespace the server is nobody to itself and still owns our files; where the kernel or a container forbids
 * that, it runs as the user {@code nobody}, to whom its folder is given.
 */
enum Unprivileged {
    /** The engine is no root; nothing to do. */
    AS_WE_ARE(List.of()),
    NAMESPACE(List.of("unshare", "-U")),
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private static final long PROBE_SECONDS = 10;

    private final List<String> prefix;

    Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    /**
     * The first way that works here.
     *
     * @throws IOException if we are root and cannot be anybody else
     */
    static Unprivileged choose() throws IOException {
        if (!"root".equals(System.getProperty("user.name")) && !isRoot()) {
            return AS_WE_ARE;
        }
        for (Unprivileged way : List.of(NAMESPACE, NOBODY)) {
            if (way.works()) {
                return way;
            }
        }
        throw new IOException("PostgreSQL does not run as root, and neither unshare -U nor setpriv works here: "
                + "run the engine as a user, set store.url to a server, or store = none");
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives a folder with all it holds to the user that the server will be. */
    void giveAway(Path folder) throws IOException {
        if (this != NOBODY) {
            return;
        }
        UserPrincipal nobody =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.setOwner(path, nobody);
            }
        }
    }

    private boolean works() {
        try {
            Process probe = new ProcessBuilder(command(List.of("id", "-u")))
                    .redirectErrorStream(true)
                    .start();
            String user = new String(probe.getInputStream().readAllBytes()).trim();
            return probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0 && !user.equals("0");
        } catch (IOException e) {
            // The program is not there, which is an answer.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && "root".equals(Files.getOwner(self).getName());
    }
}
