/** Backtests and what-ifs over the engine's own journal, asked for over the wire and done as tasks. */
package io.heliograph.server.trial;
