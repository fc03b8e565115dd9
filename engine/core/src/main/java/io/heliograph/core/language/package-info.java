/**
 * The strategy language: from the text of a document to a plan of steps, or to all of its problems.
 *
 * <p>Nothing here runs at a bar. A document is read, its expressions are scanned, parsed and bound against one table of
 * functions and indicators ({@link io.heliograph.core.language.Catalogue}), and equal sub-expressions become one step.
 * No I/O, no state, no clock.
 */
package io.heliograph.core.language;
