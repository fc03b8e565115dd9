/** The one thread that owns the core: it numbers what comes, journals it, and only then believes it. */
package io.heliograph.server.sequencer;
