package io.heliograph.server.engine;

import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.Journal;
import io.heliograph.journal.segment.Libraries;
import io.heliograph.kernels.Kernel;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * The strings that classes name, made before anybody needs them.
 *
 * <p>HotSpot makes all strings of a class when it first compiles one of its methods well, and on the thread whose call
 * asked for that: some hundred bytes, on the sequencer's thread, at any time of the engine's life. Where an equal string
 * is interned already it takes that one. So these are interned, and held for as long as the engine may compile. What a
 * class file holds, and where: Java Virtual Machine Specification 17, 4.4.
 *
 * <p>Immutable.
 */
final class NamedStrings {
    private static final int MAGIC = 0xCAFEBABE;
    private static final String CLASS_FILE = ".class";

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    private final List<String> held;

    private NamedStrings(List<String> held) {
        this.held = List.copyOf(held);
    }

    /** Those of the classes that an event meets on the sequencer's thread. */
    static NamedStrings onTheWayOfAnEvent() {
        List<Class<?>> samples = new ArrayList<>(Libraries.samples());
        samples.addAll(List.of(
                Engine.class,
                Journal.class,
                SignalCore.class,
                Kernel.class,
                TradeEventDecoder.class,
                RingBuffer.class));
        return beside(samples);
    }

    /**
     * Those of all classes that lie in the same jar or folder as one of these.
     *
     * @throws UncheckedIOException where one cannot be read
     */
    static NamedStrings beside(List<Class<?>> classes) {
        List<String> strings = new ArrayList<>();
        try {
            for (Class<?> each : classes) {
                addAll(
                        Path.of(each.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()),
                        strings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("expected classes out of files: " + e.getMessage(), e);
        }
        return new NamedStrings(strings);
    }

    /** How many there are. */
    int count() {
        return held.size();
    }

    private static void addAll(Path place, List<String> into) throws IOException {
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(file -> file.toString().endsWith(CLASS_FILE))
                        .toList()) {
                    try (InputStream content = Files.newInputStream(file)) {
                        add(content, into);
                    }
                }
            }
            return;
        }
        try (JarFile jar = new JarFile(place.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(CLASS_FILE)) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        add(content, into);
                    }
                }
            }
        }
    }

    /** Reads a class file as far as its constants go. */
    static void add(InputStream classFile, List<String> into) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(classFile));
        if (in.readInt() != MAGIC) {
            throw new IOException("expected a class file");
        }
        in.skipNBytes(2 * Short.BYTES);
        String[] texts = new String[in.readUnsignedShort()];
        List<Integer> named = new ArrayList<>();
        for (int i = 1; i < texts.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> texts[i] = in.readUTF();
                case STRING -> named.add(in.readUnsignedShort());
                case CLASS, METHOD_TYPE, MODULE, PACKAGE -> in.skipNBytes(Short.BYTES);
                case METHOD_HANDLE -> in.skipNBytes(1 + Short.BYTES);
                case LONG, DOUBLE -> {
                    in.skipNBytes(Long.BYTES);
                    // They take two places.
                    i++;
                }
                default -> in.skipNBytes(Integer.BYTES);
            }
        }
        for (int place : named) {
            into.add(texts[place].intern());
        }
    }
}
