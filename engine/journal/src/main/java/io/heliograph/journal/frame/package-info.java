/** The bytes of a frame, as drawn in FORMAT.md: writing one, checking one, walking through its records. */
package io.heliograph.journal.frame;
