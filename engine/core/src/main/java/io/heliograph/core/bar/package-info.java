/** Bars: built from events, rolled up into larger ones, closed by watermarks, kept as history. */
package io.heliograph.core.bar;
