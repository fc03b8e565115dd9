package io.heliograph.server.engine;

import io.heliograph.journal.JournalOptions;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.config.AgentsConfig;
import io.heliograph.server.store.StoreLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * What an engine is given besides its configuration.
 *
 * @param clock nanoseconds since the epoch, for receive times
 * @param steadyClock for durations
 * @param idle how an agent's thread waits for work, by the name of the agent
 * @param usableBytes the space that is left where a path lies
 * @param journal how the journal lies on the disk and how it is forced; its clocks are those given here,
 *     and of its segments' sizes and those configured the smaller count
 * @param store the bounds of what the store does with its database
 * @param onFatal is told, on the thread that failed, when the process cannot go on
 * @param build version of the engine
 * @param warmsUp whether made-up trades go through the engine's classes before it serves
 * @param concessions what the operator gives up so that it can start
 */
public record Surroundings(
        EpochNanoClock clock,
        NanoClock steadyClock,
        Function<String, IdleStrategy> idle,
        ToLongFunction<Path> usableBytes,
        JournalOptions journal,
        StoreLimits store,
        BiConsumer<ExitCode, Throwable> onFatal,
        String build,
        boolean warmsUp,
        Concessions concessions) {
    /** The system's clocks and file systems, and threads that wait as configured. */
    public static Surroundings live(AgentsConfig agents, BiConsumer<ExitCode, Throwable> onFatal, String build) {
        IdleModes modes = new IdleModes(agents.idle(), Runtime.getRuntime().availableProcessors());
        // Its clock allocates nothing, unlike the system's.
        return new Surroundings(
                new OffsetEpochNanoClock(),
                SystemNanoClock.INSTANCE,
                modes::of,
                Surroundings::usableBytesAt,
                JournalOptions.defaults(),
                StoreLimits.DEFAULT,
                onFatal,
                build,
                false,
                Concessions.NONE);
    }

    /** The same, with a warm-up before the engine serves; it takes up to two seconds. */
    public Surroundings withWarmUp() {
        return new Surroundings(
                clock, steadyClock, idle, usableBytes, journal, store, onFatal, build, true, concessions);
    }

    /** The same, with a journal of other sizes, or with something around it. */
    public Surroundings withJournal(JournalOptions options) {
        return new Surroundings(
                clock, steadyClock, idle, usableBytes, options, store, onFatal, build, warmsUp, concessions);
    }

    /** The same, with a store that waits for its database as long as it is told. */
    public Surroundings withStore(StoreLimits limits) {
        return new Surroundings(
                clock, steadyClock, idle, usableBytes, journal, limits, onFatal, build, warmsUp, concessions);
    }

    /** The same, for an operator who gives something up. */
    public Surroundings conceding(Concessions given) {
        return new Surroundings(clock, steadyClock, idle, usableBytes, journal, store, onFatal, build, warmsUp, given);
    }

    private static long usableBytesAt(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            throw new FatalException(
                    ExitCode.STORAGE_FAILED,
                    "expected a file system that tells what is free, found cause=" + e.getMessage() + " path=" + path,
                    e);
        }
    }
}
