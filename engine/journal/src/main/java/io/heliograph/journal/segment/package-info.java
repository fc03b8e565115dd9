/** A segment as a Chronicle queue that never rolls; the only package that names a Chronicle type. */
package io.heliograph.journal.segment;
