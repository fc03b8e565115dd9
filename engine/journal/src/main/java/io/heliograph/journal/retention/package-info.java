/** The deletion of the oldest segments of both logs, with a tombstone for what went (FORMAT.md). */
package io.heliograph.journal.retention;
