package io.heliograph.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and its database, and breaks or burdens the way between them.
 *
 * <p>What is frozen is kept and goes on when the way thaws, as on a network that was away: a request may reach the server
 * long after its client gave up. Any thread; each connection has two of its own.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile(":(\\d+)/");
    private static final int PIECE = 1 << 16;

    private final ServerSocket door;
    private final DatabaseAddress behind;
    private final int portBehind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private volatile int port;
    private volatile String answer;
    private volatile Consumer<String> watcher = text -> {};
    private volatile Way way = Way.CLEAR;

    /**
     * How the way is now.
     *
     * @param requestsFrozen what the client sends is kept
     * @param answersFrozen what the server sends is kept
     * @param delayNs by which each piece is late
     * @param bytesPerSecond at most; 0 for no limit
     */
    private record Way(boolean requestsFrozen, boolean answersFrozen, long delayNs, int bytesPerSecond) {
        static final Way CLEAR = new Way(false, false, 0, 0);
    }

    /** Listens on a port of its own. */
    public FaultProxy(DatabaseAddress behind) throws IOException {
        this.behind = behind;
        this.port = port(behind);
        this.portBehind = port;
        this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    private static int port(DatabaseAddress address) {
        Matcher matcher = PORT.matcher(address.url());
        if (!matcher.find()) {
            throw new IllegalArgumentException("expected a port: url=" + address.url());
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Where the client finds the database. */
    public DatabaseAddress address() {
        return new DatabaseAddress(
                behind.url().replace(":" + portBehind + "/", ":" + door.getLocalPort() + "/"),
                behind.user(),
                behind.password());
    }

    /** New connections lead there: the server may listen at another port after a restart. */
    public void leadTo(DatabaseAddress server) {
        port = port(server);
    }

    /** The next answer that holds the text is given by the server and reaches nobody; its connection breaks. */
    public void cutAt(String text) {
        answer = text;
    }

    /** Whether the cut that was ordered last is still to come. */
    public boolean isCutAwaited() {
        return answer != null;
    }

    /** Shows every piece of every answer, before it goes on. */
    public void watchAnswers(Consumer<String> each) {
        watcher = each;
    }

    /** Keeps what comes, without a word to either side, until {@link #clear}. */
    public void freeze(boolean requests, boolean answers) {
        way = new Way(requests, answers, 0, 0);
    }

    /** Makes each piece late. */
    public void delay(long millis) {
        way = new Way(false, false, TimeUnit.MILLISECONDS.toNanos(millis), 0);
    }

    /** Lets so many bytes a second through, in each direction of each connection. */
    public void rate(int bytesPerSecond) {
        way = new Way(false, false, 0, bytesPerSecond);
    }

    /** Ends every fault that lasts, and forgets a cut that did not come. */
    public void clear() {
        answer = null;
        way = Way.CLEAR;
    }

    /** Closes every connection: with a reset, or as a peer does that ends well. */
    public void drop(boolean reset) {
        for (Socket socket : open) {
            try {
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            } catch (IOException e) {
                // It was closed by its own thread in the meantime, which is as good.
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                connect(client);
            }
        } catch (IOException e) {
            // The door was closed: the test is over.
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getByName("127.0.0.1"), port);
            open.add(client);
            open.add(server);
            start(() -> forward(client, server, false));
            start(() -> forward(server, client, true));
        } catch (IOException e) {
            // Nobody is behind: the client is to see that.
            client.close();
        }
    }

    private void forward(Socket from, Socket to, boolean answers) {
        byte[] bytes = new byte[PIECE];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(bytes, 0, pieceBytes()); length >= 0; length = in.read(bytes, 0, pieceBytes())) {
                String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
                if (answers) {
                    watcher.accept(text);
                }
                if (answers && isCutBy(text)) {
                    return;
                }
                hold(length, answers);
                out.write(bytes, 0, length);
            }
        } catch (IOException e) {
            // One end is gone; closing the other is the answer.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private int pieceBytes() {
        int rate = way.bytesPerSecond();
        return rate == 0 ? PIECE : Math.max(1, Math.min(PIECE, rate / 20));
    }

    private boolean isCutBy(String text) {
        String cut = answer;
        if (cut == null || !text.contains(cut)) {
            return false;
        }
        answer = null;
        return true;
    }

    private void hold(int length, boolean answers) {
        Way now = way;
        if (now.bytesPerSecond() > 0) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(length) / now.bytesPerSecond());
        }
        LockSupport.parkNanos(now.delayNs());
        while (answers ? way.answersFrozen() : way.requestsFrozen()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        way = Way.CLEAR;
        door.close();
        drop(false);
    }
}
