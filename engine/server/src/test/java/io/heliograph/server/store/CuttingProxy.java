package io.heliograph.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between a client and its database and breaks the way, once, at the answer it was told. */
final class CuttingProxy implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile(":(\\d+)/");

    private final ServerSocket door;
    private final DatabaseAddress behind;
    private final int port;

    private volatile String answer;

    CuttingProxy(DatabaseAddress behind) throws IOException {
        this.behind = behind;
        Matcher matcher = PORT.matcher(behind.url());
        if (!matcher.find()) {
            throw new IllegalArgumentException(behind.url());
        }
        this.port = Integer.parseInt(matcher.group(1));
        this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    DatabaseAddress address() {
        return new DatabaseAddress(
                behind.url().replace(":" + port + "/", ":" + door.getLocalPort() + "/"),
                behind.user(),
                behind.password());
    }

    /** The next answer that holds the text is given by the server and reaches nobody. */
    void cutAt(String text) {
        answer = text;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getByName("127.0.0.1"), port);
                start(() -> forward(client, server, false));
                start(() -> forward(server, client, true));
            }
        } catch (IOException e) {
            // The door was closed: the test is over.
        }
    }

    private void forward(Socket from, Socket to, boolean answers) {
        byte[] bytes = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                String cut = answers ? answer : null;
                if (cut != null && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(cut)) {
                    answer = null;
                    return;
                }
                out.write(bytes, 0, length);
            }
        } catch (IOException e) {
            // One end is gone; closing the other is the answer.
        }
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
