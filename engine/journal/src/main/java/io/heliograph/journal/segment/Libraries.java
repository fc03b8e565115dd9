package io.heliograph.journal.segment;

import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.threads.Pauser;
import net.openhft.chronicle.wire.Wire;

/** What a segment works with, for who prepares the runtime for it. */
public final class Libraries {
    private Libraries() {}

    /** One class of each library that an append runs through. */
    public static List<Class<?>> samples() {
        return List.of(ChronicleQueue.class, Wire.class, Bytes.class, Jvm.class, Pauser.class);
    }
}
