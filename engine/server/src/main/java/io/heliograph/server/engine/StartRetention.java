package io.heliograph.server.engine;

import io.heliograph.journal.Journal;
import io.heliograph.journal.Remover;
import io.heliograph.journal.TombstoneSigner;
import io.heliograph.journal.retention.Retention;
import io.heliograph.journal.retention.RetentionFloor;
import io.heliograph.journal.retention.RetentionPolicy;
import io.heliograph.journal.seal.SealAgent;
import io.heliograph.journal.seal.SealKey;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.server.Positions;
import io.heliograph.server.config.RetentionConfig;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.publish.OutputPublishing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what deletes old segments; where it is not configured, it ends what a stop interrupted, and nothing more. */
final class StartRetention {
    // In the engine's name, by which those who read the diagnostics look for it.
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private StartRetention() {}

    /**
     * Makes it.
     *
     * @param journal recovered
     * @param digest reads all outputs, and must
     * @param slow likewise, for its snapshots
     * @param publishing likewise
     * @param seals what is not sealed may not go; null where nothing is sealed
     */
    static Retention make(
            ServerConfig config,
            Surroundings surroundings,
            Journal journal,
            Positions positions,
            DigestAgent digest,
            SlowAgent slow,
            OutputPublishing publishing,
            SealAgent seals) {
        RetentionConfig bounds = config.retention();
        return new Retention(
                journal,
                SnapshotStore.in(config.data(), journal.id()),
                new RetentionPolicy(
                        bounds.maxAgeNs(),
                        bounds.maxBytes(),
                        bounds.readerPatienceNs(),
                        config.snapshots().keep()),
                new Floor(StartStore.isWanted(config), positions, digest, slow, publishing, seals),
                config.seal()
                        .key()
                        .map(file -> SealKey.read(file).tombstoneSigner())
                        .orElse(TombstoneSigner.UNSIGNED),
                Remover.UNLINK,
                surroundings.clock(),
                surroundings.steadyClock(),
                LOG::info);
    }

    /** How far all are who must not miss an output. */
    private record Floor(
            boolean hasStore,
            Positions positions,
            DigestAgent digest,
            SlowAgent slow,
            OutputPublishing publishing,
            SealAgent seals)
            implements RetentionFloor {
        @Override
        public long event() {
            return seals == null ? Long.MAX_VALUE : seals.sealedEvent();
        }

        /** A store that was not reached since the start has stored nothing that is known of, so nothing may go. */
        @Override
        public long output() {
            long stored = hasStore ? positions.storedOutput() : Long.MAX_VALUE;
            long sealed = seals == null ? Long.MAX_VALUE : seals.sealedOutput();
            long digested = Math.min(digest.digested(), slow.digested());
            return Math.min(Math.min(stored, sealed), Math.min(digested, publishing.position()));
        }
    }
}
