/**
 * Seals: both logs chained by SHA-256 in blocks, and the chain's ends signed every few seconds, so that what was removed,
 * reordered or edited afterwards is found. The bytes are drawn in FORMAT.md.
 */
package io.heliograph.journal.seal;
