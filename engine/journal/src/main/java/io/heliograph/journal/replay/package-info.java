/** One core, four masters: feeds the event log to a core, lays what comes out beside the output log, starts the engine so. */
package io.heliograph.journal.replay;
