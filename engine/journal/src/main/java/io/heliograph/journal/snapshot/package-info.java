/** The state of a core in files beside the logs, so that a start need not replay everything (FORMAT.md). */
package io.heliograph.journal.snapshot;
