/** The journal: what is in it, whether all of it is as it was written, seals and snapshots. */
package io.heliograph.server.cli.journal;
