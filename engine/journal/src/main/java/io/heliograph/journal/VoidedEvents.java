package io.heliograph.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The events that an operator had voided, and that no replay gives to a core: the file {@code events/VOID} (FORMAT.md).
 *
 * <p>Each names its record by the checksum of its bytes, so that it can mean no other. Immutable.
 */
public final class VoidedEvents {
    /** Its name, in the folder of the events. */
    public static final String FILE = "VOID";

    /** No event is voided. */
    public static final VoidedEvents NONE = new VoidedEvents(List.of());

    private static final int MAGIC = 0x56474C48;
    private static final int FORMAT = 1;
    private static final int HEADER = 16;
    private static final int ENTRY = 28; // without its texts
    private static final int MOST_TEXT = 4096;

    private final List<Entry> entries;
    private final Long2ObjectHashMap<Entry> bySequence = new Long2ObjectHashMap<>();

    private VoidedEvents(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        entries.forEach(entry -> bySequence.put(entry.sequence(), entry));
    }

    /**
     * One voided event.
     *
     * @param sequence of the event
     * @param voidedNs when, in nanoseconds since 1970
     * @param recordCrc CRC32C of the record's bytes
     * @param reason why
     * @param actor who had it voided
     */
    public record Entry(long sequence, long voidedNs, int recordCrc, String reason, String actor) {}

    /** Reads the file of an event log's folder; none where there is no file. */
    static VoidedEvents read(Path eventFolder) {
        Path file = eventFolder.resolve(FILE);
        if (!Files.exists(file)) {
            return NONE;
        }
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw SafeFile.failed(file, e);
        }
        if (bytes.capacity() < HEADER || bytes.getInt(0) != MAGIC || bytes.getInt(8) != crc(bytes)) {
            throw new JournalCorruptException("the list of voided events is damaged: file=" + file + " length="
                    + bytes.capacity() + "; restore it from a copy, or void the events again after removing it");
        }
        if (bytes.getInt(4) != FORMAT) {
            throw new JournalVersionException("the list of voided events has another format: file=" + file
                    + " expected=" + FORMAT + " found=" + bytes.getInt(4) + "; use the release that wrote it");
        }
        List<Entry> entries = new ArrayList<>();
        int count = bytes.getInt(12);
        bytes.position(HEADER);
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(bytes.getLong(), bytes.getLong(), bytes.getInt(), text(bytes), text(bytes)));
        }
        return new VoidedEvents(entries);
    }

    /** With one more behind the others, whose order seals cover; {@link Journal#write} keeps it. */
    public VoidedEvents with(Entry entry) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return new VoidedEvents(more);
    }

    void write(Path eventFolder, Forcer forcer) {
        byte[] content = bytesOf(entries.size());
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + content.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).putInt(FORMAT).putInt(0).putInt(entries.size()).put(content);
        bytes.putInt(8, crc(bytes)).rewind();
        SafeFile.write(eventFolder.resolve(FILE), bytes, forcer);
    }

    /** The first {@code count} entries as they stand in the file, one after the other. */
    public byte[] bytesOf(int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        entries.subList(0, count).forEach(entry -> bytes.writeBytes(bytesOf(entry)));
        return bytes.toByteArray();
    }

    private static byte[] bytesOf(Entry entry) {
        byte[] reason = utf8(entry.reason());
        byte[] actor = utf8(entry.actor());
        ByteBuffer bytes =
                ByteBuffer.allocate(ENTRY + reason.length + actor.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(entry.sequence()).putLong(entry.voidedNs()).putInt(entry.recordCrc());
        bytes.putInt(reason.length).put(reason).putInt(actor.length).put(actor);
        return bytes.array();
    }

    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_TEXT) {
            throw new IllegalArgumentException("a reason has at most " + MOST_TEXT + " bytes: length=" + bytes.length);
        }
        return bytes;
    }

    /** All of them, in the order in which they were voided. */
    public List<Entry> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether an event is voided. */
    public boolean holds(long sequence) {
        return bySequence.containsKey(sequence);
    }

    /**
     * Whether an event is voided; allocates only to refuse.
     *
     * @throws JournalCorruptException if it is, but was another record when it was voided
     */
    public boolean holds(long sequence, DirectBuffer buffer, int offset, int length) {
        Entry entry = entries.isEmpty() ? null : bySequence.get(sequence);
        if (entry == null) {
            return false;
        }
        int found = crcOf(buffer, offset, length);
        if (found != entry.recordCrc()) {
            throw new JournalCorruptException("another event was voided than stands there: sequence=" + sequence
                    + " expectedCrc=" + Integer.toHexString(entry.recordCrc()) + " foundCrc="
                    + Integer.toHexString(found) + " file=" + FILE + "; restore both from the same copy");
        }
        return true;
    }

    /** The checksum by which an entry names a record. */
    public static int crcOf(DirectBuffer buffer, int offset, int length) {
        byte[] record = new byte[length];
        buffer.getBytes(offset, record);
        CRC32C crc = new CRC32C();
        crc.update(record);
        return (int) crc.getValue();
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[bytes.getInt()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Over magic, format, count and everything behind it. */
    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, 8);
        crc.update(bytes.array(), 12, bytes.capacity() - 12);
        return (int) crc.getValue();
    }
}
